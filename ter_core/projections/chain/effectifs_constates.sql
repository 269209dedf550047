-- One row per thing headcounted in a school year: level, cycle, class, team.
--
-- Les effectifs constatés dans l'année : par classe, par niveau (groupe vide),
-- par cycle (niveau absent), et celui des enseignants (niveau vide).
--
-- annee_scolaire : année scolaire
-- population : eleves ou enseignants
-- etablissement : établissement
-- niveau : niveau ; vide pour les enseignants, absent d'un effectif par cycle
-- cycle : cycle du niveau, ou celui qui est compté
-- groupe : classe ; vide pour le niveau ou le cycle entier
-- plus_grand : plus grand effectif de l'année
-- dernier : dernier effectif de l'année
-- date_constat : date de ce dernier effectif
-- source : d'où il vient
-- evenement : événement qui le constate
with lignes as (
    select
        e.sujet as etablissement,
        e.survenu_le,
        e.profondeur,
        e.id,
        e.source,
        unnest(e.lignes) as une
    from evenements.effectif_constate as e
),

constats as (
    select
        'eleves' as population,
        l.etablissement,
        l.une.niveau,
        coalesce(n.cycle, l.une.cycle) as cycle,
        coalesce(l.une.groupe, '') as groupe,
        l.une.nombre,
        l.survenu_le,
        l.profondeur,
        l.id,
        l.source
    from lignes as l
    left join niveaux as n on l.une.niveau = n.niveau
    union all
    select
        'enseignants' as population,
        e.sujet as etablissement,
        '' as niveau,
        null as cycle,
        '' as groupe,
        e.enseignants as nombre,
        e.survenu_le,
        e.profondeur,
        e.id,
        e.source
    from evenements.effectif_constate as e
    where e.enseignants is not null
),

ranges as (
    select
        *,
        annee_scolaire(survenu_le) as annee_scolaire,
        { 'jour': survenu_le, 'profondeur': profondeur, 'id': id } as place
    from constats
)

select
    annee_scolaire,
    population,
    etablissement,
    niveau,
    cycle,
    groupe,
    max(nombre) as plus_grand,
    arg_max(nombre, place) as dernier,
    max(survenu_le) as date_constat,
    arg_max(source, place) as source,
    arg_max(id, place) as evenement
from ranges
group by annee_scolaire, population, etablissement, niveau, cycle, groupe

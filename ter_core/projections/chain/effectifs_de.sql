-- One row per thing headcounted in a school year: level, cycle, class, team.
-- Given (faits).
--
-- Les effectifs constatés dans l'année : par classe, par niveau (groupe vide),
-- par cycle (niveau absent), et celui des enseignants (niveau vide). plus_grand
-- plafonne le comptage, dernier fait l'effectif du réseau, evenement le
-- constate.
with lues as (
    select
        sujet,
        jour,
        profondeur,
        id,
        source,
        unnest(effectifs) as une
    from query_table(faits)
    where genre = 'effectif'
),

constats as (
    select
        'eleves' as population,
        l.sujet as etablissement,
        l.une.niveau,
        coalesce(n.cycle, l.une.cycle) as cycle,
        coalesce(l.une.groupe, '') as groupe,
        l.une.nombre,
        l.jour,
        l.profondeur,
        l.id,
        l.source
    from lues as l
    left join niveaux as n on l.une.niveau = n.niveau
    union all
    select
        'enseignants' as population,
        sujet as etablissement,
        '' as niveau,
        null as cycle,
        '' as groupe,
        nb_enseignants as nombre,
        jour,
        profondeur,
        id,
        source
    from query_table(faits)
    where genre = 'effectif' and nb_enseignants is not null
),

places as (
    select
        *,
        annee_scolaire(jour) as annee_scolaire,
        { 'jour': jour, 'profondeur': profondeur, 'id': id } as place
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
    max(jour) as date_constat,
    arg_max(source, place) as source,
    arg_max(id, place) as evenement
from places
group by annee_scolaire, population, etablissement, niveau, cycle, groupe

-- One row per line of pupils of a participation.
--
-- Les élèves venus, école par école et groupe par groupe. Ces lignes
-- s'additionnent en participations, jamais en élèves différents.
--
-- id_court : fin de l'identifiant de la participation
-- date_participation : date du fait, ou dernier jour
-- annee_scolaire : année scolaire de cette date
-- code_action : action
-- ordre : place de la ligne dans la participation
-- uai : UAI de l'établissement
-- code_etablissement : son code
-- nom_etablissement : son nom
-- code_insee : code INSEE de sa commune
-- nom_commune : nom de la commune ; vide si elle n'est pas du territoire
-- groupe : groupe tel qu'il est nommé ; vide s'il ne l'est pas
-- est_classe : vrai si l'effectif de ce groupe est constaté cette année-là
-- niveau : niveau
-- libelle_niveau : comment il se lit
-- cycle : cycle du niveau
-- degre : degré du niveau, à défaut celui de l'établissement
-- nb_eleves : élèves présents
-- nb_filles : filles parmi eux ; vide si on ne les a pas comptées
-- effectif_classe : dernier effectif de la classe, à ce niveau
-- est_estimation : vrai si les nombres sont donnés « environ »
with lus as ( -- noqa: ST03
    from faits
),

lignes as (
    select
        p.sujet,
        coalesce(f.dans, p.action) as action,
        p.date_creation as date_participation,
        annee_scolaire(p.date_creation) as annee_scolaire,
        coalesce(p.estimation, false) as est_estimation,
        unnest(p.lignes) as une,
        generate_subscripts(p.lignes, 1) as ordre
    from sujets.participation as p
    left join actions_fusionnees as f on p.action = f.sujet
    where p.date_creation is not null
),

classes as (
    select *
    from effectifs_de('lus')
    where population = 'eleves' and groupe <> ''
)

select
    l.sujet,
    right(l.sujet, 8) as id_court,
    l.date_participation,
    l.annee_scolaire,
    coalesce(a.code_affiche, code_de(l.action)) as code_action,
    l.ordre,
    code_de(l.une.etablissement) as uai,
    e.code as code_etablissement,
    e.nom as nom_etablissement,
    e.code_insee,
    c.nom as nom_commune,
    l.une.groupe,
    k.groupe is not null as est_classe,
    l.une.niveau,
    n.libelle as libelle_niveau,
    n.cycle,
    coalesce(n.degre, e.degre) as degre,
    l.une.eleves as nb_eleves,
    l.une.filles as nb_filles,
    k.dernier as effectif_classe,
    l.est_estimation
from lignes as l
left join codes_donnes as a on l.action = a.sujet
left join sujets.etablissement as e on l.une.etablissement = e.sujet
left join communes_de('lus') as c on e.code_insee = c.code_insee
left join niveaux as n on l.une.niveau = n.niveau
left join classes as k
    on
        l.annee_scolaire = k.annee_scolaire
        and l.une.etablissement = k.etablissement
        and l.une.niveau = k.niveau
        and l.une.groupe = k.groupe

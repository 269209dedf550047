-- One row per headcounted thing of a year: level, cycle, class, teachers.
--
-- Les effectifs constatés, année par année. Un niveau et ses classes y sont
-- tous deux : ces lignes ne s'additionnent pas.
--
-- annee_scolaire : année scolaire
-- population : eleves ou enseignants
-- libelle_population : nom de la population
-- uai : UAI de l'établissement
-- code_etablissement : son code
-- nom_etablissement : son nom
-- niveau : niveau ; vide pour les enseignants ou un cycle entier
-- libelle_niveau : comment il se lit
-- ordre : rang du niveau, de la maternelle au lycée
-- cycle : cycle du niveau, ou celui qui est compté
-- groupe : classe ; vide pour le niveau ou le cycle entier
-- effectif : dernier effectif de l'année
-- plus_grand : plus grand effectif de l'année, qui borne les élèves touchés
-- date_constat : date du dernier constat
-- source : d'où il vient
-- id_court : fin de l'identifiant de l'événement qui le constate
with lus as ( -- noqa: ST03
    from faits
)

select
    f.annee_scolaire,
    f.population,
    if(
        f.population = 'eleves', 'élèves', 'enseignants'
    ) as libelle_population,
    code_de(f.etablissement) as uai,
    e.code_affiche as code_etablissement,
    e.libelle as nom_etablissement,
    nullif(f.niveau, '') as niveau,
    n.libelle as libelle_niveau,
    n.ordre,
    f.cycle,
    nullif(f.groupe, '') as groupe,
    f.dernier as effectif,
    f.plus_grand,
    f.date_constat,
    f.source,
    right(f.evenement, 8) as id_court
from effectifs_de('lus') as f
left join noms as e on f.etablissement = e.sujet
left join niveaux as n on f.niveau = n.niveau

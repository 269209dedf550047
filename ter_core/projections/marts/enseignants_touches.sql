-- One row per school year and école of which teachers came.
--
-- Les enseignants touchés, par établissement ; leur degré est le sien.
--
-- annee_scolaire : année scolaire
-- uai : UAI de l'établissement
-- code_etablissement : son code
-- nom_etablissement : son nom
-- code_insee : code INSEE de sa commune
-- degre : son degré
-- effectif : dernier nombre d'enseignants constaté
-- participations : somme des participations
-- minimum : enseignants différents, au moins
-- maximum : enseignants différents, au plus
with lus as materialized (
    from faits
),

lignes_lues as ( -- noqa: ST03
    from lignes_de('lus')
),

effectifs_lus as materialized ( -- noqa: ST03
    from effectifs_de('lus')
)

select
    c.annee_scolaire,
    code_de(c.etablissement) as uai,
    k.code as code_etablissement,
    e.nom as nom_etablissement,
    e.code_insee,
    e.degre,
    f.nombre as effectif,
    c.participations,
    c.basse as minimum,
    c.haute as maximum
from cellules_de('lignes_lues', 'effectifs_lus') as c
left join lus as e
    on c.etablissement = e.sujet and e.genre = 'etablissement'
left join codes_donnes as k on c.etablissement = k.sujet
left join effectifs_retenus_de('lus') as f
    on
        c.annee_scolaire = f.annee_scolaire
        and c.etablissement = f.etablissement
        and f.population = 'enseignants'
where c.population = 'enseignants' and c.dimension = 'ensemble'

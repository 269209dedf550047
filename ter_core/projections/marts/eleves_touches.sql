-- One row per school year, école and level of which pupils came.
--
-- Les élèves touchés, par établissement et niveau. Les bornes s'additionnent
-- d'une ligne à l'autre dans une même année, jamais d'une année à l'autre.
--
-- annee_scolaire : année scolaire
-- uai : UAI de l'établissement
-- code_etablissement : son code
-- nom_etablissement : son nom
-- code_insee : code INSEE de sa commune
-- niveau : niveau
-- cycle : cycle du niveau
-- degre : degré du niveau, à défaut celui de l'établissement
-- effectif : dernier effectif du niveau, à défaut de ses classes
-- participations : somme des participations
-- minimum : élèves différents, au moins
-- maximum : élèves différents, au plus
with lus as materialized (
    from faits
),

lignes_lues as ( -- noqa: ST03
    from lignes_de('lus')
),

effectifs_lus as materialized ( -- noqa: ST03
    from effectifs_de('lus')
),

effectifs as (
    select
        annee_scolaire,
        etablissement,
        niveau,
        sum(nombre)::bigint as effectif
    from effectifs_retenus_de('lus')
    where population = 'eleves' and niveau is not null
    group by annee_scolaire, etablissement, niveau
)

select
    c.annee_scolaire,
    code_de(c.etablissement) as uai,
    k.code as code_etablissement,
    e.nom as nom_etablissement,
    e.code_insee,
    nullif(c.niveau, '') as niveau,
    n.cycle,
    coalesce(n.degre, e.degre) as degre,
    f.effectif,
    c.participations,
    c.basse as minimum,
    c.haute as maximum
from cellules_de('lignes_lues', 'effectifs_lus') as c
left join lus as e
    on c.etablissement = e.sujet and e.genre = 'etablissement'
left join codes_donnes as k on c.etablissement = k.sujet
left join niveaux as n on c.niveau = n.niveau
left join effectifs as f
    on
        c.annee_scolaire = f.annee_scolaire
        and c.etablissement = f.etablissement
        and c.niveau = f.niveau
where c.population = 'eleves' and c.dimension = 'ensemble'

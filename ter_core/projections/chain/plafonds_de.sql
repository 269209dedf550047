-- One row per (sans, school year, population, école, level, group) seen.
-- Given (lignes, effectifs).
--
-- Ce qui plafonne le comptage des lignes données (sans, annee_scolaire,
-- population, etablissement, niveau, groupe, nombre) : un effectif plus petit
-- que ce qui a été vu ne plafonne rien.
with vus as (
    select
        sans,
        annee_scolaire,
        population,
        etablissement,
        niveau,
        groupe,
        max(nombre) as vu
    from query_table(lignes)
    group by all
),

groupes as (
    select
        v.*,
        c.plus_grand,
        c.plus_grand is not null as est_classe
    from vus as v
    left join query_table(effectifs) as c
        on
            v.annee_scolaire = c.annee_scolaire
            and v.population = c.population
            and v.etablissement = c.etablissement
            and v.niveau = c.niveau
            and v.groupe = c.groupe
            and v.groupe <> ''
),

niveaux_vus as (
    select
        sans,
        annee_scolaire,
        population,
        etablissement,
        niveau,
        greatest(
            coalesce(sum(vu) filter (where est_classe), 0),
            coalesce(max(vu) filter (where not est_classe), 0)
        ) as vu
    from groupes
    group by all
)

select
    sans,
    annee_scolaire,
    population,
    etablissement,
    niveau,
    groupe,
    est_classe,
    vu,
    plus_grand,
    case when plus_grand >= vu then plus_grand end as plafond
from groupes
where groupe <> ''
union all
select
    n.sans,
    n.annee_scolaire,
    n.population,
    n.etablissement,
    n.niveau,
    '' as groupe,
    false as est_classe,
    n.vu,
    c.plus_grand,
    case when c.plus_grand >= n.vu then c.plus_grand end as plafond
from niveaux_vus as n
left join query_table(effectifs) as c
    on
        n.annee_scolaire = c.annee_scolaire
        and n.population = c.population
        and n.etablissement = c.etablissement
        and n.niveau = c.niveau
        and c.groupe = ''

-- One row per (school year, population, dimension, value, école, level).
-- Given (lignes_lues, effectifs_lus).
--
-- Les bornes des personnes touchées dans chaque établissement et niveau
-- (basse, haute), pour l'ensemble puis par axe, nature, mois et période : ce
-- que deux axes ont en commun ne s'ajoute pas.
with observees as (
    select
        l.*,
        null::varchar as sans
    from query_table(lignes_lues) as l -- noqa: RF03
),

limites as ( -- noqa: ST03
    from plafonds_de('observees', effectifs_lus)
),

ventilees as (
    select
        l.*,
        unnest([
            { 'dimension': 'ensemble', 'valeur': '' },
            { 'dimension': 'axe', 'valeur': l.axe },
            { 'dimension': 'nature', 'valeur': l.nature },
            { 'dimension': 'mois', 'valeur': l.mois },
            { 'dimension': 'periode', 'valeur': l.periode }
        ]) as cle
    from observees as l
),

lignes as ( -- noqa: ST03
    select v.*
    from ventilees as v
    where v.cle.valeur is not null
)

select
    b.annee_scolaire,
    b.population,
    b.cle.dimension,
    b.cle.valeur,
    b.etablissement,
    b.niveau,
    b.participations,
    b.basse,
    b.haute
from bornes_de('lignes', 'limites') as b

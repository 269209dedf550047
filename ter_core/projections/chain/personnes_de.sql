-- One row per (school year, population, dimension, value).
-- Given (lignes, cellules).
--
-- Les bornes des personnes touchées (minimum, maximum), par toute dimension :
-- celles des établissements et des niveaux s'ajoutent, les autres sont comptées
-- à part.
with places as (
    select distinct
        etablissement,
        niveau,
        cycle,
        degre,
        commune
    from query_table(lignes)
),

situees as (
    select
        c.*,
        unnest([
            { 'dimension': 'degre', 'valeur': p.degre },
            { 'dimension': 'cycle', 'valeur': p.cycle },
            { 'dimension': 'niveau', 'valeur': nullif(c.niveau, '') },
            { 'dimension': 'etablissement', 'valeur': c.etablissement },
            { 'dimension': 'commune', 'valeur': p.commune }
        ]) as lieu
    from query_table(cellules) as c
    inner join places as p
        on c.etablissement = p.etablissement and c.niveau = p.niveau
    where c.dimension = 'ensemble'
),

reparties as (
    select
        annee_scolaire,
        population,
        dimension,
        valeur,
        participations,
        basse,
        haute
    from query_table(cellules)
    union all
    select
        annee_scolaire,
        population,
        lieu.dimension,
        lieu.valeur,
        participations,
        basse,
        haute
    from situees
    where lieu.valeur is not null
)

select
    annee_scolaire,
    population,
    dimension,
    valeur,
    sum(participations)::bigint as participations,
    sum(basse)::bigint as minimum,
    sum(haute)::bigint as maximum
from reparties
group by all

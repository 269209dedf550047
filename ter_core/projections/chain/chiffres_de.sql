-- One row per (school year, measure, dimension, value) that something makes.
-- Given (ventiles, personnes).
--
-- Les chiffres que quelque chose fait, avant qu'on y ajoute les zéros : minimum
-- et maximum, les mêmes pour ce qui se compte exactement.
with additionnes as (
    select
        a.annee_scolaire,
        a.mesure,
        a.dimension,
        a.valeur,
        case m.calcul
            when 'somme' then sum(a.nombre)
            else count(distinct a.unite)
        end::bigint as nombre
    from query_table(ventiles) as a
    inner join mesures as m on a.mesure = m.mesure
    group by a.annee_scolaire, a.mesure, a.dimension, a.valeur, m.calcul
)

select
    annee_scolaire,
    mesure,
    dimension,
    valeur,
    nombre as minimum,
    nombre as maximum
from additionnes
union all
select
    annee_scolaire,
    population || '_touches' as mesure,
    dimension,
    valeur,
    minimum,
    maximum
from query_table(personnes)

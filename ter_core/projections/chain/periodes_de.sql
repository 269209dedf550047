-- One row per period of a school year.
-- Given (faits).
--
-- Les cinq périodes de classe de chaque année scolaire ouverte : periode (P1 à
-- P5), debut, fin.
with ouvertes as (
    select
        annee_scolaire,
        unnest(periodes) as une,
        generate_subscripts(periodes, 1) as rang
    from query_table(faits)
    where genre = 'annee'
)

select
    o.annee_scolaire,
    'P' || o.rang as periode,
    o.une.debut,
    o.une.fin
from ouvertes as o

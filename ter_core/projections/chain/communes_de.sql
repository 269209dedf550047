-- One row per commune of the territory.
-- Given (faits).
--
-- Les communes du territoire, à la date d'observation.
select
    code_insee,
    min(nom) as nom
from query_table(faits)
where genre = 'commune'
group by code_insee

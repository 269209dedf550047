-- One row per commune of the territory.
-- Given (faits).
--
-- Les communes du territoire, à la date d'observation.
select distinct
    code_insee,
    nom
from query_table(faits)
where genre = 'commune'

-- One row per commune of the territory.
--
-- Les communes du territoire, à la date d'observation.
--
-- code_insee : code INSEE
-- nom : nom
select distinct
    t.une.code_insee,
    t.une.nom
from (
    select unnest(communes) as une
    from sujets.territoire
) as t

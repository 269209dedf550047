-- One row per commune of the territory.
--
-- Les communes du territoire, à la date d'observation.
--
-- code_insee : code INSEE
-- nom : nom
select
    c.une.code_insee,
    min(c.une.nom) as nom
from (
    select unnest(communes) as une
    from sujets.territoire
) as c
group by c.une.code_insee

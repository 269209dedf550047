-- One row per event and event it stands on, in subjects that are not linear.
--
-- Tous les événements qu'un événement suppose connus, de proche en proche.
--
-- id : événement
-- ancetre : événement que son auteur connaissait
with recursive suite as (
    select
        c.sujet,
        c.id,
        c.cite as ancetre
    from citations as c
    union
    select
        s.sujet,
        s.id,
        c.cite as ancetre
    from suite as s
    inner join citations as c on s.ancetre = c.id and s.sujet = c.sujet
)

select
    sujet,
    id,
    ancetre
from suite

-- One row per action that was merged into another.
--
-- Les actions qui se sont fondues dans une autre, et celle qui reste à la fin :
-- c'est d'elle que sont leurs participations et leurs dépenses.
--
-- dans : action qui reste
with recursive fusions as materialized (
    select
        sujet,
        arg_max(donnees ->> '$.dans', ordre) as dans
    from evenements_appliques
    where type = 'ActionFusionnee' and est_lisible
    group by sujet
),

suites as (
    select
        sujet,
        dans,
        [sujet] as passees
    from fusions
    union all
    select
        s.sujet,
        f.dans,
        list_append(s.passees, f.sujet) as passees
    from suites as s
    inner join fusions as f on s.dans = f.sujet
    where not list_contains(s.passees, f.dans)
)

select
    sujet,
    arg_max(dans, len(passees)) as dans
from suites
group by sujet

-- One row per subject whose history is not one line.
--
-- Les têtes et les causes manquantes des sujets qui ne sont pas linéaires ; les
-- autres ont une tête, et aucune cause ne leur manque. Le programme en tient la
-- table `tetes` à jour, pour que chaque question n'ait pas à les chercher.
--
-- nb_tetes : événements du sujet que nul autre ne cite
-- nb_causes_absentes : événements cités que le journal ne contient pas
with connues as (
    select
        sujet,
        id
    from lignes_ramifiees
    where est_connu(enregistre_le, poste, rang)
),

absentes as (
    select
        c.sujet,
        count(distinct c.cite) as nb
    from citations as c
    anti join connues as k on c.cite = k.id and c.sujet = k.sujet
    group by c.sujet
)

select
    k.sujet,
    count(*) filter (
        where k.id not in (select c.cite from citations as c)
    ) as nb_tetes,
    coalesce(any_value(a.nb), 0) as nb_causes_absentes
from connues as k
left join absentes as a on k.sujet = a.sujet
group by k.sujet

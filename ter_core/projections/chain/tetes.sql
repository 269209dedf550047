-- One row per subject whose history is not one line.
--
-- Les têtes et les causes manquantes des sujets qui ne sont pas linéaires ; les
-- autres ont une tête, et aucune cause ne leur manque.
--
-- nb_tetes : événements du sujet que nul autre ne cite
-- nb_causes_absentes : événements cités que le journal ne contient pas
with connues as (
    select
        sujet,
        id
    from lignes_ramifiees
    where est_connu(enregistre_le, poste, rang)
)

select
    sujet,
    count(*) filter (where not est_cite) as nb_tetes,
    count(distinct absente) as nb_causes_absentes
from (
    select
        k.sujet,
        k.id in (select c.cite from citations as c) as est_cite,
        null as absente
    from connues as k
    union all
    select
        c.sujet,
        null as est_cite,
        c.cite as absente
    from citations as c
    anti join connues as k on c.cite = k.id and c.sujet = k.sujet
)
group by sujet

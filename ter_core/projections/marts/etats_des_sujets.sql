-- One row per subject that something is said of.
--
-- L'état de chaque sujet à la date d'observation, et depuis quand.
--
-- nature : nature du sujet
-- libelle_nature : nom de la nature
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'y a mis ; vide s'il y est depuis toujours
-- evenement_etat : cet événement
with dits as (
    select
        e.sujet,
        t.nature,
        e.survenu_le,
        e.evenement,
        e.ordre,
        etat_pose(e.est_lisible, e.donnees, t.champ_etat, t.etat) as etat
    from evenements_appliques as e
    inner join transitions as t on e.type = t.type
    where t.nature <> '*'
),

derniers as (
    select
        sujet,
        nature,
        arg_max(etat, ordre) as etat,
        arg_max(survenu_le, if(etat is null, null, ordre)) as date_etat,
        arg_max(evenement, if(etat is null, null, ordre)) as evenement_etat
    from dits
    group by sujet, nature
)

select
    d.sujet,
    d.nature,
    n.libelle as libelle_nature,
    s.etat,
    s.libelle as libelle_etat,
    d.date_etat,
    d.evenement_etat
from derniers as d
inner join natures as n on d.nature = n.nature
left join etats as s
    on
        d.nature = s.nature
        and case
            when d.etat is not null then d.etat = s.etat
            else n.existe_avec is not null and s.ordre = 1
        end

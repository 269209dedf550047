-- One row per subject that an event ever created, the annulled ones included.
--
-- Comment on nomme chaque sujet : de quoi reconnaître ce qui est tapé.
--
-- nature : nature du sujet
-- libelle_nature : nom de la nature
-- code : code enregistré ; vide si la nature n'en a pas
-- code_affiche : code, suivi de « bis » si deux postes ont donné ce numéro
-- libelle : libellé en vigueur
-- etat : état
-- libelle_etat : nom de l'état
-- est_annule : vrai si sa création a été annulée
-- evenement_creation : événement qui le crée
with etats_actuels as (
    select
        e.sujet,
        arg_max(
            etat_pose(e.est_lisible, e.donnees, t.champ_etat, t.etat),
            e.ordre
        ) as etat
    from evenements_appliques as e
    inner join transitions as t on e.type = t.type
    where t.etat is not null or t.champ_etat is not null
    group by e.sujet
),

creations as (
    select
        e.sujet,
        bool_and(e.id in (select a.id from annulations as a)) as est_annule
    from evenements_connus as e
    inner join types as t on e.type = t.type
    left join natures as k on t.nature = k.nature
    where
        (t.est_creation or k.existe_avec is not null)
        and e.survenu_le <= date_observation()
    group by e.sujet
),

dates as (
    select
        e.sujet,
        arg_max(e.donnees ->> '$.debut', e.ordre) as debut,
        any_value(e.donnees ->> '$.instance') as instance
    from evenements_appliques as e
    where
        e.type in ('SeanceProgrammee', 'SeanceReportee', 'SeanceTenue')
        and e.est_lisible
    group by e.sujet
),

appeles as materialized (
    select
        sujet,
        code,
        code_affiche,
        evenement_creation,
        libelle
    from noms
),

reunions as (
    select
        d.sujet,
        n.libelle || strftime(d.debut::timestamp, ' du %d/%m/%Y') as libelle
    from dates as d
    left join appeles as n on d.instance = n.sujet
)

select
    c.sujet,
    split_part(c.sujet, ':', 1) as nature,
    m.libelle as libelle_nature,
    n.code,
    n.code_affiche,
    coalesce(r.libelle, n.libelle) as libelle,
    e.etat,
    s.libelle as libelle_etat,
    c.est_annule,
    n.evenement_creation
from creations as c
left join appeles as n on c.sujet = n.sujet
left join reunions as r on c.sujet = r.sujet
left join etats_actuels as e on c.sujet = e.sujet
left join natures as m on split_part(c.sujet, ':', 1) = m.nature
left join etats as s
    on split_part(c.sujet, ':', 1) = s.nature and e.etat = s.etat

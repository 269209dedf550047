-- One row per subject and field that has a value.
--
-- Ce que le journal dit de chaque sujet, champ par champ, à la date
-- d'observation, son état à part. Un champ vidé n'y est pas.
--
-- champ : champ du sujet
-- libelle_champ : nom du champ
-- valeur : valeur en vigueur, telle qu'on la lit
-- valeur_json : la même, telle qu'elle est enregistrée
-- rang : place du champ, ceux de la création d'abord
-- evenement : événement qui la pose
-- survenu_le : date de ce fait
-- code_auteur : qui l'a enregistré
with poses as (
    select
        e.sujet,
        p.champ,
        e.evenement,
        e.ordre,
        case
            when p.effet in ('cree', 'pose')
                then json_extract(e.donnees, p.chemin)
        end as valeur
    from evenements_appliques as e
    inner join champs_poses as p on e.type = p.type
    where
        e.est_lisible
        and case p.effet
            when 'cree' then true
            when 'liste'
                then json_contains(
                        json_extract(e.donnees, p.chemin), to_json(p.champ)
                    )
            else json_exists(e.donnees, p.chemin)
        end
),

dernieres as (
    select
        sujet,
        champ,
        arg_max(evenement, (ordre, valeur is not null)) as id,
        arg_max_null(valeur, (ordre, valeur is not null)) as valeur
    from poses
    group by sujet, champ
),

presentes as ( -- noqa: ST03
    select *
    from dernieres
    where valeur <> '[]'
)

select
    t.sujet,
    t.champ,
    t.libelle_champ,
    t.texte as valeur,
    t.valeur as valeur_json,
    t.rang,
    t.id as evenement,
    e.survenu_le,
    code_de(e.auteur) as code_auteur
from textes_de('presentes') as t
inner join evenements_connus as e on t.sujet = e.sujet and t.id = e.id

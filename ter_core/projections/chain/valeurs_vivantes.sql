-- One row per field and event that leaves it live, in non-linear subjects.
--
-- Les valeurs vivantes : celles qu'aucun événement postérieur, qui les
-- connaissait, n'a posées de nouveau. Seuls les sujets qui ont eu deux têtes
-- sont parcourus ; ce qui est connu compte, quelle que soit la date du fait.
--
-- champ : champ du sujet ; « etat » pour son état
-- valeur : valeur posée, en JSON ; vide si l'événement vide le champ
-- id : événement qui la pose
-- applique : événement dont elle vient, s'il a été retenu dans un conflit
with effectifs as (
    select
        r.id,
        r.id as applique,
        r.sujet,
        r.ordre,
        r.type,
        r.donnees
    from lignes_ramifiees as r
    anti join annulations as a on r.id = a.id
    where
        r.type not in ('EvenementAnnule', 'ContenuEfface')
        and est_connu(r.enregistre_le, r.poste, r.rang)
    union all
    select
        r.id,
        r.evenement as applique,
        r.sujet,
        o.ordre,
        r.type,
        r.donnees
    from lignes_reprises as r
    inner join lignes_ramifiees as o on r.id = o.id
    anti join annulations as a on list_contains(r.chemin, a.id)
    where est_connu(r.enregistre_le, r.poste, r.rang)
),

lisibles as (
    select
        e.*,
        i.id is null as est_lisible
    from effectifs as e
    left join lignes_illisibles as i on e.applique = i.id
),

poses as (
    select
        e.*,
        p.champ,
        case
            when p.effet in ('cree', 'pose')
                then json_extract(e.donnees, p.chemin)
        end as valeur
    from lisibles as e
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
    union all
    select
        e.*,
        'etat' as champ,
        to_json(
            etat_pose(e.est_lisible, e.donnees, t.champ_etat, t.etat)
        ) as valeur
    from lisibles as e
    inner join transitions as t on e.type = t.type
),

posees as (
    select
        sujet,
        champ,
        id,
        any_value(applique) as applique,
        any_value(ordre) as ordre,
        any_value(valeur) as valeur
    from poses
    where champ <> 'etat' or valeur is not null
    group by sujet, champ, id
),

s as (
    select
        a.sujet,
        a.ancetre,
        d.champ
    from ascendances as a
    inner join posees as d on a.id = d.id
)

select p.*
from posees as p
anti join s on p.sujet = s.sujet and p.id = s.ancetre and p.champ = s.champ

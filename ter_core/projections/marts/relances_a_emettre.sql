-- One row per late decision and function that answers for it.
--
-- Les relances à émettre : qui est en retard, de combien, et quand on le lui a
-- déjà rappelé. Une relance à un autre responsable de la même décision n'y
-- compte pas.
--
-- sujet : décision en retard : ouverte, et son échéance est passée
-- code_affiche : code de la décision, suivi de « bis » s'il était déjà pris
-- libelle : ce qui a été décidé
-- echeance : échéance en vigueur
-- nb_jours_retard : jours écoulés depuis
-- code_fonction : code de qui en répond
-- sujet_fonction : le même, nature comprise
-- qualite : sa qualité, ou le nom de l'organisme
-- est_en_fonction : vrai s'il n'est pas retiré : on peut lui écrire
-- nb_relances : relances déjà envoyées à cette fonction pour cette décision
-- derniere_relance : date de la dernière
-- est_recente : vrai si elle date de moins de 7 jours
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('acteur', 'organisme', 'decision')
),

en_fonction as (
    select sujet
    from sujets.acteur
    where etat is distinct from 'retire'
    union all
    select sujet
    from sujets.organisme
    where etat is distinct from 'retire'
),

retards as (
    select
        d.sujet,
        d.libelle,
        d.echeance,
        unnest(list_distinct(d.responsables)) as fonction
    from sujets.decision as d
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
    where
        coalesce(not e.est_ferme, true)
        and d.echeance < date_observation()
),

envoyees as (
    select
        u.sujet,
        u.fonction,
        count(*) as nb,
        max(u.survenu_le) as derniere
    from (
        select
            sujet,
            survenu_le,
            unnest(list_distinct(destinataires)) as fonction
        from evenements.relance_emise
    ) as u
    group by u.sujet, u.fonction
)

select
    r.sujet,
    n.code_affiche,
    r.libelle,
    r.echeance,
    date_observation() - r.echeance as nb_jours_retard,
    coalesce(f.code_affiche, code_de(r.fonction)) as code_fonction,
    r.fonction as sujet_fonction,
    coalesce(f.libelle, code_de(r.fonction)) as qualite,
    r.fonction in (select q.sujet from en_fonction as q) as est_en_fonction,
    coalesce(e.nb, 0) as nb_relances,
    e.derniere as derniere_relance,
    coalesce(e.derniere > date_observation() - 7, false) as est_recente
from retards as r
left join appeles as n on r.sujet = n.sujet
left join appeles as f on r.fonction = f.sujet
left join envoyees as e on r.sujet = e.sujet and r.fonction = e.fonction

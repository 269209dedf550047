-- One row per visible event, a settled conflict read as the event it retains.
--
-- Les événements tels qu'ils s'appliquent à leur sujet : un conflit tranché
-- répète, à sa place dans l'histoire, l'événement qu'il retient.
--
-- evenement : événement dont le contenu s'applique
-- ordre : place dans l'histoire du sujet
-- est_lisible : faux si le contenu n'est pas ce que le type annonce
-- est_repris : vrai pour un événement répété par un conflit tranché
with places as (
    select
        id,
        type,
        sujet,
        profondeur,
        survenu_le,
        auteur,
        donnees,
        id as evenement,
        false as est_repris
    from evenements_visibles
    union all
    select
        r.id,
        r.type,
        r.sujet,
        r.profondeur,
        r.survenu_le,
        r.auteur,
        r.donnees,
        r.evenement,
        true as est_repris
    from lignes_reprises as r
    anti join annulations as a on list_contains(r.chemin, a.id)
    where
        est_connu(r.enregistre_le, r.poste, r.rang)
        and r.visible_le <= date_observation()
)

select
    p.*,
    coalesce(r.ordre, p.profondeur) as ordre,
    i.id is null as est_lisible
from places as p
left join lignes_ramifiees as r on p.id = r.id
left join lignes_illisibles as i on p.evenement = i.id

-- One row per known event, as it was recorded.
--
-- Tous les événements connus, ceux d'un type inconnu compris : le journal tel
-- quel.
--
-- id_court : fin de l'identifiant, assez pour le nommer
-- nature : nature du sujet
-- code_affiche : code du sujet
-- type : type d'événement
-- libelle : nom du type
-- survenu_le : date du fait
-- enregistre_le : jour et heure de l'enregistrement, en France
-- code_auteur : qui l'a enregistré
-- donnees : contenu, en JSON ; celui d'un effacement est sa reprise
-- est_annule : vrai si un autre événement l'annule
-- est_type_connu : faux si le type est d'une version plus récente du programme
select
    e.id,
    right(e.id, 8) as id_court,
    e.sujet,
    split_part(e.sujet, ':', 1) as nature,
    n.code_affiche,
    e.type,
    coalesce(t.libelle, e.type) as libelle,
    e.survenu_le,
    heure_locale(e.enregistre_le) as enregistre_le,
    code_de(e.auteur) as code_auteur,
    e.origine,
    e.poste,
    e.rang,
    e.lot,
    e.donnees,
    e.type not in ('EvenementAnnule', 'ContenuEfface')
    and e.id in (
        select a.id
        from annulations as a
        where a.sujet = e.sujet
    ) as est_annule,
    t.type is not null as est_type_connu
from evenements_connus as e
left join types as t on e.type = t.type
left join codes_donnes as n on e.sujet = n.sujet
where e.survenu_le <= date_observation()

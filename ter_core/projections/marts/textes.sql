-- One row per text of a known event.
--
-- Tout ce qui est écrit en toutes lettres dans les événements, ligne à ligne :
-- de quoi retrouver un nom qui n'aurait pas dû l'être. Un texte effacé n'y est
-- plus : c'est ce qui le remplace qui se lit.
--
-- id_court : fin de l'identifiant de l'événement, assez pour le nommer
-- libelle : nom du type d'événement
-- code_affiche : code du sujet
-- survenu_le : date du fait
-- champ : où le texte se trouve dans l'événement
-- texte : ce qui est écrit
-- texte_plie : le même en minuscules et sans accents, pour chercher
-- evenement : identifiant entier de l'événement
select
    right(e.id, 8) as id_court,
    coalesce(t.libelle, e.type) as libelle,
    n.code_affiche,
    e.survenu_le,
    substr(j.fullkey, 3) as champ,
    j.atom ->> '$' as texte,
    lower(strip_accents(j.atom ->> '$')) as texte_plie,
    e.sujet,
    e.type,
    e.id as evenement
from evenements_connus as e
cross join lateral json_tree(e.donnees) as j
left join types as t on e.type = t.type
left join codes_donnes as n on e.sujet = n.sujet
where
    j.type = 'VARCHAR'
    and e.survenu_le <= date_observation()

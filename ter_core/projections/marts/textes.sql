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
-- champ : où le texte se trouve dans l'événement, comme une commande le prend
-- texte : ce qui est écrit
-- texte_plie : le même en minuscules, sans accents ni ponctuation, les mots
--     séparés d'une espace, pour chercher
-- evenement : identifiant entier de l'événement
select
    right(e.id, 8) as id_court,
    coalesce(t.libelle, e.type) as libelle,
    n.code_affiche,
    e.survenu_le,
    array_to_string(
        list_transform(
            string_split(
                replace(replace(substr(j.fullkey, 3), '[', '.#'), ']', ''), '.'
            ),
            lambda x: if(
                starts_with(x, '#'),
                (1 + try_cast(substr(x, 2) as integer))::varchar,
                x
            )
        ),
        '.'
    ) as champ,
    j.atom ->> '$' as texte,
    regexp_replace(
        replace(
            replace(
                replace(lower(strip_accents(j.atom ->> '$')), 'œ', 'oe'),
                'æ', 'ae'
            ),
            'ß', 'ss'
        ),
        '[^\p{L}\p{N}]+', ' ', 'g'
    ) as texte_plie,
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

-- One row per known event that says something.
--
-- Ce que dit chaque événement, champ par champ, en une ligne.
--
-- resume : le contenu, tel qu'on le lit
with morceaux as (
    select
        e.id,
        e.sujet,
        c.type,
        c.champ,
        c.ordre,
        c.libelle,
        c.genre,
        unnest(
            liste_de(c.est_liste, json_extract(e.donnees, c.chemin))
        ) as valeur,
        unnest(
            range(
                if(
                    c.est_liste,
                    json_array_length(e.donnees, c.chemin)::bigint,
                    1
                )
            )
        ) as place
    from evenements_connus as e
    inner join champs as c on e.type = c.type
    where c.genre <> 'contenu' and json_exists(e.donnees, c.chemin)
),

phrases as (
    select
        m.id,
        m.sujet,
        m.ordre,
        m.libelle || ' : ' || string_agg(
            coalesce(
                l.libelle, n.code_affiche, valeur_dite(m.genre, m.valeur)
            ),
            ', ' order by m.place
        ) as phrase
    from morceaux as m
    left join mots as l
        on
            m.type = l.type
            and m.champ = l.champ
            and (m.valeur ->> '$') = l.mot
    left join codes_donnes as n
        on m.genre = 'reference' and (m.valeur ->> '$') = n.sujet
    group by m.id, m.sujet, m.ordre, m.libelle
)

select
    id,
    sujet,
    string_agg(phrase, ' ; ' order by ordre) as resume
from phrases
group by id, sujet

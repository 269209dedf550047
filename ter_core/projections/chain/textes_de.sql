-- One row per value of a field, of those given. Given (valeurs).
--
-- Ce que dit chaque valeur, telle qu'on la lit : le libellé d'un mot, le code
-- de ce qui est cité, un jour en français ; celles d'une liste l'une après
-- l'autre. Les valeurs données ont un sujet, un champ, un id et une valeur.
with libelles as (
    select distinct
        t.nature,
        m.champ,
        m.mot,
        m.libelle
    from mots as m
    inner join types as t on m.type = t.type
    union
    select
        nature,
        'etat' as champ,
        etat as mot,
        libelle
    from etats
),

listes as (
    select
        v.sujet,
        v.champ,
        v.id,
        v.valeur,
        c.libelle as libelle_champ,
        coalesce(c.genre, 'choix') as genre,
        c.rang,
        coalesce(
            nullif(
                liste_de(coalesce(c.est_liste, false), v.valeur), []
            ),
            [null]
        ) as liste
    from query_table(valeurs) as v
    left join champs_des_sujets as c
        on split_part(v.sujet, ':', 1) = c.nature and v.champ = c.champ
),

morceaux as (
    select
        * exclude (liste),
        unnest(liste) as morceau,
        generate_subscripts(liste, 1) as place
    from listes
)

select
    m.sujet,
    m.champ,
    m.id,
    m.valeur,
    m.libelle_champ,
    m.rang,
    string_agg(
        coalesce(l.libelle, n.code_affiche, valeur_dite(m.genre, m.morceau)),
        ', ' order by m.place
    ) as texte
from morceaux as m
left join libelles as l
    on
        m.genre = 'choix'
        and split_part(m.sujet, ':', 1) = l.nature
        and m.champ = l.champ
        and (m.morceau ->> '$') = l.mot
left join noms as n
    on m.genre = 'reference' and (m.morceau ->> '$') = n.sujet
group by m.sujet, m.champ, m.id, m.valeur, m.libelle_champ, m.rang

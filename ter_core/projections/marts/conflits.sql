-- One row per value that contradicts the default one, per field of a subject.
--
-- Les conflits : deux postes ont posé, sans se connaître, deux valeurs d'un
-- même champ. La valeur par défaut est celle de l'événement le plus avancé.
-- Un sujet qui n'existe pas encore à la date d'observation n'y est pas.
--
-- sujet : sujet en conflit
-- champ : champ en cause ; « etat » pour l'état du sujet
-- libelle_champ : nom du champ
-- valeur : valeur retenue par défaut
-- auteur : qui l'a posée
-- survenu_le : date du fait qui la pose
-- evenement : événement qui la pose, à citer pour le retenir
-- autre_valeur : valeur qui la contredit
-- autre_auteur : qui a posé celle-ci
-- autre_survenu_le : date du fait qui pose celle-ci
-- autre_evenement : événement qui pose celle-ci, à citer pour le retenir
with vivantes as (
    select
        v.sujet,
        v.champ,
        v.id,
        v.valeur,
        row_number() over (
            partition by v.sujet, v.champ order by v.ordre desc
        ) as place,
        row_number() over (
            partition by v.sujet, v.champ, v.valeur order by v.ordre desc
        ) as place_valeur
    from valeurs_vivantes as v
),

descriptions as (
    select
        t.nature,
        c.champ,
        any_value(c.libelle) as libelle,
        any_value(c.genre) as genre,
        any_value(c.est_liste) as est_liste
    from champs as c
    inner join types as t on c.type = t.type
    group by t.nature, c.champ
),

libelles as (
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

morceaux as (
    select
        v.sujet,
        v.champ,
        v.id,
        d.genre,
        unnest(liste_de(coalesce(d.est_liste, false), v.valeur)) as valeur
    from vivantes as v
    left join descriptions as d
        on split_part(v.sujet, ':', 1) = d.nature and v.champ = d.champ
),

textes as (
    select
        m.sujet,
        m.champ,
        m.id,
        string_agg(
            coalesce(
                l.libelle, n.code_affiche, valeur_dite(m.genre, m.valeur)
            ),
            ', '
        ) as texte
    from morceaux as m
    left join libelles as l
        on
            split_part(m.sujet, ':', 1) = l.nature
            and m.champ = l.champ
            and (m.valeur ->> '$') = l.mot
    left join noms as n
        on m.genre = 'reference' and (m.valeur ->> '$') = n.sujet
    group by m.sujet, m.champ, m.id
),

dites as (
    select
        v.*,
        t.texte,
        e.auteur,
        e.survenu_le
    from vivantes as v
    inner join lignes_ramifiees as e on v.id = e.id
    left join textes as t
        on v.sujet = t.sujet and v.champ = t.champ and v.id = t.id
)

select
    d.sujet,
    d.champ,
    coalesce(c.libelle, 'État') as libelle_champ,
    d.texte as valeur,
    d.auteur,
    d.survenu_le,
    d.id as evenement,
    a.texte as autre_valeur,
    a.auteur as autre_auteur,
    a.survenu_le as autre_survenu_le,
    a.id as autre_evenement
from dites as d
inner join dites as a on d.sujet = a.sujet and d.champ = a.champ
left join descriptions as c
    on split_part(d.sujet, ':', 1) = c.nature and d.champ = c.champ
where
    d.place = 1
    and a.place_valeur = 1
    and a.valeur is distinct from d.valeur
    and d.sujet in (select e.sujet from evenements_visibles as e)

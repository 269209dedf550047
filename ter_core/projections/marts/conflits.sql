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

dites as (
    select
        v.*,
        t.texte,
        t.libelle_champ,
        e.auteur,
        e.survenu_le
    from vivantes as v
    inner join lignes_ramifiees as e on v.id = e.id
    inner join textes_de('vivantes') as t
        on v.sujet = t.sujet and v.champ = t.champ and v.id = t.id
)

select
    d.sujet,
    d.champ,
    coalesce(d.libelle_champ, 'État') as libelle_champ,
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
where
    d.place = 1
    and a.place_valeur = 1
    and a.valeur is distinct from d.valeur
    and d.sujet in (select e.sujet from evenements_visibles as e)

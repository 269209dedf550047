-- One row per field of each kind of subject, its state apart.
--
-- Les champs que les événements posent sur un sujet de chaque nature.
--
-- nature : nature de sujet
-- champ : champ du sujet
-- libelle : nom du champ, dans l'événement qui crée le sujet s'il y est
-- genre : de quelle sorte est sa valeur
-- est_liste : vrai s'il a plusieurs valeurs
-- rang : place du champ, ceux de la création d'abord
select
    t.nature,
    p.champ,
    arg_min(c.libelle, c.ordre + if(t.est_creation, 0, 100)) as libelle,
    any_value(c.genre) as genre,
    any_value(c.est_liste) as est_liste,
    min(c.ordre + if(t.est_creation, 0, 100)) as rang
from champs_poses as p
inner join champs as c on p.type = c.type and p.champ = c.champ
inner join types as t on p.type = t.type
group by t.nature, p.champ

-- One row per effective event and field that is not what its type says.
--
-- Les événements dont le contenu n'est pas ce que leur type annonce : absents
-- des vues typées, jamais remplacés par un vide.
--
-- champs : champs en cause ; vide si tout le contenu l'est
-- motif : ce qui ne va pas
select
    e.id,
    e.sujet,
    e.type,
    i.champs,
    i.motif
from evenements_effectifs as e
inner join lignes_illisibles as i on e.id = i.id

-- One row per objective that was set for an axe.
--
-- Les objectifs fixés, axe par axe.
--
-- sujet : axe, nature comprise
-- code_axe : axe
-- numero_axe : son numéro en vigueur
-- libelle_axe : son intitulé en vigueur
-- id : événement qui fixe l'objectif
-- id_court : fin de l'identifiant, assez pour le nommer
-- intitule : intitulé de l'objectif
-- date_objectif : jour où il a été fixé
-- annee_scolaire : année scolaire de ce jour
-- code_auteur : qui l'a enregistré
select
    o.sujet,
    coalesce(a.code, code_de(o.sujet)) as code_axe,
    a.numero as numero_axe,
    a.intitule as libelle_axe,
    o.id,
    right(o.id, 8) as id_court,
    o.intitule,
    o.survenu_le as date_objectif,
    annee_scolaire(o.survenu_le) as annee_scolaire,
    code_de(o.auteur) as code_auteur
from evenements.objectif_fixe as o
left join sujets.axe as a on o.sujet = a.sujet

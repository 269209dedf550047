-- One row per event that the log held at the time of interest.
--
-- Les événements connus : enregistrés au plus tard le jour `connu_le`, ou déjà
-- connus de la machine à la `position` donnée ; tous, sans ces variables.
select e.*
from evenements_bruts as e
where est_connu(e.enregistre_le, e.poste, e.rang)

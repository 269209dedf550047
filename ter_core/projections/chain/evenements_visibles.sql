-- One row per effective event whose fact is not after the observation date.
--
-- Les événements visibles : effectifs, et survenus au plus tard à la date
-- d'observation (`a_la_date`, aujourd'hui sans cette variable).
select e.*
from evenements_effectifs as e
where e.survenu_le <= date_observation()

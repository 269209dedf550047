-- One row per known event that no known event annuls.
--
-- Les événements effectifs : connus et non annulés.
select e.*
from evenements_connus as e
anti join annulations as a
    on
        e.sujet = a.sujet
        and a.id = case
            when e.type not in ('EvenementAnnule', 'ContenuEfface') then e.id
        end

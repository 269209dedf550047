-- One row per school year of which something is known.
--
-- Les années scolaires ouvertes, et celles où il s'est passé quelque chose.
--
-- annee_scolaire : année scolaire
select annee_scolaire
from sujets.annee
union
select annee_scolaire
from participations_datees
union
select annee_scolaire(debut) as annee_scolaire
from sujets.action
where debut is not null

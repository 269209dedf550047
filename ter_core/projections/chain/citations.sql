-- One row per citation of an event by another, in subjects that are not linear.
--
-- Qui cite qui, dans les sujets dont l'histoire n'est pas une seule ligne.
--
-- id : événement qui cite
-- cite : événement cité
select
    sujet,
    id,
    unnest(apres) as cite
from lignes_ramifiees
where est_connu(enregistre_le, poste, rang)

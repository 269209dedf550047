-- One row per known annulment and event that it takes back.
--
-- Les annulations connues. Celle d'une annulation ou d'un effacement de contenu
-- est sans effet : la vue des événements effectifs n'en tient pas compte.
--
-- id : événement annulé
-- annule_par : événement qui l'annule
select
    sujet,
    id as annule_par,
    donnees ->> '$.evenement' as id
from lignes_speciales
where
    type = 'EvenementAnnule'
    and est_connu(enregistre_le, poste, rang)

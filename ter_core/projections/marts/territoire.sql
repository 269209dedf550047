-- One row per territory: a log follows only one, once it is opened.
--
-- Le territoire que suit ce journal, tel qu'il se nomme à la date
-- d'observation. Ses communes sont dans `communes`, sa convention dans
-- `conventions`.
--
-- nom : nom
-- departement : département
-- academie : académie
-- zone : zone de vacances scolaires
-- epci_siren : SIREN de l'intercommunalité
-- nb_communes : communes du territoire
-- date_ouverture : date où il commence à être suivi
-- est_incomplet : vrai si une cause manque au journal
select
    t.sujet,
    t.nom,
    t.departement,
    t.academie,
    t.zone,
    t.epci_siren,
    len(t.communes) as nb_communes,
    t.date_creation as date_ouverture,
    t.est_incomplet
from sujets.territoire as t

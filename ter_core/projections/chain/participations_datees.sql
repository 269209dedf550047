-- One row per participation, with what its action and its date say of it.
--
-- Les participations, chacune dans son année par sa propre date.
--
-- sujet : participation
-- action : action
-- date_participation : date du fait, ou dernier jour
-- annee_scolaire : année scolaire de cette date
-- mois : mois de cette date, comme 2025-10
-- periode : P1 à P5 ; vide pendant les vacances
-- axe : axe de l'action
-- nature : nature de l'action
select
    p.sujet,
    p.action,
    p.date_creation as date_participation,
    annee_scolaire(p.date_creation) as annee_scolaire,
    strftime(p.date_creation, '%Y-%m') as mois,
    q.periode,
    a.axe,
    a.nature
from sujets.participation as p
left join sujets.action as a on p.action = a.sujet
left join periodes as q
    on p.date_creation between q.debut and q.fin
where p.date_creation is not null

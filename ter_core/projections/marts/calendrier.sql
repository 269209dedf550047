-- One row per date to hold: a séance, or the échéance of an open decision.
--
-- Le calendrier : les séances qui ne sont pas annulées et les échéances des
-- décisions ouvertes.
--
-- date : jour
-- heure : heure de début d'une séance
-- nature : séance ou échéance
-- code_affiche : code de la séance ou de la décision
-- libelle : instance qui se réunit, ou ce qui est à faire
-- code_instance : instance concernée
-- responsables : codes de ceux qui en répondent
-- lieu : lieu de la séance
-- libelle_etat : état de la séance ou de la décision
-- est_passe : vrai si ce jour est avant la date d'observation
select
    s.debut::date as date,
    strftime(s.debut, '%H:%M') as heure,
    'séance' as nature,
    s.sujet,
    s.code_affiche,
    s.libelle_instance as libelle,
    s.code_instance,
    s.coorganisateurs as responsables,
    s.lieu,
    s.libelle_etat,
    s.debut::date < date_observation() as est_passe
from seances as s
where s.etat <> 'annulee' and s.debut is not null
union all
select
    d.echeance as date,
    null as heure,
    'échéance' as nature,
    d.sujet,
    d.code_affiche,
    d.libelle,
    d.code_instance,
    d.responsables,
    null as lieu,
    d.libelle_etat,
    d.echeance < date_observation() as est_passe
from suivi_decisions as d
where d.est_ouverte and d.echeance is not null

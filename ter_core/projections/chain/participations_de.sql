-- One row per participation, with what its action and its date say of it.
-- Given (faits).
--
-- Les participations, chacune dans son année par sa propre date : mois comme
-- 2025-10, periode (vide pendant les vacances), axe et nature de son action.
select
    p.sujet,
    p.action,
    p.jour,
    p.du,
    annee_scolaire(p.jour) as annee_scolaire,
    strftime(p.jour, '%Y-%m') as mois,
    q.periode,
    a.axe,
    a.nature,
    p.lignes,
    p.equipes,
    p.familles,
    p.accompagnateurs,
    p.autres_professionnels,
    p.partenaires
from query_table(faits) as p
left join query_table(faits) as a on p.action = a.sujet and a.genre = 'action'
left join periodes_de(faits) as q on p.jour between q.debut and q.fin
where p.genre = 'participation'

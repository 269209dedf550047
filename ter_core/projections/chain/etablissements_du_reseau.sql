-- One row per school year and école of the network during it.
--
-- Le réseau de chaque année : les établissements rattachés au moins un jour de
-- cette année, dans une commune du territoire.
--
-- annee_scolaire : année scolaire
-- etablissement : établissement
-- degre : degré
-- commune : code INSEE
select
    a.annee_scolaire,
    e.sujet as etablissement,
    e.degre,
    e.code_insee as commune
from annees_suivies as a
inner join sujets.etablissement as e
    on
        e.date_creation <= dernier_jour(a.annee_scolaire)
        and (
            e.etat <> 'retire' or e.date_etat >= premier_jour(a.annee_scolaire)
        )
where e.code_insee in (select c.code_insee from communes as c)

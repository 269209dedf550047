-- One row per school year and école of the network during it.
-- Given (faits).
--
-- Le réseau de chaque année : les établissements rattachés au moins un jour de
-- cette année, dans une commune du territoire.
select
    a.annee_scolaire,
    e.sujet as etablissement,
    e.degre,
    e.code_insee as commune
from annees_de(faits) as a
inner join query_table(faits) as e
    on
        e.genre = 'etablissement'
        and e.date_creation <= dernier_jour(a.annee_scolaire)
        and (
            e.etat <> 'retire' or e.date_etat >= premier_jour(a.annee_scolaire)
        )
semi join query_table(faits) as c
    on c.genre = 'commune' and e.code_insee = c.code_insee

-- One row per (participation, population, école, level, group).
--
-- Ce que compte chaque participation, avec ce par quoi on le ventile. Les
-- lignes d'une même participation sur un même groupe y sont déjà ajoutées.
--
-- sujet : participation
-- action : action
-- annee_scolaire : année scolaire de sa date
-- mois : mois de sa date, comme 2025-10
-- periode : P1 à P5 ; vide pendant les vacances
-- axe : axe de l'action
-- nature : nature de l'action
-- population : eleves ou enseignants
-- etablissement : établissement
-- niveau : niveau ; vide pour les enseignants
-- groupe : groupe tel qu'il est nommé ; vide s'il ne l'est pas
-- nombre : combien
with lignes as (
    select
        p.sujet,
        'eleves' as population,
        unnest(p.lignes) as une
    from sujets.participation as p
),

equipes as (
    select
        p.sujet,
        unnest(p.enseignants) as une
    from sujets.participation as p
),

toutes as (
    select
        l.sujet,
        l.population,
        l.une.etablissement,
        coalesce(l.une.niveau, '') as niveau,
        coalesce(l.une.groupe, '') as groupe,
        sum(l.une.eleves)::bigint as nombre
    from lignes as l
    group by all
    union all
    select
        q.sujet,
        'enseignants' as population,
        q.une.etablissement,
        '' as niveau,
        '' as groupe,
        sum(q.une.nombre)::bigint as nombre
    from equipes as q
    group by all
)

select
    t.sujet,
    d.action,
    d.annee_scolaire,
    d.mois,
    d.periode,
    d.axe,
    d.nature,
    t.population,
    t.etablissement,
    t.niveau,
    t.groupe,
    t.nombre
from toutes as t
inner join participations_datees as d on t.sujet = d.sujet
where t.nombre > 0

-- One row per (participation, population, école, level, group).
-- Given (faits).
--
-- Ce que compte chaque participation, avec tout ce par quoi le bilan le
-- ventile. Les lignes d'une même participation sur un même groupe y sont
-- ajoutées ; niveau et groupe sont vides s'ils ne sont pas dits.
with datees as (
    from participations_de(faits)
),

groupes as (
    select
        sujet,
        unnest(lignes) as une
    from datees
),

equipes_venues as (
    select
        sujet,
        unnest(equipes) as une
    from datees
),

sommes as (
    select
        g.sujet,
        'eleves' as population,
        g.une.etablissement,
        coalesce(g.une.niveau, '') as niveau,
        coalesce(g.une.groupe, '') as groupe,
        sum(g.une.eleves)::bigint as nombre
    from groupes as g
    group by all
    union all
    select
        q.sujet,
        'enseignants' as population,
        q.une.etablissement,
        '' as niveau,
        '' as groupe,
        sum(q.une.nombre)::bigint as nombre
    from equipes_venues as q
    group by all
)

select
    s.sujet,
    d.action,
    d.annee_scolaire,
    d.mois,
    d.periode,
    d.axe,
    d.nature,
    s.population,
    s.etablissement,
    s.niveau,
    s.groupe,
    s.nombre,
    e.code_insee as commune,
    n.cycle,
    coalesce(n.degre, e.degre) as degre,
    e.degre as degre_etablissement,
    r.etablissement is not null as est_reseau
from sommes as s
inner join datees as d on s.sujet = d.sujet
left join query_table(faits) as e
    on s.etablissement = e.sujet and e.genre = 'etablissement'
left join niveaux as n on s.niveau = n.niveau
left join reseau_de(faits) as r
    on
        d.annee_scolaire = r.annee_scolaire
        and s.etablissement = r.etablissement
where s.nombre > 0

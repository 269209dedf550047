-- One row per school year and action whose dates meet it, annulled ones apart.
--
-- Les projets de chaque année, avec ce qui s'y est passé.
--
-- annee_scolaire : année scolaire
-- action : action
-- axe : axe
-- nature : nature
-- est_interdegres : vrai si des élèves d'au moins un établissement de chaque
--     degré y ont participé dans l'année
with rencontrees as (
    select
        y.annee_scolaire,
        a.sujet as action,
        a.axe,
        a.nature
    from sujets.action as a
    inner join annees_suivies as y
        on
            a.debut <= dernier_jour(y.annee_scolaire)
            and a.fin >= premier_jour(y.annee_scolaire)
    where a.etat <> 'annulee'
),

degres as (
    select
        l.annee_scolaire,
        l.action,
        count(distinct e.degre) > 1 as est_interdegres
    from lignes_comptees as l
    inner join sujets.etablissement as e on l.etablissement = e.sujet
    where l.population = 'eleves'
    group by l.annee_scolaire, l.action
)

select
    r.annee_scolaire,
    r.action,
    r.axe,
    r.nature,
    coalesce(d.est_interdegres, false) as est_interdegres
from rencontrees as r
left join degres as d
    on r.annee_scolaire = d.annee_scolaire and r.action = d.action

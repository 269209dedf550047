-- One row per school year and action whose dates meet it, annulled ones apart.
-- Given (faits, lignes).
--
-- Les projets de chaque année. Un projet est inter-degrés si des élèves d'au
-- moins un établissement de chaque degré y sont venus dans l'année.
with degres as (
    select
        annee_scolaire,
        action,
        count(distinct degre_etablissement) > 1 as est_interdegres
    from query_table(lignes)
    where population = 'eleves'
    group by annee_scolaire, action
)

select
    y.annee_scolaire,
    a.sujet as action,
    a.axe,
    a.nature,
    a.etablissements,
    coalesce(d.est_interdegres, false) as est_interdegres
from query_table(faits) as a
inner join annees_de(faits) as y
    on
        a.debut <= dernier_jour(y.annee_scolaire)
        and a.fin >= premier_jour(y.annee_scolaire)
left join degres as d
    on y.annee_scolaire = d.annee_scolaire and a.sujet = d.action
where a.genre = 'action' and a.etat <> 'annulee'

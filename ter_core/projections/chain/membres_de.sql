-- One row per (school year, dimension, value) of the bilan, even at zero.
-- Given (faits).
--
-- Ce dont le bilan de chaque année donne le chiffre, fût-il nul : l'ensemble,
-- les axes, les natures d'action, les degrés, les établissements du réseau, les
-- communes, les instances.
select
    a.annee_scolaire,
    'ensemble' as dimension,
    '' as valeur
from annees_de(faits) as a -- noqa: RF03
union all
select
    a.annee_scolaire,
    'axe' as dimension,
    x.sujet as valeur
from annees_de(faits) as a
inner join query_table(faits) as x on x.genre = 'axe'
union all
select distinct
    annee_scolaire,
    'degre' as dimension,
    degre as valeur
from reseau_de(faits)
union all
select
    annee_scolaire,
    'etablissement' as dimension,
    etablissement as valeur
from reseau_de(faits)
union all
select
    a.annee_scolaire,
    'commune' as dimension,
    c.code_insee as valeur
from annees_de(faits) as a
cross join communes_de(faits) as c
union all
select
    a.annee_scolaire,
    'instance' as dimension,
    i.sujet as valeur
from annees_de(faits) as a
inner join query_table(faits) as i on i.genre = 'instance'
union all
select
    a.annee_scolaire,
    'nature' as dimension,
    n.mot as valeur
from annees_de(faits) as a
inner join mots as n on n.type = 'ActionInscrite' and n.champ = 'nature'

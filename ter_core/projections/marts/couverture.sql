-- One row per school year and part of the network.
--
-- La couverture du réseau : quelle part des élèves est touchée, et ce qui ne
-- l'est jamais. D'un niveau qui a perdu des élèves, pas plus qu'il n'en reste.
-- Les communes sans école sont dites à part. Un pourcentage n'est donné que si
-- tout l'effectif est connu ; il est arrondi vers le bas.
--
-- annee_scolaire : année scolaire
-- dimension : ensemble, degre, cycle, niveau, etablissement ou commune
-- rang : place parmi les valeurs de la dimension
-- valeur : code de la valeur ; vide pour l'ensemble
-- libelle : comment elle se lit
-- effectif : élèves du réseau ; vide s'il en manque une partie
-- minimum : élèves touchés, au moins
-- maximum : élèves touchés, au plus
-- taux_minimum : pourcentage touché, au moins
-- taux_maximum : pourcentage touché, au plus
-- est_touche : vrai si un élève au moins est venu
-- constat : touché, jamais touché, ou sans école
with lus as materialized ( -- noqa: ST03
    from faits
),

lignes_lues as ( -- noqa: ST03
    from lignes_de('lus')
),

effectifs_lus as ( -- noqa: ST03
    from effectifs_de('lus')
),

cellules_lues as materialized ( -- noqa: ST03
    from cellules_de('lignes_lues', 'effectifs_lus')
),

parties as (
    select
        annee_scolaire,
        dimension,
        valeur,
        effectif,
        minimum,
        maximum,
        least(part_minimum, effectif) as part_minimum,
        least(part_maximum, effectif) as part_maximum,
        case
            when maximum > 0 then 'touché'
            else 'jamais touché'
        end as constat
    from couvertures_de('lus', 'cellules_lues')
    union all
    select
        m.annee_scolaire,
        m.dimension,
        m.valeur,
        null as effectif,
        0 as minimum,
        0 as maximum,
        null as part_minimum,
        null as part_maximum,
        'sans école' as constat
    from membres_de('lus') as m
    where
        m.dimension = 'commune'
        and not exists (
            select 1
            from reseau_de('lus') as r
            where
                r.annee_scolaire = m.annee_scolaire and r.commune = m.valeur
        )
)

select
    p.annee_scolaire,
    p.dimension,
    d.rang,
    code_de(p.valeur) as valeur,
    coalesce(d.libelle, code_de(p.valeur)) as libelle,
    p.effectif,
    p.minimum,
    p.maximum,
    taux(p.part_minimum, p.effectif) as taux_minimum,
    taux(p.part_maximum, p.effectif) as taux_maximum,
    p.maximum > 0 as est_touche,
    p.constat
from parties as p
left join libelles_de('lus') as d
    on p.dimension = d.dimension and p.valeur = d.valeur

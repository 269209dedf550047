-- One row per figure of the bilan of a school year, and of the year before.
-- Given (annee).
--
-- Les chiffres du bilan d'une année, comme chiffres_du_bilan('2025-2026') ; de
-- toutes si elle est vide. Les colonnes sont celles de bilan_chiffres, qui les
-- dit ; l'année demandée seule est comparée à la précédente.
with demande as (
    select annee as annee_scolaire
),

lus as materialized ( -- noqa: ST03
    select f.*
    from faits as f
    inner join demande as d
        on
            d.annee_scolaire is null
            or f.genre <> 'participation'
            or annee_scolaire(f.jour) in (
                d.annee_scolaire, annee_precedente(d.annee_scolaire)
            )
),

lignes_lues as materialized ( -- noqa: ST03
    from lignes_de('lus')
),

effectifs_lus as materialized ( -- noqa: ST03
    from effectifs_de('lus')
),

apports_lus as materialized ( -- noqa: ST03
    from apports_de('lus', 'lignes_lues')
),

ventiles_lus as ( -- noqa: ST03
    from apports_ventiles_de('apports_lus')
),

cellules_lues as materialized ( -- noqa: ST03
    from cellules_de('lignes_lues', 'effectifs_lus')
),

personnes_lues as ( -- noqa: ST03
    from personnes_de('lignes_lues', 'cellules_lues')
),

annees_lues as materialized (
    from annees_de('lus')
),

comptes as materialized (
    from chiffres_de('ventiles_lus', 'personnes_lues')
),

grille as (
    select
        b.annee_scolaire,
        m.mesure,
        b.dimension,
        b.valeur
    from membres_de('lus') as b
    inner join mesures as m on list_contains(m.ventilations, b.dimension)
    union
    select
        annee_scolaire,
        mesure,
        dimension,
        valeur
    from comptes
    union
    select
        a.annee_scolaire,
        c.mesure,
        c.dimension,
        un_an_apres(c.dimension, c.valeur) as valeur
    from comptes as c
    inner join annees_lues as a
        on c.annee_scolaire = annee_precedente(a.annee_scolaire)
),

valeurs as (
    select
        g.*,
        c.minimum,
        c.maximum,
        p.minimum as precedent_minimum,
        p.maximum as precedent_maximum,
        g.mesure not in ('eleves_effectif', 'enseignants_effectif') as est_nul,
        annee_precedente(g.annee_scolaire) in (
            select a.annee_scolaire from annees_lues as a
        ) as a_precedent
    from grille as g
    left join comptes as c
        on
            g.annee_scolaire = c.annee_scolaire
            and g.mesure = c.mesure
            and g.dimension = c.dimension
            and g.valeur = c.valeur
    left join comptes as p
        on
            annee_precedente(g.annee_scolaire) = p.annee_scolaire
            and g.mesure = p.mesure
            and g.dimension = p.dimension
            and g.valeur = un_an_apres(p.dimension, p.valeur)
)

select
    v.annee_scolaire,
    cle_chiffre(v.mesure, v.dimension, v.valeur) as cle,
    row_number() over (
        partition by v.annee_scolaire
        order by
            list_position(m.ventilations, v.dimension) > 1,
            m.ordre,
            list_position(m.ventilations, v.dimension),
            coalesce(d.rang, 9999),
            v.valeur
    ) as rang,
    v.mesure,
    m.libelle as libelle_mesure,
    v.dimension,
    code_de(v.valeur) as valeur,
    coalesce(d.libelle, code_de(v.valeur)) as libelle_valeur,
    coalesce(d.rang, 9999) as rang_valeur,
    m.unite,
    m.definition,
    coalesce(v.minimum, if(v.est_nul, 0, null)) as minimum,
    coalesce(v.maximum, if(v.est_nul, 0, null)) as maximum,
    coalesce(
        v.precedent_minimum, if(v.a_precedent and v.est_nul, 0, null)
    ) as precedent_minimum,
    coalesce(
        v.precedent_maximum, if(v.a_precedent and v.est_nul, 0, null)
    ) as precedent_maximum
from valeurs as v
inner join mesures as m on v.mesure = m.mesure
left join libelles_de('lus') as d
    on v.dimension = d.dimension and v.valeur = d.valeur

-- One row per piece that stands behind a figure of the bilan.
-- Given (annee, cle).
--
-- Ce qui se trouve derrière un chiffre du bilan, comme
-- pieces_du_chiffre('2025-2026', 'eleves_touches.niveau.CM2').
--
-- piece : sujet (participation, action, séance, décision) ou événement
-- nombre : ce que la pièce apporte dans le périmètre du chiffre
-- est_indispensable : vrai si le chiffre changerait sans elle ; faux si
--     d'autres pièces le font aussi bien
-- est_dans_perimetre : faux pour une participation d'un autre périmètre, sans
--     laquelle un effectif plafonnerait ce chiffre
with lus as materialized ( -- noqa: ST03
    from faits
),

lignes_lues as materialized ( -- noqa: ST03
    from lignes_de('lus')
),

effectifs_lus as materialized ( -- noqa: ST03
    from effectifs_de('lus')
),

apports_lus as ( -- noqa: ST03
    from apports_de('lus', 'lignes_lues')
),

demande as (
    select
        annee as annee_scolaire,
        cle as chiffre,
        split_part(cle, '.', 1) as mesure,
        split_part(cle, '.', 2) as dimension,
        split_part(cle, '.', 3) as valeur
),

additionnees as (
    select
        a.piece,
        a.unite,
        a.part,
        a.nombre,
        m.calcul,
        count(distinct a.piece) over (
            partition by a.unite, a.part
        ) as nb_pieces
    from apports_ventiles_de('apports_lus') as a
    inner join mesures as m on a.mesure = m.mesure
    inner join demande as d
        on
            a.annee_scolaire = d.annee_scolaire
            and cle_chiffre(a.mesure, a.dimension, a.valeur) = d.chiffre
),

visees as (
    select l.*
    from lignes_lues as l
    inner join demande as d
        on
            l.annee_scolaire = d.annee_scolaire
            and l.population || '_touches' = d.mesure
            and (
                d.dimension = ''
                or nullif(code_de(valeur_en(l, d.dimension)), '') = d.valeur
            )
),

voisines as (
    select l.*
    from lignes_lues as l
    semi join visees as v
        on
            l.annee_scolaire = v.annee_scolaire
            and l.population = v.population
            and l.etablissement = v.etablissement
            and l.niveau = v.niveau
),

retraits as (
    select distinct
        sujet as sans,
        etablissement,
        niveau
    from voisines
    union all
    select distinct
        'hors périmètre' as sans,
        etablissement,
        niveau
    from voisines
),

observees as (
    select
        v.*,
        null::varchar as sans
    from voisines as v
    union all
    select
        v.*,
        r.sans
    from voisines as v
    inner join retraits as r
        on
            v.etablissement = r.etablissement
            and v.niveau = r.niveau
            and v.sujet <> r.sans
            and (
                r.sans <> 'hors périmètre'
                or v.sujet in (select w.sujet from visees as w)
            )
),

limites as ( -- noqa: ST03
    from plafonds_de('observees', 'effectifs_lus')
),

lignes as ( -- noqa: ST03
    select
        o.*,
        '' as cle
    from observees as o
    semi join visees as v
        on
            o.sujet = v.sujet
            and o.etablissement = v.etablissement
            and o.niveau = v.niveau
            and o.groupe = v.groupe
),

cases_bornees as (
    from bornes_de('lignes', 'limites')
),

changeantes as (
    select distinct
        r.sans as piece,
        r.etablissement,
        r.niveau
    from retraits as r
    inner join cases_bornees as b
        on
            b.sans is null
            and r.etablissement = b.etablissement
            and r.niveau = b.niveau
    left join cases_bornees as s
        on
            r.sans = s.sans
            and r.etablissement = s.etablissement
            and r.niveau = s.niveau
    where
        coalesce(s.basse, 0) <> b.basse or coalesce(s.haute, 0) <> b.haute
),

apportees as (
    select
        piece,
        sum(nombre)::bigint as nombre,
        bool_or(calcul = 'somme' or nb_pieces = 1) as est_indispensable,
        true as est_dans_perimetre
    from additionnees
    group by piece
    union all
    select
        sujet as piece,
        sum(nombre)::bigint as nombre,
        sujet in (select c.piece from changeantes as c) as est_indispensable,
        true as est_dans_perimetre
    from visees
    group by sujet
    union all
    select
        v.sujet as piece,
        null as nombre,
        v.sujet in (select c.piece from changeantes as c) as est_indispensable,
        false as est_dans_perimetre
    from voisines as v
    where
        v.sujet not in (select w.sujet from visees as w)
        and (
            v.sujet in (select c.piece from changeantes as c)
            or exists (
                select 1
                from changeantes as c
                where
                    c.piece = 'hors périmètre'
                    and c.etablissement = v.etablissement
                    and c.niveau = v.niveau
            )
        )
    group by v.sujet
)

select
    piece,
    nombre,
    est_indispensable,
    est_dans_perimetre
from apportees

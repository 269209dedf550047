-- One row per school year, population, and value of the dimensions asked for.
-- Given (dimensions).
--
-- Participations et personnes touchées par toute combinaison de dimensions,
-- comme touches_par(['axe', 'niveau']) : axe, nature, mois, periode, degre,
-- cycle, niveau, etablissement, commune. Une dimension non demandée est vide ;
-- libelles dit les autres comme elles se lisent, rangs dans quel ordre.
with lus as materialized ( -- noqa: ST03
    from faits
),

lignes_lues as materialized (
    from lignes_de('lus')
),

effectifs_lus as materialized ( -- noqa: ST03
    from effectifs_de('lus')
),

demande as (
    select dimensions as par
),

observees as (
    select
        l.*,
        null::varchar as sans
    from lignes_lues as l
),

limites as ( -- noqa: ST03
    from plafonds_de('observees', 'effectifs_lus')
),

lignes as ( -- noqa: ST03
    select
        o.*,
        {
            'axe': if(list_contains(d.par, 'axe'), o.axe, null),
            'nature': if(list_contains(d.par, 'nature'), o.nature, null),
            'mois': if(list_contains(d.par, 'mois'), o.mois, null),
            'periode': if(list_contains(d.par, 'periode'), o.periode, null),
            'degre': if(list_contains(d.par, 'degre'), o.degre, null),
            'cycle': if(list_contains(d.par, 'cycle'), o.cycle, null),
            'niveau': if(
                list_contains(d.par, 'niveau'), nullif(o.niveau, ''), null
            ),
            'etablissement': if(
                list_contains(d.par, 'etablissement'), o.etablissement, null
            ),
            'commune': if(list_contains(d.par, 'commune'), o.commune, null)
        } as cle
    from observees as o
    cross join demande as d
),

sommes as (
    select
        b.annee_scolaire,
        b.population,
        b.cle as places,
        sum(b.participations)::bigint as participations,
        sum(b.basse)::bigint as minimum,
        sum(b.haute)::bigint as maximum
    from bornes_de('lignes', 'limites') as b
    group by b.annee_scolaire, b.population, b.cle
),

lectures as (
    select
        map(
            list(dimension || '.' || valeur), list(libelle)
        ) as libelles,
        map(list(dimension || '.' || valeur), list(rang)) as rangs
    from libelles_de('lus')
)

select
    s.annee_scolaire,
    s.population,
    code_de(s.places.axe) as axe,
    s.places.nature,
    s.places.mois,
    s.places.periode,
    s.places.degre,
    s.places.cycle,
    s.places.niveau,
    code_de(s.places.etablissement) as etablissement,
    s.places.commune,
    s.participations,
    s.minimum,
    s.maximum,
    list_transform(
        d.par,
        lambda x: r.libelles[x || '.' || valeur_en(s.places, x)]
    ) as libelles,
    list_transform(
        d.par,
        lambda x: coalesce(r.rangs[x || '.' || valeur_en(s.places, x)], 9999)
    ) as rangs
from sommes as s
cross join demande as d
cross join lectures as r

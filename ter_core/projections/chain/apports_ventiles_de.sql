-- One row per contribution and dimension of its measure that it has a value of.
-- Given (apports).
--
-- Les apports, sous chaque chiffre auquel ils vont : dimension (ensemble, ou ce
-- par quoi la mesure est ventilée) et valeur.
with lus as (
    select
        a.annee_scolaire,
        a.mesure,
        a.piece,
        a.unite,
        a.part,
        a.nombre,
        unnest([
            { 'dimension': 'ensemble', 'valeur': '' },
            { 'dimension': 'axe', 'valeur': a.axe },
            { 'dimension': 'nature', 'valeur': a.nature },
            { 'dimension': 'degre', 'valeur': a.degre },
            { 'dimension': 'cycle', 'valeur': a.cycle },
            { 'dimension': 'niveau', 'valeur': a.niveau },
            { 'dimension': 'etablissement', 'valeur': a.etablissement },
            { 'dimension': 'commune', 'valeur': a.commune },
            { 'dimension': 'mois', 'valeur': a.mois },
            { 'dimension': 'periode', 'valeur': a.periode },
            { 'dimension': 'instance', 'valeur': a.instance }
        ]) as sous
    from query_table(apports) as a -- noqa: RF03
)

select
    l.annee_scolaire,
    l.mesure,
    l.sous.dimension,
    l.sous.valeur,
    l.piece,
    l.unite,
    l.part,
    l.nombre
from lus as l
inner join mesures as m
    on l.mesure = m.mesure and list_contains(m.ventilations, l.sous.dimension)
where l.sous.valeur is not null

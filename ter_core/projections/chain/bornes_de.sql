-- One row per (cle, sans, school year, population, école, level).
-- Given (lignes, limites).
--
-- La règle du comptage des personnes, écrite ici et nulle part ailleurs. Les
-- lignes données (cle, sans, annee_scolaire, population, etablissement, niveau,
-- groupe, nombre) sont comptées par clé ; les limites sont leurs plafonds.
-- Borne basse : les plus grandes participations des classes, qui sont
-- disjointes, ou la plus grande ligne sans classe. Borne haute : tout ce qui
-- est venu, chaque classe plafonnée. Les deux plafonnées par le niveau.
with groupes as (
    select
        cle,
        sans,
        annee_scolaire,
        population,
        etablissement,
        niveau,
        groupe,
        sum(nombre)::bigint as venus,
        max(nombre) as plus_grande
    from query_table(lignes)
    group by all
),

classes as (
    select
        g.*,
        coalesce(p.est_classe, false) as est_classe,
        p.plafond
    from groupes as g
    left join query_table(limites) as p
        on
            g.sans is not distinct from p.sans
            and g.annee_scolaire = p.annee_scolaire
            and g.population = p.population
            and g.etablissement = p.etablissement
            and g.niveau = p.niveau
            and g.groupe = p.groupe
            and g.groupe <> ''
),

sommes as (
    select
        cle,
        sans,
        annee_scolaire,
        population,
        etablissement,
        niveau,
        sum(venus)::bigint as participations,
        greatest(
            coalesce(sum(plus_grande) filter (where est_classe), 0),
            coalesce(max(plus_grande) filter (where not est_classe), 0)
        )::bigint as basse,
        sum(
            case when est_classe then least(venus, plafond) else venus end
        )::bigint as haute
    from classes
    group by all
)

select
    s.cle,
    s.sans,
    s.annee_scolaire,
    s.population,
    s.etablissement,
    s.niveau,
    s.participations,
    least(s.basse, p.plafond) as basse,
    least(s.haute, p.plafond) as haute
from sommes as s
inner join query_table(limites) as p
    on
        s.sans is not distinct from p.sans
        and s.annee_scolaire = p.annee_scolaire
        and s.population = p.population
        and s.etablissement = p.etablissement
        and s.niveau = p.niveau
        and p.groupe = ''

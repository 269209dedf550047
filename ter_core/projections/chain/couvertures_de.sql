-- One row per (school year, dimension, value) of the network.
-- Given (faits, cellules).
--
-- La couverture du réseau : ce qui est touché (minimum, maximum) de chaque
-- ensemble d'élèves, et son effectif, vide dès qu'il manque celui d'un
-- établissement, ou d'un niveau dont des élèves sont venus. Sa part (part_…)
-- ne compte, de chaque niveau, pas plus d'élèves qu'il n'y en a encore.
with effectifs as (
    select
        annee_scolaire,
        etablissement,
        commune,
        degre,
        cycle,
        niveau,
        nombre
    from effectifs_retenus_de(faits)
    where population = 'eleves'
),

touchees as (
    select
        c.annee_scolaire,
        c.etablissement,
        r.commune,
        coalesce(n.degre, r.degre) as degre,
        n.cycle,
        c.niveau,
        c.basse,
        c.haute
    from query_table(cellules) as c
    inner join reseau_de(faits) as r
        on
            c.annee_scolaire = r.annee_scolaire
            and c.etablissement = r.etablissement
    left join niveaux as n on c.niveau = n.niveau
    where c.dimension = 'ensemble' and c.population = 'eleves'
),

sans_effectif as (
    select r.*
    from reseau_de(faits) as r
    anti join effectifs as e
        on
            r.annee_scolaire = e.annee_scolaire
            and r.etablissement = e.etablissement
),

connues as (
    select
        t.*,
        (
            select sum(e.nombre)::bigint
            from effectifs as e
            where
                t.annee_scolaire = e.annee_scolaire
                and t.etablissement = e.etablissement
                and t.niveau = e.niveau
        ) as effectif_niveau,
        (
            select sum(e.nombre)::bigint
            from effectifs as e
            where
                t.annee_scolaire = e.annee_scolaire
                and t.etablissement = e.etablissement
                and e.niveau is null
                and t.cycle = e.cycle
        ) as effectif_cycle
    from touchees as t
),

parties as (
    select
        *,
        0 as basse,
        0 as haute,
        false as est_inconnu,
        false as est_niveau_inconnu
    from effectifs
    union all by name
    select
        annee_scolaire,
        etablissement,
        commune,
        degre,
        cycle,
        niveau,
        basse,
        haute,
        least(basse, coalesce(effectif_niveau, effectif_cycle)) as part_basse,
        least(haute, coalesce(effectif_niveau, effectif_cycle)) as part_haute,
        coalesce(effectif_niveau, effectif_cycle) is null as est_inconnu,
        effectif_niveau is null as est_niveau_inconnu
    from connues
    union all by name
    select
        s.annee_scolaire,
        s.etablissement,
        s.commune,
        s.degre,
        n.cycle,
        n.niveau,
        0 as basse,
        0 as haute,
        true as est_inconnu,
        true as est_niveau_inconnu
    from sans_effectif as s
    left join niveaux as n on s.degre = n.degre
    union all by name
    select
        e.annee_scolaire,
        n.niveau,
        0 as basse,
        0 as haute,
        false as est_inconnu,
        true as est_niveau_inconnu
    from effectifs as e
    inner join niveaux as n on e.cycle = n.cycle and e.degre = n.degre
    where e.niveau is null
),

reparties as (
    select
        p.*,
        unnest([
            {
                'dimension': 'ensemble',
                'valeur': if(p.etablissement is null, null, '')
            },
            { 'dimension': 'degre', 'valeur': p.degre },
            { 'dimension': 'cycle', 'valeur': p.cycle },
            { 'dimension': 'niveau', 'valeur': p.niveau },
            { 'dimension': 'etablissement', 'valeur': p.etablissement },
            { 'dimension': 'commune', 'valeur': p.commune }
        ]) as sous
    from parties as p
)

select
    r.annee_scolaire,
    r.sous.dimension,
    r.sous.valeur,
    case
        when not bool_or(
                case r.sous.dimension
                    when 'niveau' then r.est_niveau_inconnu
                    else r.est_inconnu
                end
            )
            then sum(r.nombre)::bigint
    end as effectif,
    sum(r.basse)::bigint as minimum,
    sum(r.haute)::bigint as maximum,
    coalesce(sum(r.part_basse), 0)::bigint as part_minimum,
    coalesce(sum(r.part_haute), 0)::bigint as part_maximum
from reparties as r
where r.sous.valeur is not null
group by all
having
    sum(r.nombre) is not null
    or sum(r.haute) > 0
    or r.sous.dimension in ('ensemble', 'etablissement', 'commune')

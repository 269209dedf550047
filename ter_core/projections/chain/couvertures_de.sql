-- One row per (school year, dimension, value) of the network.
-- Given (faits, cellules).
--
-- La couverture du réseau : ce qui est touché (minimum, maximum) de chaque
-- ensemble d'élèves, et son effectif, vide dès qu'il manque celui d'un
-- établissement, ou d'un niveau dont des élèves sont venus.
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
        exists(
            select 1
            from effectifs as e
            where
                t.annee_scolaire = e.annee_scolaire
                and t.etablissement = e.etablissement
                and t.niveau = e.niveau
        ) as est_niveau_connu,
        exists(
            select 1
            from effectifs as e
            where
                t.annee_scolaire = e.annee_scolaire
                and t.etablissement = e.etablissement
                and e.niveau is null
                and t.cycle = e.cycle
        ) as est_cycle_connu
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
        not(est_niveau_connu or est_cycle_connu) as est_inconnu,
        not est_niveau_connu as est_niveau_inconnu
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
    reparties.annee_scolaire,
    sous.dimension,
    sous.valeur,
    case
        when not bool_or(
                case sous.dimension
                    when 'niveau' then reparties.est_niveau_inconnu
                    else reparties.est_inconnu
                end
            )
            then sum(reparties.nombre)::bigint
    end as effectif,
    sum(reparties.basse)::bigint as minimum,
    sum(reparties.haute)::bigint as maximum
from reparties
where sous.valeur is not null
group by all
having
    sum(reparties.nombre) is not null
    or sum(reparties.haute) > 0
    or sous.dimension in ('ensemble', 'etablissement', 'commune')

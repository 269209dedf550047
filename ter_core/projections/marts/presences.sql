-- One row per person expected or noted at a séance.
--
-- Qui est venu à chaque séance, et comment les autres sont notés. Tant que le
-- relevé n'est pas validé, la présidence et les membres de l'instance qui ne
-- sont pas notés sont attendus.
--
-- sujet_seance : séance
-- rang : ordre de lecture : présents, représentés, excusés, absents, attendus,
--     qui préside et qui tient le secrétariat d'abord
-- presence : présent, représenté, excusé, absent ou attendu
-- sujet : acteur ou organisme
-- code : son code
-- libelle : sa qualité ou son nom
-- role : présidence ou secrétariat de cette séance
-- sujet_par : de qui est représenté, qui le représente
-- code_par : son code
-- libelle_par : sa qualité ou son nom
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('acteur', 'organisme')
),

reunions as materialized (
    select
        sujet,
        instance,
        etat,
        presidence,
        secretaire
    from sujets.seance
),

notes as (
    select
        sujet as seance,
        1 as rang,
        unnest(presents) as qui,
        null as par,
        generate_subscripts(presents, 1) as place
    from presences_notees
    union all
    select
        u.seance,
        2 as rang,
        u.une.qui,
        u.une.par,
        u.place
    from (
        select
            sujet as seance,
            unnest(representes) as une,
            generate_subscripts(representes, 1) as place
        from presences_notees
    ) as u
    union all
    select
        sujet as seance,
        3 as rang,
        unnest(excuses) as qui,
        null as par,
        generate_subscripts(excuses, 1) as place
    from presences_notees
    union all
    select
        sujet as seance,
        4 as rang,
        unnest(absents) as qui,
        null as par,
        generate_subscripts(absents, 1) as place
    from presences_notees
),

membres as (
    select
        r.sujet as seance,
        5 as rang,
        unnest(list_concat(i.presidence, i.membres)) as qui,
        null as par,
        generate_subscripts(list_concat(i.presidence, i.membres), 1) as place
    from reunions as r
    inner join sujets.instance as i on r.instance = i.sujet
    where r.etat in ('programmee', 'tenue')
),

tous as (
    from notes
    union all
    from membres
),

gens as (
    select *
    from tous
    qualify
        row_number() over (
            partition by seance, qui order by rang, place
        ) = 1
),

situes as (
    select
        g.seance,
        ['présent', 'représenté', 'excusé', 'absent', 'attendu'][g.rang]
            as presence,
        g.qui,
        g.par,
        case
            when r.presidence = g.qui then 'présidence'
            when r.secretaire = g.qui then 'secrétariat'
        end as role,
        row_number() over (
            partition by g.seance
            order by
                g.rang,
                r.presidence is distinct from g.qui,
                r.secretaire is distinct from g.qui,
                g.place
        ) as rang
    from gens as g
    left join reunions as r on g.seance = r.sujet
)

select
    s.seance as sujet_seance,
    s.rang,
    s.presence,
    s.qui as sujet,
    coalesce(n.code_affiche, code_de(s.qui)) as code,
    coalesce(n.libelle, code_de(s.qui)) as libelle,
    s.role,
    s.par as sujet_par,
    coalesce(p.code_affiche, code_de(s.par)) as code_par,
    coalesce(p.libelle, code_de(s.par)) as libelle_par
from situes as s
left join appeles as n on s.qui = n.sujet
left join appeles as p on s.par = p.sujet

-- One row per point that the decisions of an instance propose to its séance.
-- Given (preparees).
--
-- Le suivi des décisions ouvertes de l'instance qui se réunit, et celles qui
-- sont bloquées, sans ce que la séance elle-même a décidé.
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'acteur', 'organisme', 'decision'
        )
),

decisions as materialized (
    select
        d.sujet,
        d.seance,
        r.instance,
        n.code_affiche as code,
        d.libelle,
        d.responsables,
        d.echeance,
        d.etat,
        d.date_etat,
        d.frein,
        coalesce(not e.est_ferme, true) as est_ouverte,
        date_observation() - d.echeance as nb_jours
    from sujets.decision as d
    inner join sujets.seance as r on d.seance = r.sujet
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
    left join appeles as n on d.sujet = n.sujet
),

qui_repond as (
    select
        u.sujet,
        string_agg(
            coalesce(n.code_affiche, code_de(u.qui)), ', ' order by u.rang
        ) as noms
    from (
        select
            sujet,
            unnest(responsables) as qui,
            generate_subscripts(responsables, 1) as rang
        from decisions
    ) as u
    left join appeles as n on u.qui = n.sujet
    group by u.sujet
),

suivies as (
    select
        p.sujet,
        d.code,
        d.responsables,
        d.nb_jours,
        d.echeance,
        concat_ws(
            ' — ',
            '• ' || d.code,
            d.libelle,
            case
                when d.nb_jours > 0
                    then
                        d.nb_jours
                        || if(d.nb_jours > 1, ' jours', ' jour')
                        || ' de retard'
                when d.echeance is not null
                    then
                        'pour le ' || strftime(d.echeance, '%d/%m/%Y')
                else 'permanente'
            end,
            q.noms
        ) as ligne
    from query_table(preparees) as p
    inner join decisions as d
        on
            p.instance = d.instance
            and d.est_ouverte
            and p.sujet is distinct from d.seance
    left join qui_repond as q on d.sujet = q.sujet
),

suivis as (
    select
        sujet,
        1 as rang,
        0 as ordre,
        'suivi' as motif,
        'Suivi des décisions' as titre,
        list_distinct(flatten(list(responsables))) as rapporteurs,
        list(
            code
            order by greatest(nb_jours, 0) desc, echeance asc, code asc
        ) as codes,
        concat(
            count(*),
            if(count(*) > 1, ' décisions ouvertes', ' décision ouverte'),
            case
                when count(*) filter (where nb_jours > 0) > 0
                    then
                        concat(
                            ', dont ',
                            count(*) filter (where nb_jours > 0),
                            ' en retard'
                        )
                else ', aucune en retard'
            end,
            '.', chr(10),
            string_agg(
                ligne, chr(10)
                order by
                    greatest(nb_jours, 0) desc, echeance asc, code asc
            )
        ) as pourquoi
    from suivies
    group by sujet
),

blocages as (
    select
        p.sujet,
        2 as rang,
        row_number() over (
            partition by p.sujet order by d.date_etat, d.code
        ) as ordre,
        'blocage' as motif,
        concat(
            'Décision bloquée ', d.code, chr(8239), ': ', d.libelle
        ) as titre,
        d.responsables as rapporteurs,
        [d.code] as codes,
        concat(
            d.code,
            ', bloquée depuis le ',
            strftime(d.date_etat, '%d/%m/%Y'),
            coalesce(chr(8239) || ': ' || d.frein, '')
        ) as pourquoi
    from query_table(preparees) as p
    inner join decisions as d
        on
            p.instance = d.instance
            and d.etat = 'bloquee'
            and p.sujet is distinct from d.seance
)

from suivis
union all
from blocages

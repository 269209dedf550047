-- One row per point of the agenda of a séance to hold, on the observation date.
--
-- L'ordre du jour de chaque séance programmée ou tenue : les points déjà
-- arrêtés, puis ceux que l'état du journal propose. Sont proposés : le suivi
-- des décisions ouvertes de la même instance, celles qui sont bloquées, les
-- saisies à trancher, les actions finies à évaluer (de l'année scolaire en
-- cours et de la précédente), les axes sans action, les établissements où
-- personne n'est encore touché, un bilan nouveau.
--
-- sujet : séance
-- n : numéro du point
-- titre : titre
-- motif : pourquoi il est proposé : suivi, blocage, conflits, evaluation, axe,
--     etablissements, bilan, divers ou suite ; vide pour un point arrêté que
--     rien d'autre ne propose
-- code_rapporteur : code de qui le présente
-- sujet_rapporteur : le même, nature comprise ; sans ordre du jour arrêté, qui
--     répond seul de tout ce que le point cite, et reste en fonction
-- codes : codes de ce que le point cite
-- pourquoi : ce qu'il y a à en dire, une ligne par chose citée
-- est_arrete : vrai s'il est de l'ordre du jour arrêté
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
),

reunions as materialized (
    select
        sujet,
        instance,
        debut,
        etat,
        points,
        seance_tenue(etat) as est_tenue
    from sujets.seance
),

preparees as materialized ( -- noqa: ST03
    select
        r.sujet,
        r.instance,
        r.debut,
        r.points,
        annee_scolaire(r.debut::date) as annee,
        max(a.debut) filter (
            where a.est_tenue and a.debut < r.debut
        )::date as derniere,
        arg_min(a.sujet, a.debut) filter (
            where a.etat = 'programmee' and a.debut > r.debut
        ) as suivante,
        min(a.debut) filter (
            where a.etat = 'programmee' and a.debut > r.debut
        ) as debut_suivante
    from reunions as r
    left join reunions as a on r.instance = a.instance
    where r.etat in ('programmee', 'tenue')
    group by all
),

en_fonction as (
    select sujet
    from sujets.acteur
    where etat is distinct from 'retire'
    union all
    select sujet
    from sujets.organisme
    where etat is distinct from 'retire'
),

contredits as (
    select
        c.sujet,
        coalesce(n.code_affiche, right(code_de(c.sujet), 8)) as code,
        concat(
            '• ',
            coalesce(n.code_affiche, right(code_de(c.sujet), 8)),
            ', ',
            lower(left(c.libelle_champ, 1)),
            substr(c.libelle_champ, 2),
            chr(8239), ': ',
            coalesce(c.valeur, 'rien'),
            ' ou ',
            coalesce(c.autre_valeur, 'rien')
        ) as ligne,
        r.instance
    from conflits as c
    left join appeles as n on c.sujet = n.sujet
    left join sujets.decision as d on c.sujet = d.sujet
    left join reunions as r
        on c.sujet = r.sujet or d.seance = r.sujet
),

desaccords as (
    select
        p.sujet,
        3 as rang,
        0 as ordre,
        'conflits' as motif,
        'Saisies contradictoires à trancher' as titre,
        []::varchar[] as rapporteurs,
        list_sort(list(distinct c.code)) as codes,
        string_agg(c.ligne, chr(10) order by c.ligne) as pourquoi
    from preparees as p
    inner join contredits as c
        on c.instance is null or p.instance = c.instance
    group by p.sujet
),

bilans_nouveaux as (
    select
        p.sujet,
        7 as rang,
        0 as ordre,
        'bilan' as motif,
        'Présentation du bilan ' || code_de(b.sujet) as titre,
        []::varchar[] as rapporteurs,
        [code_de(b.sujet)] as codes,
        concat(
            'Bilan ', code_de(b.sujet),
            if(b.etat = 'transmis', ' transmis le ', ' arrêté le '),
            strftime(b.date_etat, '%d/%m/%Y'),
            if(p.derniere is null, '', ', après la dernière séance')
        ) as pourquoi
    from preparees as p
    inner join sujets.bilan as b
        on
            annee_precedente(p.annee) = code_de(b.sujet)
            and b.etat in ('arrete', 'transmis')
            and (p.derniere is null or p.derniere < b.date_etat)
),

toujours as (
    select
        sujet,
        8 as rang,
        0 as ordre,
        'divers' as motif,
        'Questions diverses' as titre,
        []::varchar[] as rapporteurs,
        []::varchar[] as codes,
        null::varchar as pourquoi
    from preparees
    union all
    select
        p.sujet,
        9 as rang,
        0 as ordre,
        'suite' as motif,
        'Date de la prochaine séance' as titre,
        []::varchar[] as rapporteurs,
        if(
            p.suivante is null,
            [],
            [coalesce(n.code_affiche, right(code_de(p.suivante), 8))]
        ) as codes,
        coalesce(
            coalesce(n.code_affiche, right(code_de(p.suivante), 8))
            || ' est programmée le '
            || strftime(p.debut_suivante, '%d/%m/%Y'),
            'Aucune autre séance de cette instance n’est programmée.'
        ) as pourquoi
    from preparees as p
    left join appeles as n on p.suivante = n.sujet
),

tous as (
    from points_decisions_de('preparees')
    union all
    from points_lacunes_de('preparees')
    union all
    from desaccords
    union all
    from bilans_nouveaux
    union all
    from toujours
),

proposes as materialized (
    select
        t.sujet,
        t.rang,
        t.ordre,
        t.motif,
        t.codes,
        t.pourquoi,
        if(
            length(t.titre) > 200, rtrim(left(t.titre, 199)) || '…', t.titre
        ) as titre,
        case
            when
                len(t.rapporteurs) = 1
                and t.rapporteurs[1] in (select f.sujet from en_fonction as f)
                then t.rapporteurs[1]
        end as sujet_rapporteur,
        trim(
            regexp_replace(
                strip_accents(lower(t.titre)), '[^a-z0-9]+', ' ', 'g'
            )
        ) as cle
    from tous as t
    qualify
        row_number() over (
            partition by t.sujet, cle order by t.rang, t.ordre
        ) = 1
),

arretes as materialized (
    select
        u.sujet,
        u.point.n,
        u.point.titre,
        u.point.rapporteur as sujet_rapporteur,
        trim(
            regexp_replace(
                strip_accents(lower(u.point.titre)), '[^a-z0-9]+', ' ', 'g'
            )
        ) as cle
    from (
        select
            sujet,
            unnest(points) as point
        from preparees
    ) as u
),

derniers as (
    select
        sujet,
        max(n) as n
    from arretes
    group by sujet
),

nouveaux as (
    select
        p.*,
        coalesce(d.n, 0) + row_number() over (
            partition by p.sujet order by p.rang, p.ordre
        ) as n
    from proposes as p
    left join derniers as d on p.sujet = d.sujet
    anti join arretes as a on p.sujet = a.sujet and p.cle = a.cle
),

reunis as (
    select
        a.sujet,
        a.n,
        a.titre,
        p.motif,
        a.sujet_rapporteur,
        coalesce(p.codes, []) as codes,
        p.pourquoi,
        true as est_arrete
    from arretes as a
    left join proposes as p on a.sujet = p.sujet and a.cle = p.cle
    union all
    select
        sujet,
        n,
        titre,
        motif,
        sujet_rapporteur,
        codes,
        pourquoi,
        false as est_arrete
    from nouveaux
)

select
    r.sujet,
    r.n,
    r.titre,
    r.motif,
    coalesce(n.code_affiche, code_de(r.sujet_rapporteur)) as code_rapporteur,
    r.sujet_rapporteur,
    r.codes,
    r.pourquoi,
    r.est_arrete
from reunis as r
left join appeles as n on r.sujet_rapporteur = n.sujet

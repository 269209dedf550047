-- One row per point that a gap of the network proposes to a séance.
-- Given (preparees).
--
-- Les actions finies sans évaluation (de l'année scolaire en cours et de la
-- précédente), les axes sans action l'année de la séance, les établissements
-- d'où aucun élève n'est encore venu cette année.
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'acteur', 'organisme', 'action', 'axe', 'etablissement'
        )
),

finies as (
    select
        n.code_affiche as code,
        a.porteur,
        action_finie_le(a.etat, a.date_etat, a.fin) as finie_le,
        concat_ws(
            ' — ',
            '• ' || n.code_affiche,
            a.intitule,
            'finie le ' || strftime(finie_le, '%d/%m/%Y'),
            coalesce(q.code_affiche, code_de(a.porteur))
        ) as ligne
    from sujets.action as a
    left join appeles as n on a.sujet = n.sujet
    left join appeles as q on a.porteur = q.sujet
    where
        a.etat not in ('annulee', 'suspendue')
        and a.nb_action_evaluee = 0
        and (a.etat = 'terminee' or a.fin < date_observation())
        and annee_scolaire(finie_le)
        >= annee_precedente(annee_scolaire(date_observation()))
),

evaluations as (
    select
        p.sujet,
        4 as rang,
        0 as ordre,
        'evaluation' as motif,
        'Évaluation des actions finies' as titre,
        list(distinct f.porteur) as rapporteurs,
        list(f.code order by f.finie_le desc, f.code asc) as codes,
        concat(
            count(*),
            if(
                count(*) > 1,
                ' actions finies sans évaluation.',
                ' action finie sans évaluation.'
            ),
            chr(10),
            string_agg(f.ligne, chr(10) order by f.finie_le desc, f.code asc)
        ) as pourquoi
    from query_table(preparees) as p
    cross join finies as f
    group by p.sujet
),

projets as materialized (
    select
        axe,
        debut,
        coalesce(fin, debut) as fin
    from sujets.action
    where etat <> 'annulee'
),

axes_vides as (
    select
        p.sujet,
        5 as rang,
        row_number() over (
            partition by p.sujet order by a.numero, a.sujet
        ) as ordre,
        'axe' as motif,
        concat(
            'Axe ', coalesce(a.numero::varchar, code_de(a.sujet)),
            ' sans action'
        ) as titre,
        []::varchar[] as rapporteurs,
        [coalesce(n.code_affiche, code_de(a.sujet))] as codes,
        concat(
            'Aucune action en ', p.annee, chr(8239), ': ',
            coalesce(n.code_affiche || ' — ', ''), a.intitule
        ) as pourquoi
    from query_table(preparees) as p
    cross join sujets.axe as a
    left join appeles as n on a.sujet = n.sujet
    where
        not exists (
            select 1
            from projets as j
            where
                j.axe = a.sujet
                and j.debut <= dernier_jour(p.annee)
                and j.fin >= premier_jour(p.annee)
        )
),

lus as materialized ( -- noqa: ST03
    from faits
),

touches as (
    select distinct u.une.etablissement
    from (
        select unnest(lignes) as une
        from lus
        where
            genre = 'participation'
            and annee_scolaire(jour) = annee_scolaire(date_observation())
    ) as u
    where u.une.eleves > 0
),

jamais as (
    select
        coalesce(n.code_affiche, code_de(r.etablissement)) as code,
        coalesce(n.libelle, n.code_affiche, code_de(r.etablissement)) as nom
    from reseau_de('lus') as r -- noqa: RF03
    left join appeles as n on r.etablissement = n.sujet
    where
        r.annee_scolaire = annee_scolaire(date_observation())
        and r.etablissement not in (select t.etablissement from touches as t)
),

oublies as (
    select
        p.sujet,
        6 as rang,
        0 as ordre,
        'etablissements' as motif,
        'Établissements jamais touchés' as titre,
        []::varchar[] as rapporteurs,
        list(j.code order by j.nom collate fr, j.code) as codes,
        concat(
            count(*),
            if(count(*) > 1, ' établissements', ' établissement'),
            ' sans aucun élève venu en ',
            annee_scolaire(date_observation()), chr(8239), ': ',
            string_agg(
                j.nom || ' (' || j.code || ')', ', '
                order by j.nom collate fr, j.code
            )
        ) as pourquoi
    from query_table(preparees) as p
    cross join jamais as j
    group by p.sujet
)

from evaluations
union all
from axes_vides
union all
from oublies

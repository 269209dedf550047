-- One row per participation that counts, as it stands on the observation date.
--
-- Les participations : qui est venu à quelle action, quel jour ; des nombres,
-- jamais des noms. Le détail par classe est dans `participations_lignes`.
--
-- id_court : fin de l'identifiant, assez pour la nommer
-- date_participation : date du fait, ou dernier jour
-- du : premier jour, s'il y en a plusieurs
-- code_action : action, celle qui reste après une fusion
-- sujet_action : la même, nature comprise
-- intitule_action : son intitulé
-- code_axe : axe de l'action, ou « transversal »
-- libelle_axe : intitulé de l'axe
-- nature : nature de l'action
-- libelle_nature : nom de la nature
-- annee_scolaire : année scolaire de sa date
-- mois : mois de sa date, comme 2025-10
-- periode : P1 à P5 ; vide pendant les vacances
-- lieu : lieu
-- lignes : élèves présents, école par école et groupe par groupe
-- groupes : les mêmes, comme une commande les prend (guillestre/CM2-A/CM2 24)
-- equipes : enseignants présents, comme une commande les prend (guillestre 2)
-- nb_eleves : élèves présents
-- nb_filles : filles parmi eux, là où on les a comptées ; vide si nulle part
-- nb_enseignants : enseignants présents
-- autres_professionnels : autres professionnels présents
-- accompagnateurs : adultes accompagnateurs présents
-- familles : familles présentes
-- partenaires : codes des partenaires présents
-- heures : durée en heures, pour un groupe
-- etablissements : codes des établissements venus
-- sujets_etablissements : les mêmes, nature comprise
-- niveaux : niveaux venus
-- est_estimation : vrai si les nombres sont donnés « environ »
-- est_corrigee : vrai si elle a été corrigée depuis son enregistrement
-- code_auteur : qui l'a enregistrée
-- enregistre_le : jour et heure de l'enregistrement, en France
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with lus as ( -- noqa: ST03
    from faits
),

appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'organisme', 'axe', 'etablissement', 'action'
        )
),

reseau as (
    select
        map(list(sujet), list(code_affiche)) as codes,
        map(list(sujet), list(libelle)) as libelles
    from appeles
    where split_part(sujet, ':', 1) <> 'action'
),

classement as (
    select
        list(niveau order by ordre) as niveaux,
        map(list(niveau), list(libelle)) as libelles
    from niveaux
),

saisies as (
    select
        id,
        auteur,
        enregistre_le
    from evenements_visibles
    where type = 'ParticipationEnregistree'
),

venues as (
    select
        *,
        list_distinct(
            list_concat(
                list_transform(lignes, lambda x: x['etablissement']),
                list_transform(enseignants, lambda x: x['etablissement'])
            )
        ) as venus
    from sujets.participation
)

select
    p.sujet,
    right(p.sujet, 8) as id_court,
    t.jour as date_participation,
    p.du,
    coalesce(a.code_affiche, code_de(t.action)) as code_action,
    t.action as sujet_action,
    a.libelle as intitule_action,
    coalesce(r.codes[t.axe], code_de(t.axe)) as code_axe,
    r.libelles[t.axe] as libelle_axe,
    t.nature,
    m.libelle as libelle_nature,
    t.annee_scolaire,
    t.mois,
    t.periode,
    p.lieu,
    list_transform(
        p.lignes,
        lambda x: concat(
            coalesce(
                r.libelles[x['etablissement']], code_de(x['etablissement'])
            ),
            ', ',
            case
                when
                    starts_with(lower(x['groupe']), lower(x['niveau']))
                    and not regexp_matches(
                        substr(x['groupe'], len(x['niveau']) + 1, 1),
                        '[[:alnum:]]'
                    )
                    then x['groupe']
                else
                    concat(
                        x['groupe'] || ' (',
                        coalesce(c.libelles[x['niveau']], x['niveau']),
                        if(x['groupe'] is null, '', ')')
                    )
            end,
            if(p.estimation, ' : environ ', ' : '),
            x['eleves']
        )
    ) as lignes,
    list_transform(
        p.lignes,
        lambda x: concat(
            coalesce(r.codes[x['etablissement']], code_de(x['etablissement'])),
            '/' || x['groupe'],
            '/' || x['niveau'],
            ' ',
            x['eleves'],
            ' dont ' || x['filles'] || if(x['filles'] > 1, ' filles', ' fille')
        )
    ) as groupes,
    list_transform(
        p.enseignants,
        lambda x: concat(
            coalesce(r.codes[x['etablissement']], code_de(x['etablissement'])),
            ' ',
            x['nombre']
        )
    ) as equipes,
    coalesce(
        list_sum(list_transform(p.lignes, lambda x: x['eleves'])), 0
    )::bigint as nb_eleves,
    list_sum(
        list_transform(p.lignes, lambda x: x['filles'])
    )::bigint as nb_filles,
    coalesce(
        list_sum(list_transform(p.enseignants, lambda x: x['nombre'])), 0
    )::bigint as nb_enseignants,
    p.autres_professionnels,
    p.accompagnateurs,
    p.familles,
    list_transform(
        p.partenaires, lambda x: coalesce(r.codes[x], code_de(x))
    ) as partenaires,
    p.heures,
    list_sort(
        list_transform(p.venus, lambda x: coalesce(r.codes[x], code_de(x)))
    ) as etablissements,
    list_sort(p.venus) as sujets_etablissements,
    list_filter(
        c.niveaux,
        lambda n: list_contains(
            list_transform(p.lignes, lambda x: x['niveau']), n
        )
    ) as niveaux,
    coalesce(p.estimation, false) as est_estimation,
    p.nb_participation_corrigee > 0 as est_corrigee,
    code_de(s.auteur) as code_auteur,
    heure_locale(s.enregistre_le) as enregistre_le,
    p.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    p.est_incomplet
from venues as p
inner join participations_de('lus') as t on p.sujet = t.sujet
cross join reseau as r
cross join classement as c
left join appeles as a on t.action = a.sujet
left join saisies as s on p.evenement_creation = s.id
left join mots as m
    on t.nature = m.mot and m.type = 'ActionInscrite' and m.champ = 'nature'

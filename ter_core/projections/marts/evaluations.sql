-- One row per evaluated action and school year.
--
-- Les évaluations d'actions : la dernière de chaque année scolaire, par la date
-- du fait. Celle d'une action qui s'est fondue dans une autre est de celle qui
-- reste.
--
-- id : identifiant de l'événement retenu
-- id_court : fin de l'identifiant, assez pour la nommer
-- sujet_action : action évaluée
-- code_action : son code
-- intitule_action : son intitulé
-- code_axe : son axe
-- libelle_axe : intitulé de l'axe
-- annee_scolaire : année scolaire de l'évaluation
-- date_evaluation : date de l'évaluation
-- note_moyenne : moyenne des notes de ses critères, de 1 à 4
-- criteres : chaque critère, sa note et ce qui l'appuie
-- nb_criteres : nombre de critères
-- suite : ce que l'on propose
-- libelle_suite : nom de la suite
-- nb_evaluations : évaluations de l'action cette année-là
-- code_auteur : qui l'a enregistrée
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('axe', 'action')
),

rattachees as (
    select
        e.*,
        coalesce(f.dans, e.sujet) as action,
        annee_scolaire(e.survenu_le) as annee_scolaire
    from evenements.action_evaluee as e
    left join actions_fusionnees as f on e.sujet = f.sujet
),

rangees as (
    select
        *,
        count(*) over (partition by action, annee_scolaire) as nb,
        row_number() over (
            partition by action, annee_scolaire
            order by survenu_le desc, profondeur desc, id desc
        ) as place
    from rattachees
)

select
    e.id,
    right(e.id, 8) as id_court,
    e.action as sujet_action,
    coalesce(n.code_affiche, code_de(e.action)) as code_action,
    n.libelle as intitule_action,
    coalesce(x.code_affiche, code_de(a.axe)) as code_axe,
    x.libelle as libelle_axe,
    e.annee_scolaire,
    e.survenu_le as date_evaluation,
    round(
        list_avg(list_transform(e.criteres, lambda x: x['note'])), 1
    )::decimal(3, 1) as note_moyenne,
    list_transform(
        e.criteres,
        lambda x: concat(x['nom'], ' : ', x['note'], ' (', x['appui'], ')')
    ) as criteres,
    len(e.criteres) as nb_criteres,
    e.suite,
    m.libelle as libelle_suite,
    e.nb as nb_evaluations,
    code_de(e.auteur) as code_auteur
from rangees as e
left join sujets.action as a on e.action = a.sujet
left join appeles as n on e.action = n.sujet
left join appeles as x on a.axe = x.sujet
left join mots as m
    on e.suite = m.mot and m.type = 'ActionEvaluee' and m.champ = 'suite'
where e.place = 1

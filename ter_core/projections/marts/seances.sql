-- One row per séance, as it stands on the observation date.
--
-- Les séances des instances : quand, où, qui, et où en est leur relevé.
--
-- code : code de la séance, tel qu'il a été enregistré
-- code_affiche : code, suivi de « bis » si deux postes ont donné ce numéro
-- code_instance : instance qui se réunit
-- libelle_instance : nom de l'instance
-- debut : début, prévu puis constaté
-- fin : fin constatée
-- lieu : lieu
-- libelle_modalite : en présence ou à distance
-- etat : état
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'a mise dans cet état
-- est_tenue : vrai si elle a eu lieu
-- coorganisateurs : codes des coorganisateurs
-- presidence : code de qui préside
-- secretaire : code de qui tient le secrétariat
-- presents : codes des présents
-- excuses : codes des excusés
-- absents : codes des absents
-- nb_presents : nombre de présents
-- nb_points : points à l'ordre du jour
-- nb_points_traites : points traités
-- nb_decisions : décisions prises en séance
-- nb_reports : fois où elle a été reportée
-- date_diffusion : date du dernier envoi du relevé
-- version_releve : version du relevé
-- prochaine_seance : date annoncée de la suivante
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with comptes as (
    select
        sujet,
        count(*) filter (where type = 'SeanceReportee') as nb_reports,
        count(*) filter (where type = 'ReleveRectifie') as nb_rectifications,
        max(survenu_le) filter (where type = 'ReleveDiffuse') as diffusion,
        count(distinct donnees ->> '$.n') filter (
            where type = 'PointTraite'
        ) as nb_points
    from evenements_appliques
    where
        type in (
            'SeanceReportee', 'ReleveRectifie', 'ReleveDiffuse', 'PointTraite'
        )
        and est_lisible
        and not est_repris
    group by sujet
),

prises as (
    select
        seance,
        count(*) as nb_decisions
    from sujets.decision
    group by seance
)

select
    s.sujet,
    s.code,
    n.code_affiche,
    code_de(s.instance) as code_instance,
    j.libelle as libelle_instance,
    s.debut,
    s.fin,
    s.lieu,
    m.libelle as libelle_modalite,
    s.etat,
    e.libelle as libelle_etat,
    s.date_etat,
    seance_tenue(s.etat) as est_tenue,
    list_transform(s.coorganisateurs, lambda x: code_de(x)) as coorganisateurs,
    code_de(s.presidence) as presidence,
    code_de(s.secretaire) as secretaire,
    list_transform(q.presents, lambda x: code_de(x)) as presents,
    list_transform(q.excuses, lambda x: code_de(x)) as excuses,
    list_transform(q.absents, lambda x: code_de(x)) as absents,
    coalesce(len(q.presents), 0) as nb_presents,
    len(s.points) as nb_points,
    coalesce(c.nb_points, 0) as nb_points_traites,
    coalesce(p.nb_decisions, 0) as nb_decisions,
    coalesce(c.nb_reports, 0) as nb_reports,
    c.diffusion as date_diffusion,
    1 + coalesce(c.nb_rectifications, 0) as version_releve,
    s.prochaine_seance,
    s.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    s.est_incomplet
from sujets.seance as s
left join comptes as c on s.sujet = c.sujet
left join prises as p on s.sujet = p.seance
left join presences_notees as q on s.sujet = q.sujet
left join codes_donnes as n on s.sujet = n.sujet
left join noms as j on s.instance = j.sujet
left join etats as e on s.etat = e.etat and e.nature = 'seance'
left join mots as m
    on
        s.modalite = m.mot
        and m.type = 'SeanceProgrammee'
        and m.champ = 'modalite'

-- One row per decision, as it stands on the observation date.
--
-- Le suivi des décisions : qui répond de quoi, pour quand, et où cela en est.
--
-- code : code de la décision, tel qu'il a été enregistré
-- code_affiche : code, suivi de « bis » si deux postes ont donné ce numéro
-- libelle : ce qui a été décidé
-- code_axe : axe de la convention, ou « transversal »
-- libelle_axe : intitulé de l'axe
-- code_instance : instance qui a décidé ; vide hors séance
-- libelle_instance : nom de l'instance
-- code_seance : séance qui a décidé ; vide hors séance
-- hors_seance : canal d'une décision prise entre deux séances
-- point : numéro du point à l'ordre du jour
-- code_action : action qu'elle concerne
-- date_adoption : date de la décision
-- responsables : codes de ceux qui en répondent
-- sujets_responsables : les mêmes, nature comprise
-- libelles_responsables : leurs qualités ou leurs noms
-- contributeurs : codes de ceux qui y contribuent
-- echeance : échéance en vigueur ; vide si la décision est permanente
-- echeance_initiale : échéance avant tout report
-- permanente : motif d'une décision sans échéance
-- priorite : 1 haute, 2 normale, 3 basse
-- etat : état
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'a mise dans cet état
-- est_ouverte : vrai tant qu'on ne la sait ni exécutée, ni abandonnée, ni
--     remplacée
-- est_en_retard : vrai si elle est ouverte et que son échéance est passée
-- nb_jours_retard : jours écoulés depuis l'échéance en vigueur, à la date
--     d'exécution ou à défaut d'observation ; vide si elle est permanente,
--     abandonnée ou remplacée
-- nb_jours_retard_initial : les mêmes depuis l'échéance initiale
-- nb_reports : fois où l'échéance a été repoussée
-- nb_relances : relances envoyées
-- derniere_relance : date de la dernière relance
-- pourcentage : avancement, de 0 à 100
-- frein : ce qui la retient
-- commentaire : dernier commentaire
-- preuve : ce qui atteste l'exécution, tant qu'elle est exécutée
-- motif_cloture : pourquoi elle a été abandonnée
-- remplacee_par : code de la décision qui la remplace
-- date_dernier_evenement : date du dernier fait connu
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
),

reseau as (
    select
        map(list(sujet), list(code_affiche)) as codes,
        map(list(sujet), list(libelle)) as libelles
    from appeles
    where
        split_part(sujet, ':', 1) in ('acteur', 'organisme', 'axe', 'instance')
),

seances_prevues as (
    select
        sujet,
        donnees ->> '$.instance' as instance
    from evenements_visibles
    where type = 'SeanceProgrammee'
),

decisions as (
    select
        d.*,
        e.libelle as libelle_etat,
        coalesce(not e.est_ferme, true) as est_ouverte,
        case
            when coalesce(not e.est_ferme, true) then date_observation()
            when d.etat = 'executee' then d.date_etat
        end as date_comptee
    from sujets.decision as d
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
)

select
    d.sujet,
    d.code,
    n.code_affiche,
    d.libelle,
    coalesce(a.codes[d.axe], code_de(d.axe)) as code_axe,
    a.libelles[d.axe] as libelle_axe,
    coalesce(a.codes[s.instance], code_de(s.instance)) as code_instance,
    a.libelles[s.instance] as libelle_instance,
    coalesce(t.code_affiche, code_de(d.seance)) as code_seance,
    d.hors_seance,
    d.point,
    coalesce(x.code_affiche, code_de(d.action)) as code_action,
    d.date_creation as date_adoption,
    list_transform(
        d.responsables, lambda r: coalesce(a.codes[r], code_de(r))
    ) as responsables,
    d.responsables as sujets_responsables,
    list_transform(
        d.responsables, lambda r: coalesce(a.libelles[r], code_de(r))
    ) as libelles_responsables,
    list_transform(
        d.contributeurs, lambda r: coalesce(a.codes[r], code_de(r))
    ) as contributeurs,
    d.echeance,
    d.echeance_initial as echeance_initiale,
    d.permanente,
    d.priorite,
    d.etat,
    d.libelle_etat,
    d.date_etat,
    d.est_ouverte,
    coalesce(
        d.est_ouverte and d.echeance < date_observation(), false
    ) as est_en_retard,
    case
        when d.date_comptee <= d.echeance then 0
        else d.date_comptee - d.echeance
    end as nb_jours_retard,
    case
        when d.echeance is null then null
        when d.date_comptee <= d.echeance_initial then 0
        else d.date_comptee - d.echeance_initial
    end as nb_jours_retard_initial,
    d.nb_echeance_reportee as nb_reports,
    d.nb_relance_emise as nb_relances,
    d.date_relance_emise as derniere_relance,
    d.pourcentage,
    d.frein,
    d.commentaire,
    case when d.etat = 'executee' then d.preuve end as preuve,
    case when d.etat = 'abandonnee' then d.motif_etat end as motif_cloture,
    coalesce(r.code_affiche, code_de(d.par)) as remplacee_par,
    d.date_dernier_evenement,
    d.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    d.est_incomplet
from decisions as d
cross join reseau as a
left join appeles as n on d.sujet = n.sujet
left join appeles as t on d.seance = t.sujet
left join seances_prevues as s on d.seance = s.sujet
left join appeles as x on d.action = x.sujet
left join appeles as r on d.par = r.sujet

-- One row per partenariat, as it stands on the observation date.
--
-- Les partenariats : ce qu'un organisme et le réseau ont convenu de faire
-- ensemble, et jusqu'à quand. Ce qu'un organisme a fait dans l'année est dans
-- `partenaires`.
--
-- code_organisme : organisme avec lequel il est noué
-- sujet_organisme : le même, nature comprise
-- nom_organisme : son nom
-- objet : ce que l'on fait ensemble
-- apports : ce que l'organisme y met
-- libelles_apports : noms de ces apports
-- debut : premier jour
-- fin : dernier jour convenu, reconductions comprises ; vide s'il ne l'est pas
-- fin_initiale : dernier jour convenu avant toute reconduction
-- dernier_jour : dernier jour où il vaut : sa fin, ou le jour où il est clos si
--     c'est plus tôt ; vide tant qu'il vaut sans terme
-- annee_scolaire : année scolaire de son premier jour, où il est noué
-- situation : a_venir, en_cours, echu (sa fin est passée et personne ne l'a
--     reconduit) ou clos ; vide si ses dates sont inconnues
-- libelle_situation : nom de la situation
-- nb_reconductions : fois où il a été reconduit
-- date_reconduction : date de la dernière reconduction
-- date_cloture : date à laquelle il a été clos
-- motif_cloture : pourquoi il a été clos
-- code_action : action qu'il sert, s'il n'en sert qu'une
-- intitule_action : son intitulé
-- date_enregistrement : date du fait qui le noue
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('partenariat', 'organisme', 'action')
),

appellations as (
    select map(list(mot), list(libelle)) as de
    from mots
    where type = 'PartenariatNoue' and champ = 'apports'
),

dates as (
    select
        *,
        case when etat = 'clos' then date_etat end as date_cloture,
        partenariat_jusqu_a(etat, date_etat, debut, fin) as dernier_jour
    from sujets.partenariat
)

select
    p.sujet,
    p.code,
    n.code_affiche,
    coalesce(o.code_affiche, code_de(p.organisme)) as code_organisme,
    p.organisme as sujet_organisme,
    o.libelle as nom_organisme,
    p.objet,
    p.apports,
    list_transform(
        p.apports, lambda x: coalesce(w.de[x], x)
    ) as libelles_apports,
    p.debut,
    p.fin,
    p.fin_initial as fin_initiale,
    p.dernier_jour,
    case
        when p.debut is not null then annee_scolaire(p.debut)
    end as annee_scolaire,
    case
        when p.etat = 'clos' then 'clos'
        when p.debut is null then null
        when p.debut > date_observation() then 'a_venir'
        when p.fin < date_observation() then 'echu'
        else 'en_cours'
    end as situation,
    case
        when p.etat = 'clos' then 'clos'
        when p.debut is null then null
        when p.debut > date_observation() then 'à venir'
        when p.fin < date_observation() then 'échu'
        else 'en cours'
    end as libelle_situation,
    p.nb_partenariat_reconduit as nb_reconductions,
    p.date_partenariat_reconduit as date_reconduction,
    p.date_cloture,
    case when p.etat = 'clos' then p.motif_etat end as motif_cloture,
    coalesce(a.code_affiche, code_de(p.action)) as code_action,
    a.libelle as intitule_action,
    p.date_creation as date_enregistrement,
    p.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    p.est_incomplet
from dates as p
cross join appellations as w
left join appeles as n on p.sujet = n.sujet
left join appeles as o on p.organisme = o.sujet
left join appeles as a on p.action = a.sujet

-- One row per action, as it stands on the observation date.
--
-- Les actions du réseau : ce qui est prévu, où cela en est, qui y est venu.
-- L'avancement se lit dans les dates et les participations, le feu dans
-- l'avancement. Rouge : passée ou suspendue depuis plus de 30 jours, sans
-- participation si elle est passée. Orange : de même depuis 30 jours au plus,
-- ou en cours depuis plus de 30 jours sans participation. Gris : annulée.
-- Vert : toutes les autres.
--
-- code : code de l'action, tel qu'il a été enregistré
-- code_affiche : code, suivi de « bis » si deux postes ont donné ce numéro
-- intitule : intitulé
-- code_axe : axe de la convention, ou « transversal »
-- libelle_axe : intitulé de l'axe
-- objectif : ce qu'elle vise
-- nature : nature
-- libelle_nature : nom de la nature
-- description : ce que l'on y fait
-- porteur : code de qui la mène
-- sujet_porteur : le même, nature comprise
-- libelle_porteur : sa qualité ou son nom
-- etablissements : codes des établissements prévus
-- sujets_etablissements : les mêmes, nature comprise
-- noms_etablissements : leurs noms
-- niveaux : niveaux prévus
-- partenaires : codes des partenaires prévus
-- noms_partenaires : leurs noms
-- debut : premier jour prévu
-- fin : dernier jour prévu
-- annees_scolaires : années scolaires que ses dates rencontrent ; vide si elles
--     sont inconnues
-- lieu : lieu
-- eleves_prevus : élèves prévus
-- budget_prevu : budget prévu, en euros
-- code_decision : décision dont elle vient
-- dispositif : dispositif dont elle relève
-- source : document d'où elle vient
-- etat : état enregistré
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'a mise dans cet état
-- avancement : annulee, suspendue, a_venir, en_cours ; passée (sa fin l'est, ou
--     elle est terminée), realisee ou, sans participation, a_documenter ; vide
--     si ses dates ne sont pas connues
-- libelle_avancement : nom de l'avancement
-- finie_le : dernier jour d'une action réalisée
-- feu : vert, orange, rouge ou gris ; vide si ses dates sont inconnues
-- motif_feu : pourquoi
-- fusionnee_dans : action dans laquelle elle s'est fondue
-- sujet_fusion : la même, nature comprise
-- suite_evaluation : ce que propose sa dernière évaluation
-- date_evaluation : date de cette évaluation
-- nb_participations : participations enregistrées
-- nb_eleves : participations d'élèves ; un élève venu deux fois y compte deux
--     fois
-- nb_enseignants : participations d'enseignants
-- nb_familles : participations de familles
-- premiere_participation : premier jour où l'on est venu
-- derniere_participation : dernier jour
-- est_interdegres : vrai si des élèves d'au moins un établissement de chaque
--     degré y sont venus
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'acteur', 'organisme', 'axe', 'etablissement', 'action', 'decision'
        )
),

reseau as (
    select
        map(list(sujet), list(code_affiche)) as codes,
        map(list(sujet), list(libelle)) as libelles
    from appeles
    where split_part(sujet, ':', 1) not in ('action', 'decision')
),

venues as materialized (
    select
        coalesce(f.dans, p.action) as action,
        coalesce(p.du, p.date_creation) as premier_jour,
        p.date_creation as dernier_jour,
        p.lignes,
        p.enseignants,
        p.familles
    from sujets.participation as p
    left join actions_fusionnees as f on p.action = f.sujet
    where p.date_creation is not null
),

comptes as (
    select
        action,
        count(*) as nb,
        min(premier_jour) as premiere,
        max(dernier_jour) as derniere,
        sum(
            list_sum(list_transform(lignes, lambda x: x['eleves']))
        )::bigint as nb_eleves,
        sum(
            list_sum(list_transform(enseignants, lambda x: x['nombre']))
        )::bigint as nb_enseignants,
        sum(familles)::bigint as nb_familles
    from venues
    group by action
),

degres as (
    select
        l.action,
        count(distinct e.degre) > 1 as est_interdegres
    from (
        select
            action,
            unnest(lignes) as une
        from venues
    ) as l
    inner join sujets.etablissement as e on l.une.etablissement = e.sujet
    where l.une.eleves > 0
    group by l.action
),

dites as (
    select
        a.*,
        coalesce(c.nb, 0) as nb,
        action_finie_le(a.etat, a.date_etat, a.fin) as passee_le,
        greatest(a.debut, a.date_action_reprise) as en_cours_depuis
    from sujets.action as a
    left join comptes as c on a.sujet = c.action
),

avancees as (
    select
        *,
        case
            when etat in ('annulee', 'suspendue') then etat
            when debut is null or fin is null then null
            when etat <> 'terminee' and debut > date_observation() and nb = 0
                then 'a_venir'
            when etat <> 'terminee' and fin >= date_observation()
                then 'en_cours'
            when nb > 0 then 'realisee'
            else 'a_documenter'
        end as avancement
    from dites
),

datees as (
    select
        *,
        case avancement
            when 'suspendue' then date_etat
            when 'annulee' then date_etat
            when 'en_cours' then en_cours_depuis
            when 'a_venir' then debut
            else passee_le
        end as depuis
    from avancees
),

anciennes as (
    select
        *,
        depuis + 30 < date_observation() as est_ancienne,
        if(
            depuis + 30 < date_observation(), ', il y a plus de 30 jours', ''
        ) as anciennete,
        strftime(depuis, '%d/%m/%Y') as jour
    from datees
),

jugees as (
    select
        *,
        case avancement
            when 'annulee' then 'annulée'
            when 'suspendue' then 'suspendue'
            when 'a_venir' then 'à venir'
            when 'en_cours' then 'en cours'
            when 'realisee' then 'réalisée'
            when 'a_documenter' then 'passée, sans participation'
        end as libelle_avancement,
        case
            when avancement = 'annulee' then 'gris'
            when avancement in ('a_documenter', 'suspendue')
                then if(est_ancienne, 'rouge', 'orange')
            when avancement = 'en_cours' and nb = 0 and est_ancienne
                then 'orange'
            when avancement is not null then 'vert'
        end as feu,
        case avancement
            when 'annulee'
                then
                    if(dans is null, 'Annulée', 'Fusionnée')
                    || ' le ' || jour || '.'
            when 'suspendue' then 'Suspendue le ' || jour || anciennete || '.'
            when 'a_venir' then 'Commence le ' || jour || '.'
            when 'realisee'
                then 'Finie le ' || jour || ', participations enregistrées.'
            when 'a_documenter'
                then
                    'Finie le ' || jour || anciennete
                    || ', sans participation enregistrée.'
            when 'en_cours'
                then
                    case
                        when nb > 0
                            then 'En cours, participations enregistrées.'
                        when est_ancienne
                            then
                                'En cours depuis le ' || jour
                                || ', soit plus de 30 jours, sans participation'
                                || ' enregistrée.'
                        else 'En cours depuis le ' || jour || '.'
                    end
        end as motif_feu
    from anciennes
)

select
    a.sujet,
    a.code,
    n.code_affiche,
    a.intitule,
    coalesce(r.codes[a.axe], code_de(a.axe)) as code_axe,
    r.libelles[a.axe] as libelle_axe,
    a.objectif,
    a.nature,
    m.libelle as libelle_nature,
    a.description,
    coalesce(r.codes[a.porteur], code_de(a.porteur)) as porteur,
    a.porteur as sujet_porteur,
    r.libelles[a.porteur] as libelle_porteur,
    list_transform(
        a.etablissements, lambda x: coalesce(r.codes[x], code_de(x))
    ) as etablissements,
    a.etablissements as sujets_etablissements,
    list_transform(
        a.etablissements, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_etablissements,
    a.niveaux,
    list_transform(
        a.partenaires, lambda x: coalesce(r.codes[x], code_de(x))
    ) as partenaires,
    list_transform(
        a.partenaires, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_partenaires,
    a.debut,
    a.fin,
    case
        when coalesce(a.debut, a.fin) is not null
            then
                annees_entre(
                    least(a.debut, a.fin), greatest(a.debut, a.fin)
                )
    end as annees_scolaires,
    a.lieu,
    a.eleves_prevus,
    (a.budget_prevu / 100)::decimal(14, 2) as budget_prevu,
    coalesce(d.code_affiche, code_de(a.decision)) as code_decision,
    a.dispositif,
    a.source,
    a.etat,
    e.libelle as libelle_etat,
    a.date_etat,
    a.avancement,
    a.libelle_avancement,
    case when a.avancement = 'realisee' then a.passee_le end as finie_le,
    a.feu,
    a.motif_feu,
    coalesce(g.code_affiche, code_de(f.dans)) as fusionnee_dans,
    f.dans as sujet_fusion,
    s.libelle as suite_evaluation,
    a.date_action_evaluee as date_evaluation,
    a.nb as nb_participations,
    coalesce(c.nb_eleves, 0) as nb_eleves,
    coalesce(c.nb_enseignants, 0) as nb_enseignants,
    coalesce(c.nb_familles, 0) as nb_familles,
    c.premiere as premiere_participation,
    c.derniere as derniere_participation,
    coalesce(i.est_interdegres, false) as est_interdegres,
    a.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    a.est_incomplet
from jugees as a
cross join reseau as r
left join appeles as n on a.sujet = n.sujet
left join appeles as d on a.decision = d.sujet
left join comptes as c on a.sujet = c.action
left join degres as i on a.sujet = i.action
left join etats as e on a.etat = e.etat and e.nature = 'action'
left join actions_fusionnees as f on a.sujet = f.sujet
left join appeles as g on f.dans = g.sujet
left join mots as s
    on a.suite = s.mot and s.type = 'ActionEvaluee' and s.champ = 'suite'
left join mots as m
    on a.nature = m.mot and m.type = 'ActionInscrite' and m.champ = 'nature'

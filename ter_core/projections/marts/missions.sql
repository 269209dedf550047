-- One row per mission, as it stands on the observation date.
--
-- Les lettres de mission qui confient la coordination : leurs années, leurs
-- volets, leur quotité, ce qui les a révisées, renouvelées ou terminées.
--
-- code : code de la mission
-- code_affiche : code, suivi de « bis » s'il était déjà pris
-- annee_scolaire : année scolaire en vigueur, renouvellements compris
-- annees_scolaires : années pour lesquelles elle a été confiée ou renouvelée
-- volets : volets
-- libelles_volets : noms des volets
-- quotite : en pour cent d'un temps plein
-- debut : premier jour
-- fin : dernier jour, renouvellements compris ; sinon dit, celui de la dernière
--     année scolaire
-- fin_initiale : dernier jour avant tout renouvellement
-- etat : en_cours ou terminee
-- libelle_etat : nom de l'état
-- situation : a_venir, en_cours, echue (sa fin est passée et personne ne l'a
--     dite terminée) ou terminee
-- libelle_situation : nom de la situation
-- nb_revisions : fois où elle a été révisée
-- date_revision : date de la dernière révision
-- motif_revision : pourquoi
-- nb_renouvellements : fois où elle a été renouvelée
-- date_renouvellement : date du dernier renouvellement
-- date_terminaison : date à laquelle elle a pris fin
-- successeur : code de qui la reprend
-- libelle_successeur : sa qualité ou son nom
-- date_enregistrement : date du fait qui la confie
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('mission', 'acteur', 'organisme')
),

appellations as (
    select map(list(mot), list(libelle)) as de
    from mots
    where type = 'MissionConfiee' and champ = 'volets'
),

revisees as (
    select
        sujet,
        arg_max(motif, { 'p': profondeur, 'i': id }) as motif
    from evenements.mission_revisee
    group by sujet
),

annees_dites as (
    select
        sujet,
        profondeur,
        id,
        annee_scolaire,
        false as est_revision
    from evenements.mission_confiee
    union all
    select
        sujet,
        profondeur,
        id,
        annee_scolaire,
        false as est_revision
    from evenements.mission_renouvelee
    union all
    select
        r.sujet,
        r.profondeur,
        r.id,
        r.champs.annee_scolaire,
        true as est_revision
    from evenements.mission_revisee as r
    where r.champs.annee_scolaire is not null
),

annees_suivies as (
    select
        sujet,
        annee_scolaire,
        coalesce(
            lead(est_revision) over (
                partition by sujet order by profondeur, id
            ),
            false
        ) as est_corrigee
    from annees_dites
),

annees_confiees as (
    select
        sujet,
        list_sort(list(distinct annee_scolaire)) as annees
    from annees_suivies
    where not est_corrigee
    group by sujet
),

closes as (
    select
        sujet,
        arg_max(successeur, { 'p': profondeur, 'i': id }) as successeur
    from evenements.mission_terminee
    group by sujet
),

datees as (
    select
        m.*,
        case
            when
                m.nb_mission_renouvelee > 0
                and m.fin < premier_jour(m.annee_scolaire)
                then dernier_jour(m.annee_scolaire)
            else m.fin
        end as dernier
    from sujets.mission as m
)

select
    m.sujet,
    m.code,
    n.code_affiche,
    m.annee_scolaire,
    a.annees as annees_scolaires,
    m.volets,
    list_transform(m.volets, lambda x: coalesce(w.de[x], x)) as libelles_volets,
    m.quotite,
    m.debut,
    m.dernier as fin,
    m.fin_initial as fin_initiale,
    m.etat,
    e.libelle as libelle_etat,
    case
        when m.etat = 'terminee' then 'terminee'
        when m.debut > date_observation() then 'a_venir'
        when m.dernier < date_observation() then 'echue'
        else 'en_cours'
    end as situation,
    case
        when m.etat = 'terminee' then 'terminée'
        when m.debut > date_observation() then 'à venir'
        when m.dernier < date_observation() then 'échue'
        else 'en cours'
    end as libelle_situation,
    m.nb_mission_revisee as nb_revisions,
    m.date_mission_revisee as date_revision,
    v.motif as motif_revision,
    m.nb_mission_renouvelee as nb_renouvellements,
    m.date_mission_renouvelee as date_renouvellement,
    case when m.etat = 'terminee' then m.date_etat end as date_terminaison,
    coalesce(s.code_affiche, code_de(c.successeur)) as successeur,
    s.libelle as libelle_successeur,
    m.date_creation as date_enregistrement,
    m.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    m.est_incomplet
from datees as m
cross join appellations as w
left join appeles as n on m.sujet = n.sujet
left join revisees as v on m.sujet = v.sujet
left join annees_confiees as a on m.sujet = a.sujet
left join closes as c on m.sujet = c.sujet
left join appeles as s on c.successeur = s.sujet
left join etats as e on m.etat = e.etat and e.nature = 'mission'

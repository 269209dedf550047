-- One row per arrested version of a bilan.
--
-- Les bilans arrêtés : chaque version, ce qu'elle disait, et à qui elle est
-- allée. Ses chiffres se recalculent à sa position, à la date où elle a été
-- arrêtée.
--
-- annee_scolaire : année scolaire
-- version : numéro de la version
-- etat : état de cette version
-- libelle_etat : arrêtée, transmise, rouverte, ou remplacée par la suivante
-- date_arret : date où elle a été arrêtée
-- code_auteur : qui l'a arrêtée
-- nb_chiffres : nombre de chiffres arrêtés
-- chiffres : clé et bornes de chacun
-- position : ce que connaissait la machine qui l'a arrêtée, en JSON
-- empreinte : SHA-256 de ses chiffres et de ses textes
-- date_transmission : date où elle a été transmise
-- destinataires : codes des destinataires
-- canal : canal de la transmission
-- empreinte_fichier : SHA-256 du document transmis
-- motif_rectification : pourquoi elle a été rouverte
with suite as (
    select
        sujet,
        profondeur,
        id,
        'BilanArrete' as type
    from evenements.bilan_arrete
    union all
    select
        sujet,
        profondeur,
        id,
        'BilanTransmis' as type
    from evenements.bilan_transmis
    union all
    select
        sujet,
        profondeur,
        id,
        'BilanRectifie' as type
    from evenements.bilan_rectifie
),

rangees as (
    select
        *,
        count(*) filter (where type = 'BilanArrete') over (
            partition by sujet order by profondeur, id
            rows between 1 following and unbounded following
        ) > 0 as est_suivi,
        last_value(case when type = 'BilanArrete' then id end ignore nulls)
            over (
                partition by sujet order by profondeur, id
                rows between unbounded preceding and current row
            ) as arret
    from suite
),

envois as (
    select
        r.arret,
        arg_min(t.survenu_le, t.id) as date_transmission,
        arg_min(t.destinataires, t.id) as destinataires,
        arg_min(t.canal, t.id) as canal,
        arg_min(t.empreinte, t.id) as empreinte_fichier
    from rangees as r
    inner join evenements.bilan_transmis as t on r.id = t.id
    group by r.arret
),

reouvertures as (
    select
        r.arret,
        arg_min(t.motif, t.id) as motif,
        bool_or(r.est_suivi) as est_suivie
    from rangees as r
    inner join evenements.bilan_rectifie as t on r.id = t.id
    group by r.arret
)

select
    code_de(a.sujet) as annee_scolaire,
    a.version,
    case
        when o.est_suivie then 'remplacee'
        when o.arret is not null then 'rouverte'
        when e.arret is not null then 'transmise'
        else 'arretee'
    end as etat,
    case
        when o.est_suivie then 'remplacée'
        when o.arret is not null then 'rouverte'
        when e.arret is not null then 'transmise'
        else 'arrêtée'
    end as libelle_etat,
    a.survenu_le as date_arret,
    code_de(a.auteur) as code_auteur,
    len(a.chiffres) as nb_chiffres,
    a.chiffres,
    to_json(a.position) as position,
    a.empreinte,
    e.date_transmission,
    list_transform(e.destinataires, lambda x: code_de(x)) as destinataires,
    e.canal,
    e.empreinte_fichier,
    o.motif as motif_rectification
from evenements.bilan_arrete as a
left join envois as e on a.id = e.arret
left join reouvertures as o on a.id = o.arret

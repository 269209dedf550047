-- One row per indicateur, as of a school year. Given (annee).
--
-- Les indicateurs, avec la dernière valeur connue d'une année scolaire, comme
-- indicateurs('2026-2027'), celle d'avant, et où l'on en est de la cible. La
-- tendance compare les deux valeurs, ou la première à la référence, dans le
-- sens du progrès.
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('indicateur', 'axe', 'action')
),

retenues as materialized (
    select
        sujet,
        survenu_le as jour,
        arg_max(id, { 'p': profondeur, 'i': id }) as id,
        arg_max(
            try_cast(valeur as decimal(18, 4)), { 'p': profondeur, 'i': id }
        ) as valeur,
        arg_max(source, { 'p': profondeur, 'i': id }) as source
    from evenements.indicateur_mesure
    where survenu_le <= dernier_jour(annee)
    group by sujet, survenu_le
),

dernieres as (
    select
        sujet,
        count(*) as nb,
        arg_max(id, jour) as id,
        max(jour) as jour,
        arg_max(valeur, jour) as valeur,
        arg_max(source, jour) as source
    from retenues
    where jour >= premier_jour(annee)
    group by sujet
),

precedentes as (
    select
        r.sujet,
        max(r.jour) as jour,
        arg_max(r.valeur, r.jour) as valeur
    from retenues as r
    left join dernieres as d on r.sujet = d.sujet
    where r.jour < coalesce(d.jour, premier_jour(annee))
    group by r.sujet
),

situees as (
    select
        i.*,
        try_cast(i.reference as decimal(18, 4)) as depart,
        try_cast(i.cible as decimal(18, 4)) as but,
        if(i.sens = 'baisse', -1, 1) as signe,
        coalesce(g.dans, i.action) as son_action,
        d.id as mesure,
        d.jour,
        d.valeur,
        d.source,
        coalesce(d.nb, 0) as nb,
        p.jour as jour_precedent,
        p.valeur as valeur_precedente
    from sujets.indicateur as i
    left join dernieres as d on i.sujet = d.sujet
    left join precedentes as p on i.sujet = p.sujet
    left join actions_fusionnees as g on i.action = g.sujet
    where i.intitule is not null and i.date_creation <= dernier_jour(annee)
)

select
    i.sujet,
    i.code,
    coalesce(n.code_affiche, right(i.sujet, 8)) as code_affiche,
    i.intitule,
    i.mode_calcul,
    i.unite,
    i.sens,
    i.date_creation as date_definition,
    m.libelle as libelle_sens,
    annee as annee_scolaire,
    i.depart as reference,
    i.but as cible,
    i.valeur,
    i.jour as date_mesure,
    i.source,
    right(i.mesure, 8) as id_court,
    i.nb as nb_mesures,
    i.valeur_precedente,
    i.jour_precedent as date_precedente,
    case sign(
        (i.valeur - coalesce(i.valeur_precedente, i.depart)) * i.signe
    )
        when 1 then 'progresse'
        when 0 then 'stable'
        when -1 then 'recule'
    end as tendance,
    (i.valeur - i.but) * i.signe >= 0 as est_atteint,
    coalesce(x.code_affiche, code_de(coalesce(i.axe, a.axe))) as code_axe,
    x.libelle as libelle_axe,
    coalesce(t.code_affiche, code_de(i.son_action)) as code_action,
    t.libelle as intitule_action,
    i.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    i.est_incomplet
from situees as i
left join sujets.action as a on i.son_action = a.sujet
left join appeles as n on i.sujet = n.sujet
left join appeles as x on coalesce(i.axe, a.axe) = x.sujet
left join appeles as t on i.son_action = t.sujet
left join mots as m
    on i.sens = m.mot and m.type = 'IndicateurDefini' and m.champ = 'sens'

-- One row per financement.
--
-- Les financements accordés au réseau, ce qui en est engagé et ce qui en
-- reste. Une dépense compte dans l'année scolaire de son financement.
--
-- code : code du financement
-- code_affiche : le même, suivi de « bis » si deux postes l'ont donné
-- enveloppe : d'où vient la somme
-- code_organisme : organisme qui l'accorde
-- sujet_organisme : le même, nature comprise
-- libelle_organisme : son nom
-- code_action : action à laquelle il est réservé
-- sujet_action : la même, nature comprise
-- intitule_action : son intitulé
-- annee_scolaire : année scolaire pour laquelle il est accordé
-- montant : somme accordée, en euros
-- engage : dépenses engagées, en euros
-- reste : somme qui reste, en euros ; négative si l'on a dépassé
-- taux_engage : part engagée, en pour cent, arrondie vers le bas
-- nb_depenses : nombre de dépenses
-- depenses_saisies : chacune, avec son jour, sa nature, son montant et son
--     action (12/11/2026 : transport 450,00 A-2026-007)
-- est_depasse : vrai si l'on a engagé plus qu'il n'est accordé
-- date_accord : date où il est accordé
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('financement', 'organisme', 'action')
),

engagees as (
    select
        d.sujet,
        count(*) as nb,
        sum(d.montant)::bigint as total,
        list(
            concat(
                strftime(d.survenu_le, '%d/%m/%Y : '),
                d.nature,
                printf(' %d,%02d ', d.montant // 100, d.montant % 100),
                coalesce(a.code_affiche, code_de(coalesce(g.dans, d.action)))
            )
            order by d.survenu_le, d.id
        ) as saisies
    from evenements.depense_engagee as d
    left join actions_fusionnees as g on d.action = g.sujet
    left join appeles as a on coalesce(g.dans, d.action) = a.sujet
    group by d.sujet
),

comptes as (
    select
        f.*,
        coalesce(g.dans, f.action) as pour,
        coalesce(e.nb, 0) as nb,
        coalesce(e.total, 0) as total,
        coalesce(e.saisies, []) as saisies
    from sujets.financement as f
    left join engagees as e on f.sujet = e.sujet
    left join actions_fusionnees as g on f.action = g.sujet
    where f.montant is not null
)

select
    c.sujet,
    c.code,
    coalesce(n.code_affiche, right(c.sujet, 8)) as code_affiche,
    c.enveloppe,
    coalesce(o.code_affiche, code_de(c.organisme)) as code_organisme,
    c.organisme as sujet_organisme,
    o.libelle as libelle_organisme,
    coalesce(a.code_affiche, code_de(c.pour)) as code_action,
    c.pour as sujet_action,
    a.libelle as intitule_action,
    c.annee_scolaire,
    (c.montant / 100)::decimal(14, 2) as montant,
    (c.total / 100)::decimal(14, 2) as engage,
    ((c.montant - c.total) / 100)::decimal(14, 2) as reste,
    taux(c.total, c.montant) as taux_engage,
    c.nb as nb_depenses,
    c.saisies as depenses_saisies,
    c.total > c.montant as est_depasse,
    c.date_creation as date_accord,
    c.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    c.est_incomplet
from comptes as c
left join appeles as n on c.sujet = n.sujet
left join appeles as o on c.organisme = o.sujet
left join appeles as a on c.pour = a.sujet

-- One row per axe of the convention.
--
-- Les axes de la convention, les actions et les décisions qui s'y rattachent.
--
-- code : code de l'axe
-- numero : numéro en vigueur
-- intitule : intitulé en vigueur
-- nb_actions : actions qui s'y rattachent, sauf les annulées
-- nb_actions_ouvertes : celles qui ne sont ni terminées ni passées
-- nb_decisions : décisions qui s'y rattachent
-- nb_decisions_ouvertes : celles qui ne sont pas closes
-- nb_objectifs : objectifs qui lui ont été fixés
-- est_reformule : vrai si son numéro ou son intitulé a changé
-- date_definition : date où il a été défini
-- date_reformulation : date du dernier changement
-- est_incomplet : vrai si une cause manque au journal
with rattachees as (
    select
        d.axe,
        count(*) as nb,
        count(*) filter (where not e.est_ferme) as nb_ouvertes
    from sujets.decision as d
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
    group by d.axe
),

actions_rattachees as (
    select
        axe,
        count(*) as nb,
        count(*) filter (
            where etat <> 'terminee' and fin >= date_observation()
        ) as nb_ouvertes
    from sujets.action
    where etat <> 'annulee'
    group by axe
)

select
    a.sujet,
    a.code,
    a.numero,
    a.intitule,
    coalesce(p.nb, 0) as nb_actions,
    coalesce(p.nb_ouvertes, 0) as nb_actions_ouvertes,
    coalesce(r.nb, 0) as nb_decisions,
    coalesce(r.nb_ouvertes, 0) as nb_decisions_ouvertes,
    a.nb_objectif_fixe as nb_objectifs,
    a.nb_axe_reformule > 0 as est_reformule,
    a.date_creation as date_definition,
    a.date_axe_reformule as date_reformulation,
    a.est_incomplet
from sujets.axe as a
left join rattachees as r on a.sujet = r.axe
left join actions_rattachees as p on a.sujet = p.axe

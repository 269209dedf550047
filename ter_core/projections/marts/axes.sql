-- One row per axe of the convention.
--
-- Les axes de la convention, et les décisions qui s'y rattachent.
--
-- code : code de l'axe
-- numero : numéro en vigueur
-- intitule : intitulé en vigueur
-- nb_decisions : décisions qui s'y rattachent
-- nb_decisions_ouvertes : celles qui ne sont pas closes
-- est_incomplet : vrai si une cause manque au journal
with rattachees as (
    select
        d.axe,
        count(*) as nb,
        count(*) filter (where not e.est_ferme) as nb_ouvertes
    from sujets.decision as d
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
    group by d.axe
)

select
    a.sujet,
    a.code,
    a.numero,
    a.intitule,
    coalesce(r.nb, 0) as nb_decisions,
    coalesce(r.nb_ouvertes, 0) as nb_decisions_ouvertes,
    a.est_incomplet
from sujets.axe as a
left join rattachees as r on a.sujet = r.axe

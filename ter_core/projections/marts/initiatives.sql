-- One row per initiative, as it stands on the observation date.
--
-- Les initiatives : des idées proposées au réseau, retenues quand une action en
-- naît, ou écartées.
--
-- idee : idée
-- domaine : domaine, dans les mots des natures d'action
-- libelle_domaine : nom du domaine
-- est_interdegres : vrai si elle est pour des élèves des deux degrés
-- etat : état
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'a mise dans cet état
-- est_ouverte : vrai tant qu'elle n'est ni retenue, ni écartée
-- date_proposition : date à laquelle elle a été proposée
-- annee_scolaire : année scolaire de cette date
-- code_action : action qui en est née
-- intitule_action : son intitulé
-- motif : pourquoi elle a été écartée
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('initiative', 'action')
)

select
    i.sujet,
    i.code,
    n.code_affiche,
    i.idee,
    i.domaine,
    m.libelle as libelle_domaine,
    coalesce(i.interdegre, false) as est_interdegres,
    i.etat,
    e.libelle as libelle_etat,
    i.date_etat,
    coalesce(not e.est_ferme, true) as est_ouverte,
    i.date_creation as date_proposition,
    case
        when i.date_creation is not null then annee_scolaire(i.date_creation)
    end as annee_scolaire,
    coalesce(a.code_affiche, code_de(i.action)) as code_action,
    a.libelle as intitule_action,
    case when i.etat = 'ecartee' then i.motif_etat end as motif,
    i.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    i.est_incomplet
from sujets.initiative as i
left join appeles as n on i.sujet = n.sujet
left join appeles as a on i.action = a.sujet
left join etats as e on i.etat = e.etat and e.nature = 'initiative'
left join mots as m
    on
        i.domaine = m.mot
        and m.type = 'InitiativeProposee'
        and m.champ = 'domaine'

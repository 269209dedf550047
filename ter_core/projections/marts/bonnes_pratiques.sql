-- One row per bonne pratique, as it stands on the observation date.
--
-- Les bonnes pratiques : ce qui a réussi quelque part, sa fiche telle qu'elle a
-- été publiée en dernier, à qui elle a été envoyée, qui l'a reprise. Chaque
-- reprise est dans `bonnes_pratiques_reprises`.
--
-- titre : titre
-- code_action : action où elle est née
-- intitule_action : son intitulé
-- etat : état
-- libelle_etat : nom de l'état
-- date_reperage : date à laquelle elle a été repérée
-- date_publication : date de la dernière publication de sa fiche
-- nb_publications : fois où sa fiche a été publiée
-- transferabilite : de 1 (difficile) à 4 (facile)
-- nb_diffusions : fois où elle a été envoyée
-- publics : publics auxquels elle l'a été, chacun une fois
-- libelles_publics : leurs noms
-- diffusions_saisies : chaque envoi, avec son jour, ses publics et son canal
--     (12/11/2026 : equipes_1d equipes_2d (courriel))
-- date_derniere_diffusion : date du dernier envoi
-- nb_reprises : fois où un établissement l'a reprise
-- etablissements : codes de ceux qui l'ont reprise, chacun une fois
-- sujets_etablissements : les mêmes, nature comprise
-- noms_etablissements : leurs noms
-- reprises_saisies : chaque reprise, par qui et quel jour (vars 12/11/2026)
-- date_derniere_reprise : date de la dernière reprise
-- annees_scolaires : années scolaires où elle a été repérée ou reprise
-- resume : résumé de la fiche
-- contexte : dans quel contexte
-- etapes : étapes
-- moyens : moyens
-- effets : effets
-- conditions : conditions de réussite
-- vigilance : points de vigilance
-- licence : à quelles conditions la fiche est partagée
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
            'bonne_pratique', 'etablissement', 'action'
        )
),

classement as (
    select
        list(mot) as mots,
        map(list(mot), list(libelle)) as libelles
    from mots
    where type = 'BonnePratiqueDiffusee' and champ = 'publics'
),

envois as (
    select
        sujet,
        flatten(list(publics)) as publics,
        list(
            concat(
                strftime(survenu_le, '%d/%m/%Y : '),
                array_to_string(publics, ' '),
                ' (',
                canal,
                ')'
            )
            order by survenu_le, id
        ) as saisies
    from evenements.bonne_pratique_diffusee
    group by sujet
),

premieres as (
    select
        r.sujet,
        r.etablissement,
        coalesce(n.code_affiche, code_de(r.etablissement)) as code,
        coalesce(n.libelle, code_de(r.etablissement)) as nom,
        min(r.survenu_le) as le,
        min(r.id) as id,
        list_distinct(list(annee_scolaire(r.survenu_le))) as annees,
        list({
            'le': r.survenu_le,
            'id': r.id,
            'dit': concat(code, strftime(r.survenu_le, ' %d/%m/%Y'))
        }) as saisies
    from evenements.bonne_pratique_reprise as r
    left join appeles as n on r.etablissement = n.sujet
    group by r.sujet, r.etablissement, code, nom
),

reprises as (
    select
        sujet,
        list(code order by le, id) as codes,
        list(etablissement order by le, id) as sujets,
        list(nom order by le, id) as noms,
        flatten(list(annees)) as annees,
        list_transform(
            list_sort(flatten(list(saisies))), lambda x: x['dit']
        ) as saisies
    from premieres
    group by sujet
)

select
    b.sujet,
    b.code,
    n.code_affiche,
    b.titre,
    coalesce(a.code_affiche, code_de(b.action)) as code_action,
    a.libelle as intitule_action,
    b.etat,
    e.libelle as libelle_etat,
    b.date_creation as date_reperage,
    b.date_bonne_pratique_publiee as date_publication,
    b.nb_bonne_pratique_publiee as nb_publications,
    b.transferabilite,
    b.nb_bonne_pratique_diffusee as nb_diffusions,
    list_filter(
        c.mots, lambda x: list_contains(d.publics, x)
    ) as publics,
    list_transform(
        list_filter(c.mots, lambda x: list_contains(d.publics, x)),
        lambda x: c.libelles[x]
    ) as libelles_publics,
    coalesce(d.saisies, []) as diffusions_saisies,
    b.date_bonne_pratique_diffusee as date_derniere_diffusion,
    b.nb_bonne_pratique_reprise as nb_reprises,
    coalesce(r.codes, []) as etablissements,
    coalesce(r.sujets, []) as sujets_etablissements,
    coalesce(r.noms, []) as noms_etablissements,
    coalesce(r.saisies, []) as reprises_saisies,
    b.date_bonne_pratique_reprise as date_derniere_reprise,
    list_sort(
        list_distinct(
            list_concat(
                r.annees,
                if(
                    b.date_creation is null,
                    [],
                    [annee_scolaire(b.date_creation)]
                )
            )
        )
    ) as annees_scolaires,
    b.resume,
    b.contexte,
    b.etapes,
    b.moyens,
    b.effets,
    b.conditions,
    b.vigilance,
    b.licence,
    b.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    b.est_incomplet
from sujets.bonne_pratique as b
cross join classement as c
left join appeles as n on b.sujet = n.sujet
left join appeles as a on b.action = a.sujet
left join etats as e on b.etat = e.etat and e.nature = 'bonne_pratique'
left join envois as d on b.sujet = d.sujet
left join reprises as r on b.sujet = r.sujet

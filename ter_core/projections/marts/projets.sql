-- One row per school year and action whose dates meet it, annulled ones apart.
--
-- Les projets de chaque année, et ce qui s'y est vécu cette année-là : une
-- action de deux années scolaires a une ligne dans chacune, avec ses seules
-- participations de l'année. Les chiffres du bilan sont faits des mêmes.
--
-- annee_scolaire : année scolaire
-- sujet : action, nature comprise
-- code_affiche : code de l'action, suivi de « bis » si ce numéro est donné deux
--     fois
-- intitule : intitulé
-- code_axe : axe de la convention, ou « transversal »
-- libelle_axe : intitulé de l'axe
-- nature : nature
-- libelle_nature : nom de la nature
-- debut : premier jour prévu, de toute l'action
-- fin : dernier jour prévu, de toute l'action
-- etablissements : codes des établissements prévus
-- sujets_etablissements : les mêmes, nature comprise
-- etablissements_venus : codes des établissements dont des élèves ou des
--     enseignants sont venus dans l'année
-- sujets_etablissements_venus : les mêmes, nature comprise
-- noms_etablissements_venus : leurs noms
-- nb_etablissements_1d : établissements venus, premier degré
-- nb_etablissements_2d : établissements venus, second degré
-- nb_participations : participations enregistrées dans l'année
-- nb_eleves : participations d'élèves ; un élève venu deux fois y compte deux
--     fois
-- nb_enseignants : participations d'enseignants, de même
-- nb_enseignants_1d : celles d'établissements du premier degré
-- nb_enseignants_2d : celles d'établissements du second degré
-- nb_autres_professionnels : participations d'autres professionnels
-- nb_accompagnateurs : participations d'accompagnateurs
-- nb_familles : participations de familles
-- heures : somme des heures des participations ; vide si aucune n'en dit
-- partenaires : codes des organismes que citent les participations
-- noms_partenaires : leurs noms
-- premiere_participation : premier jour où l'on est venu
-- derniere_participation : dernier jour
-- est_realise : vrai si une participation est enregistrée dans l'année
-- realisation : réalisé ou, sans participation dans l'année, à venir, en cours
--     ou non réalisé (sa fin ou celle de l'année est passée)
-- est_interdegres : vrai si des élèves d'au moins un établissement de chaque
--     degré y sont venus dans l'année
with lus as materialized (
    from faits
),

lignes_lues as materialized (
    from lignes_de('lus')
),

datees as materialized (
    from participations_de('lus')
),

appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'organisme', 'axe', 'etablissement', 'action'
        )
),

reseau as (
    select
        map(list(sujet), list(code_affiche)) as codes,
        map(list(sujet), list(libelle)) as libelles
    from appeles
    where split_part(sujet, ':', 1) <> 'action'
),

comptes as (
    select
        d.annee_scolaire,
        d.action,
        count(*) as nb,
        min(coalesce(d.du, d.jour)) as premiere,
        max(d.jour) as derniere,
        sum(d.familles)::bigint as nb_familles,
        sum(d.accompagnateurs)::bigint as nb_accompagnateurs,
        sum(d.autres_professionnels)::bigint as nb_autres_professionnels,
        sum(p.heures)::bigint as heures,
        list_sort(list_distinct(flatten(list(d.partenaires)))) as partenaires
    from datees as d
    left join sujets.participation as p on d.sujet = p.sujet
    group by d.annee_scolaire, d.action
),

venus as (
    select
        annee_scolaire,
        action,
        sum(nombre) filter (where population = 'eleves')::bigint as nb_eleves,
        sum(nombre) filter (
            where population = 'enseignants'
        )::bigint as nb_enseignants,
        sum(nombre) filter (
            where population = 'enseignants' and degre_etablissement = '1D'
        )::bigint as nb_enseignants_1d,
        sum(nombre) filter (
            where population = 'enseignants' and degre_etablissement = '2D'
        )::bigint as nb_enseignants_2d,
        count(distinct etablissement) filter (
            where degre_etablissement = '1D'
        ) as nb_1d,
        count(distinct etablissement) filter (
            where degre_etablissement = '2D'
        ) as nb_2d,
        list_sort(list(distinct etablissement)) as etablissements
    from lignes_lues
    group by annee_scolaire, action
)

select
    p.annee_scolaire,
    p.action as sujet,
    n.code_affiche,
    n.libelle as intitule,
    coalesce(r.codes[p.axe], code_de(p.axe)) as code_axe,
    r.libelles[p.axe] as libelle_axe,
    p.nature,
    m.libelle as libelle_nature,
    a.debut,
    a.fin,
    list_transform(
        p.etablissements, lambda x: coalesce(r.codes[x], code_de(x))
    ) as etablissements,
    p.etablissements as sujets_etablissements,
    list_sort(
        list_transform(
            v.etablissements, lambda x: coalesce(r.codes[x], code_de(x))
        )
    ) as etablissements_venus,
    v.etablissements as sujets_etablissements_venus,
    list_transform(
        v.etablissements, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_etablissements_venus,
    coalesce(v.nb_1d, 0) as nb_etablissements_1d,
    coalesce(v.nb_2d, 0) as nb_etablissements_2d,
    coalesce(c.nb, 0) as nb_participations,
    coalesce(v.nb_eleves, 0) as nb_eleves,
    coalesce(v.nb_enseignants, 0) as nb_enseignants,
    coalesce(v.nb_enseignants_1d, 0) as nb_enseignants_1d,
    coalesce(v.nb_enseignants_2d, 0) as nb_enseignants_2d,
    coalesce(c.nb_autres_professionnels, 0) as nb_autres_professionnels,
    coalesce(c.nb_accompagnateurs, 0) as nb_accompagnateurs,
    coalesce(c.nb_familles, 0) as nb_familles,
    c.heures,
    list_transform(
        c.partenaires, lambda x: coalesce(r.codes[x], code_de(x))
    ) as partenaires,
    list_transform(
        c.partenaires, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_partenaires,
    c.premiere as premiere_participation,
    c.derniere as derniere_participation,
    c.nb is not null as est_realise,
    case
        when c.nb is not null then 'réalisé'
        when
            a.etat = 'terminee'
            or least(a.fin, dernier_jour(p.annee_scolaire)) < date_observation()
            then 'non réalisé'
        when a.debut > date_observation() then 'à venir'
        else 'en cours'
    end as realisation,
    p.est_interdegres
from projets_de('lus', 'lignes_lues') as p
inner join lus as a on p.action = a.sujet and a.genre = 'action'
cross join reseau as r
left join comptes as c
    on p.annee_scolaire = c.annee_scolaire and p.action = c.action
left join venus as v
    on p.annee_scolaire = v.annee_scolaire and p.action = v.action
left join appeles as n on p.action = n.sujet
left join mots as m
    on p.nature = m.mot and m.type = 'ActionInscrite' and m.champ = 'nature'

-- One row per school year and organisme cited or with a partenariat in it.
--
-- Les partenaires de chaque année scolaire : les organismes que citent ses
-- participations ou ses rencontres, et ceux dont un partenariat vaut au moins
-- un jour de cette année. Une intervention est une citation : une association
-- venue deux fois en fait deux.
--
-- annee_scolaire : année scolaire
-- code_organisme : organisme
-- sujet_organisme : le même, nature comprise
-- nom_organisme : son nom
-- nature : nature de l'organisme
-- libelle_nature : nom de la nature
-- est_inscrit : vrai tant que l'organisme n'est pas retiré
-- nb_participations : interventions à des participations
-- nb_rencontres : interventions à des rencontres
-- nb_interventions : les unes et les autres
-- derniere_intervention : date de la dernière
-- est_mobilise : vrai s'il est intervenu au moins une fois dans l'année
-- partenariats : codes de ses partenariats qui valent au moins un jour de
--     l'année ; sans terme, ils valent jusqu'à l'année de la date d'observation
-- est_sous_partenariat : vrai s'il y en a un
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('partenariat', 'organisme')
),

citations_datees as (
    select
        date_creation as jour,
        true as est_participation,
        unnest(list_distinct(partenaires)) as organisme
    from sujets.participation
    where date_creation is not null
    union all
    select
        date_creation as jour,
        false as est_participation,
        unnest(list_distinct(organismes)) as organisme
    from sujets.rencontre
    where date_creation is not null
),

durees as (
    select
        sujet,
        organisme,
        debut,
        coalesce(
            partenariat_jusqu_a(etat, date_etat, debut, fin),
            greatest(debut, date_observation())
        ) as dernier_jour
    from sujets.partenariat
    where debut is not null
),

annuels as (
    select
        sujet,
        organisme,
        unnest(annees_entre(debut, dernier_jour)) as annee_scolaire
    from durees
),

liens as (
    select
        annee_scolaire(jour) as annee_scolaire,
        organisme,
        jour,
        est_participation,
        null as partenariat
    from citations_datees
    union all
    select
        a.annee_scolaire,
        a.organisme,
        null as jour,
        null as est_participation,
        coalesce(n.code_affiche, code_de(a.sujet)) as partenariat
    from annuels as a
    left join appeles as n on a.sujet = n.sujet
),

comptes as (
    select
        annee_scolaire,
        organisme,
        count(*) filter (where est_participation) as nb_participations,
        count(*) filter (where not est_participation) as nb_rencontres,
        count(jour) as nb_interventions,
        max(jour) as derniere_intervention,
        coalesce(
            list(partenariat order by partenariat) filter (
                where partenariat is not null
            ),
            []
        ) as partenariats
    from liens
    group by annee_scolaire, organisme
)

select
    c.annee_scolaire,
    coalesce(n.code_affiche, code_de(c.organisme)) as code_organisme,
    c.organisme as sujet_organisme,
    n.libelle as nom_organisme,
    o.nature,
    m.libelle as libelle_nature,
    coalesce(o.etat <> 'retire', true) as est_inscrit,
    c.nb_participations,
    c.nb_rencontres,
    c.nb_interventions,
    c.derniere_intervention,
    c.nb_interventions > 0 as est_mobilise,
    c.partenariats,
    len(c.partenariats) > 0 as est_sous_partenariat
from comptes as c
left join sujets.organisme as o on c.organisme = o.sujet
left join appeles as n on c.organisme = n.sujet
left join mots as m
    on
        o.nature = m.mot
        and m.type = 'OrganismeInscrit'
        and m.champ = 'nature'

-- One row per instance, as of a school year. Given (annee).
--
-- Les instances et leurs séances d'une année scolaire, comme
-- instances_par_annee('2026-2027') : celles qui sont tenues, celles qui sont
-- programmées et restent à venir, et ce qui manque pour atteindre le minimum.
-- Un conseil école-collège se réunit au moins deux fois par an (article
-- D. 401-2 du code de l'éducation), si l'on n'en a pas dit autrement. Une
-- instance créée après l'année n'y est que si elle s'y est réunie.
with appeles as materialized (
    select
        sujet,
        code_affiche
    from noms
    where split_part(sujet, ':', 1) in ('acteur', 'organisme', 'instance')
),

reseau as (
    select map(list(sujet), list(code_affiche)) as codes
    from appeles
),

reunions as (
    select
        instance,
        debut,
        seance_tenue(etat) as est_tenue,
        etat = 'programmee' and debut::date >= date_observation() as est_prevue,
        annee_scolaire(debut::date) = annee as est_de_l_annee
    from sujets.seance
),

comptes as (
    select
        instance,
        count(*) filter (where est_tenue) as nb_tenues,
        count(*) filter (where est_tenue and est_de_l_annee) as nb_annee,
        count(*) filter (where est_prevue and est_de_l_annee) as nb_prevues,
        count(*) filter (where est_de_l_annee) as nb_datees,
        max(debut) filter (where est_tenue) as derniere,
        min(debut) filter (where est_prevue) as prochaine
    from reunions
    group by instance
),

attendues as (
    select
        i.*,
        coalesce(
            i.min_par_an, if(i.nature = 'cec', 2, null)
        ) as minimum,
        coalesce(c.nb_tenues, 0) as nb_tenues,
        coalesce(c.nb_annee, 0) as nb_annee,
        coalesce(c.nb_prevues, 0) as nb_prevues,
        c.derniere,
        c.prochaine
    from sujets.instance as i
    left join comptes as c on i.sujet = c.instance
    where i.date_creation <= dernier_jour(annee) or c.nb_datees > 0
)

select
    i.sujet,
    i.code,
    coalesce(n.code_affiche, i.code) as code_affiche,
    i.nom,
    i.nature,
    m.libelle as libelle_nature,
    annee as annee_scolaire,
    list_transform(
        i.presidence, lambda x: coalesce(r.codes[x], code_de(x))
    ) as presidence,
    list_transform(
        i.membres, lambda x: coalesce(r.codes[x], code_de(x))
    ) as membres,
    i.min_par_an,
    i.minimum,
    i.nb_annee as nb_tenues_annee,
    i.nb_prevues as nb_programmees,
    if(
        i.minimum > i.nb_annee, i.minimum - i.nb_annee, i.minimum * 0
    ) as nb_manquantes,
    if(
        i.minimum > i.nb_annee + i.nb_prevues,
        i.minimum - i.nb_annee - i.nb_prevues,
        i.minimum * 0
    ) as nb_a_programmer,
    i.nb_tenues as nb_seances_tenues,
    i.derniere as derniere_seance,
    i.prochaine as prochaine_seance,
    i.est_incomplet
from attendues as i
cross join reseau as r
left join appeles as n on i.sujet = n.sujet
left join mots as m
    on i.nature = m.mot and m.type = 'InstanceCreee' and m.champ = 'nature'

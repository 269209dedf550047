-- One row per instance.
--
-- Les instances de gouvernance et leurs séances.
--
-- code : code de l'instance
-- nom : nom
-- nature : nature
-- libelle_nature : nom de la nature
-- presidence : codes de qui la préside
-- membres : codes des membres
-- min_par_an : séances par an, au moins
-- nb_seances_tenues : séances tenues à la date d'observation
-- derniere_seance : début de la dernière séance tenue
-- prochaine_seance : début de la prochaine séance programmée
-- est_incomplet : vrai si une cause manque au journal
with tenues as (
    select
        instance,
        count(*) filter (
            where seance_tenue(etat)
        ) as nb,
        max(debut) filter (
            where seance_tenue(etat)
        ) as derniere,
        min(debut) filter (
            where etat = 'programmee' and debut::date >= date_observation()
        ) as prochaine
    from sujets.seance
    group by instance
)

select
    i.sujet,
    i.code,
    i.nom,
    i.nature,
    m.libelle as libelle_nature,
    list_transform(i.presidence, lambda x: code_de(x)) as presidence,
    list_transform(i.membres, lambda x: code_de(x)) as membres,
    i.min_par_an,
    coalesce(t.nb, 0) as nb_seances_tenues,
    t.derniere as derniere_seance,
    t.prochaine as prochaine_seance,
    i.est_incomplet
from sujets.instance as i
left join tenues as t on i.sujet = t.instance
left join mots as m
    on i.nature = m.mot and m.type = 'InstanceCreee' and m.champ = 'nature'

-- One row per known event of a subject, the annulled ones and the annulments.
--
-- L'histoire de chaque sujet : qui a enregistré quoi, quand, et ce qui a été
-- annulé ensuite. Un événement annulé reste dans l'histoire.
--
-- code_affiche : code du sujet
-- ordre : place dans l'histoire du sujet
-- id_court : fin de l'identifiant, assez pour le nommer
-- type : type d'événement
-- libelle : nom du type
-- survenu_le : date du fait
-- enregistre_le : jour et heure de l'enregistrement, en France
-- code_auteur : qui l'a enregistré
-- qualite_auteur : sa qualité
-- resume : ce que dit l'événement
-- est_annule : vrai si un autre événement l'annule
-- annule_par : fin de l'identifiant de celui-ci
-- est_annulation : vrai s'il en annule un autre
-- est_lisible : faux si son contenu n'est pas ce que son type annonce
with annules as (
    select
        c.id,
        min(c.annule_par) as annule_par
    from annulations as c
    inner join evenements_connus as k on c.id = k.id and c.sujet = k.sujet
    where k.type not in ('EvenementAnnule', 'ContenuEfface')
    group by c.id
)

select
    e.sujet,
    n.code_affiche,
    row_number() over (
        partition by e.sujet order by e.profondeur, e.id
    ) as ordre,
    e.id,
    right(e.id, 8) as id_court,
    e.type,
    coalesce(t.libelle, e.type) as libelle,
    e.survenu_le,
    heure_locale(e.enregistre_le) as enregistre_le,
    code_de(e.auteur) as code_auteur,
    a.qualite as qualite_auteur,
    r.resume,
    x.id is not null as est_annule,
    right(x.annule_par, 8) as annule_par,
    e.type = 'EvenementAnnule' as est_annulation,
    e.id not in (select i.id from lignes_illisibles as i) as est_lisible
from evenements_connus as e
left join types as t on e.type = t.type
left join sujets.acteur as a on e.auteur = a.sujet
left join codes_donnes as n on e.sujet = n.sujet
left join resumes as r on e.id = r.id and e.sujet = r.sujet
left join annules as x on e.id = x.id
where e.survenu_le <= date_observation()

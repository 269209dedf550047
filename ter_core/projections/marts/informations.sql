-- One row per information, as it stands on the observation date.
--
-- Le fil d'information : ce qui a été envoyé, à quels publics, et ce qui en est
-- revenu.
--
-- objet : ce dont il s'agit
-- publics : publics auxquels elle est adressée
-- libelles_publics : leurs noms
-- canal : par quel moyen
-- date_diffusion : date de l'envoi
-- annee_scolaire : année scolaire de cette date
-- retour_attendu : jour pour lequel une réponse est attendue, s'il y en a un
-- nb_retours : réponses reçues
-- repondants : codes de ceux qui ont répondu, chacun une fois
-- sujets_repondants : les mêmes, nature comprise
-- noms_repondants : leurs qualités ou leurs noms
-- retours : ce que chacun a répondu, de la première réponse à la dernière
-- date_dernier_retour : date de la dernière réponse
-- est_en_attente : vrai si une réponse est attendue et qu'aucune n'est revenue
-- est_en_retard : vrai si elle l'est encore passé ce jour
-- nb_jours_retard : jours écoulés depuis ; vide si rien n'est attendu
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('information', 'acteur', 'organisme')
),

appellations as (
    select map(list(mot), list(libelle)) as de
    from mots
    where type = 'InformationDiffusee' and champ = 'publics'
),

recus as (
    select
        r.sujet,
        r.id,
        r.survenu_le,
        r.de,
        r.resume,
        coalesce(n.code_affiche, code_de(r.de)) as code,
        coalesce(n.libelle, code_de(r.de)) as nom,
        row_number() over (
            partition by r.sujet, r.de
            order by r.survenu_le, r.id
        ) as fois
    from evenements.retour_recu as r
    left join appeles as n on r.de = n.sujet
),

reponses as (
    select
        sujet,
        list(code order by survenu_le, id) filter (where fois = 1) as codes,
        list(de order by survenu_le, id) filter (where fois = 1) as sujets,
        list(nom order by survenu_le, id) filter (where fois = 1) as libelles,
        list(
            concat(
                nom, strftime(survenu_le, ' (%d/%m/%Y)'), ' : ' || resume
            )
            order by survenu_le, id
        ) as retours
    from recus
    group by sujet
),

attentes as (
    select
        *,
        coalesce(
            retour_attendu is not null and nb_retour_recu = 0, false
        ) as est_en_attente
    from sujets.information
)

select
    i.sujet,
    i.code,
    n.code_affiche,
    i.objet,
    i.publics,
    list_transform(
        i.publics, lambda x: coalesce(w.de[x], x)
    ) as libelles_publics,
    i.canal,
    i.date_creation as date_diffusion,
    case
        when i.date_creation is not null then annee_scolaire(i.date_creation)
    end as annee_scolaire,
    i.retour_attendu,
    i.nb_retour_recu as nb_retours,
    coalesce(r.codes, []) as repondants,
    coalesce(r.sujets, []) as sujets_repondants,
    coalesce(r.libelles, []) as noms_repondants,
    coalesce(r.retours, []) as retours,
    i.date_retour_recu as date_dernier_retour,
    i.est_en_attente,
    i.est_en_attente
    and i.retour_attendu < date_observation() as est_en_retard,
    case
        when i.est_en_attente
            then greatest(date_observation() - i.retour_attendu, 0)
    end as nb_jours_retard,
    i.est_incomplet
from attentes as i
cross join appellations as w
left join appeles as n on i.sujet = n.sujet
left join reponses as r on i.sujet = r.sujet

-- One row per ressource.
--
-- Les ressources mutualisées : documents, malles, séquences que les équipes se
-- partagent. Une ressource le reste d'une année à l'autre.
--
-- titre : titre
-- niveaux : niveaux auxquels elle sert, dans l'ordre ; vide s'ils ne sont pas
--     dits
-- libelles_niveaux : leurs noms
-- licence : à quelles conditions
-- lien : où la trouver
-- date_mutualisation : depuis quand elle est partagée
-- annee_scolaire : année scolaire de cette date
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche
    from noms
    where split_part(sujet, ':', 1) = 'ressource'
),

classement as (
    select
        list(niveau order by ordre) as niveaux,
        map(list(niveau), list(libelle)) as libelles
    from niveaux
),

ordonnees as (
    select
        r.*,
        c.libelles,
        list_filter(
            c.niveaux, lambda n: list_contains(r.niveaux, n)
        ) as ses_niveaux
    from sujets.ressource as r
    cross join classement as c
)

select
    r.sujet,
    r.code,
    n.code_affiche,
    r.titre,
    r.ses_niveaux as niveaux,
    list_transform(r.ses_niveaux, lambda x: r.libelles[x]) as libelles_niveaux,
    r.licence,
    r.lien,
    r.date_creation as date_mutualisation,
    case
        when r.date_creation is not null then annee_scolaire(r.date_creation)
    end as annee_scolaire,
    r.est_incomplet
from ordonnees as r
left join appeles as n on r.sujet = n.sujet

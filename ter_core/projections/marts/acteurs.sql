-- One row per acteur: a function, never a person.
--
-- Les acteurs : les fonctions exercées dans le réseau.
--
-- code : code de l'acteur
-- qualite : qualité
-- roles : rôles dans le réseau
-- libelles_roles : noms de ces rôles
-- code_organisme : organisme de rattachement
-- libelle_organisme : nom de l'organisme
-- code_etablissement : code de l'établissement de rattachement
-- etat : état
-- libelle_etat : nom de l'état
-- est_en_fonction : vrai tant que la fonction n'est pas retirée
-- est_incomplet : vrai si une cause manque au journal
with appellations as (
    select map(list(mot), list(libelle)) as de
    from mots
    where type = 'ActeurInscrit' and champ = 'roles'
)

select
    a.sujet,
    a.code,
    a.qualite,
    a.roles,
    list_transform(a.roles, lambda x: coalesce(r.de[x], x)) as libelles_roles,
    code_de(a.organisme) as code_organisme,
    o.libelle as libelle_organisme,
    coalesce(
        s.code_affiche, code_de(a.etablissement)
    ) as code_etablissement,
    a.etat,
    e.libelle as libelle_etat,
    not e.est_ferme as est_en_fonction,
    a.est_incomplet
from sujets.acteur as a
cross join appellations as r
left join noms as o on a.organisme = o.sujet
left join codes_donnes as s on a.etablissement = s.sujet
left join etats as e on a.etat = e.etat and e.nature = 'acteur'

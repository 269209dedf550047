-- One row per rencontre.
--
-- Les rencontres : des partenaires ou des équipes que l'on a vus, hors des
-- instances et des actions.
--
-- id_court : fin de l'identifiant, assez pour la nommer
-- date_rencontre : date du fait
-- annee_scolaire : année scolaire de cette date
-- objet : ce dont on a parlé
-- organismes : codes des organismes rencontrés ; vide pour une réunion
--     d'équipes
-- sujets_organismes : les mêmes, nature comprise
-- noms_organismes : leurs noms
-- etablissements : codes des établissements dont l'équipe était là
-- sujets_etablissements : les mêmes, nature comprise
-- noms_etablissements : leurs noms
-- suites : ce que l'on a convenu de faire ensuite
-- code_auteur : qui l'a enregistrée
-- est_incomplet : vrai si une cause manque au journal
with reseau as (
    select
        map(list(sujet), list(code_affiche)) as codes,
        map(list(sujet), list(libelle)) as libelles
    from noms
    where split_part(sujet, ':', 1) in ('organisme', 'etablissement')
),

saisies as (
    select
        id,
        auteur
    from evenements_visibles
    where type = 'RencontreTenue'
)

select
    v.sujet,
    right(v.sujet, 8) as id_court,
    v.date_creation as date_rencontre,
    annee_scolaire(v.date_creation) as annee_scolaire,
    v.objet,
    list_transform(
        v.organismes, lambda x: coalesce(r.codes[x], code_de(x))
    ) as organismes,
    v.organismes as sujets_organismes,
    list_transform(
        v.organismes, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_organismes,
    list_transform(
        v.etablissements, lambda x: coalesce(r.codes[x], code_de(x))
    ) as etablissements,
    v.etablissements as sujets_etablissements,
    list_transform(
        v.etablissements, lambda x: coalesce(r.libelles[x], code_de(x))
    ) as noms_etablissements,
    v.suites,
    code_de(s.auteur) as code_auteur,
    v.est_incomplet
from sujets.rencontre as v
cross join reseau as r
inner join saisies as s on v.evenement_creation = s.id

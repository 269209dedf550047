-- One row per time an établissement takes up a bonne pratique.
--
-- Qui a repris quelle bonne pratique, et quand. Un établissement qui la reprend
-- deux fois a deux lignes.
--
-- id_court : fin de l'identifiant de l'événement
-- code_affiche : bonne pratique reprise
-- titre : son titre
-- code_etablissement : établissement qui la reprend
-- sujet_etablissement : le même, nature comprise
-- nom_etablissement : son nom
-- date_reprise : date de la reprise
-- annee_scolaire : année scolaire de cette date
-- fois : 1 la première fois que cet établissement la reprend, 2 la suivante…
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('bonne_pratique', 'etablissement')
)

select
    r.sujet,
    right(r.id, 8) as id_court,
    n.code_affiche,
    n.libelle as titre,
    coalesce(e.code_affiche, code_de(r.etablissement)) as code_etablissement,
    r.etablissement as sujet_etablissement,
    e.libelle as nom_etablissement,
    r.survenu_le as date_reprise,
    annee_scolaire(r.survenu_le) as annee_scolaire,
    row_number() over (
        partition by r.sujet, r.etablissement
        order by r.survenu_le, r.id
    ) as fois
from evenements.bonne_pratique_reprise as r
left join appeles as n on r.sujet = n.sujet
left join appeles as e on r.etablissement = e.sujet

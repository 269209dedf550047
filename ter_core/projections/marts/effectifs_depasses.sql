-- One row per headcount of a school year that is smaller than what was seen.
--
-- Les effectifs plus petits que ce qui a été vu en une fois : ils sont faux, et
-- ne plafonnent aucun chiffre. À constater de nouveau.
--
-- annee_scolaire : année scolaire
-- population : eleves ou enseignants
-- uai : UAI de l'établissement
-- nom_etablissement : son nom
-- niveau : niveau ; vide pour les enseignants
-- groupe : classe ; vide pour le niveau entier
-- effectif : plus grand effectif de l'année
-- vu : plus grand nombre vu, les classes d'un niveau ajoutées
-- evenement : événement qui constate le dernier effectif
with lus as materialized (
    from faits
),

observees as ( -- noqa: ST03
    select
        *,
        null::varchar as sans
    from lignes_de('lus')
),

effectifs_lus as materialized (
    from effectifs_de('lus')
)

select
    p.annee_scolaire,
    p.population,
    code_de(p.etablissement) as uai,
    e.nom as nom_etablissement,
    nullif(p.niveau, '') as niveau,
    nullif(p.groupe, '') as groupe,
    p.plus_grand as effectif,
    p.vu,
    c.evenement
from plafonds_de('observees', 'effectifs_lus') as p
inner join effectifs_lus as c
    on
        p.annee_scolaire = c.annee_scolaire
        and p.population = c.population
        and p.etablissement = c.etablissement
        and p.niveau = c.niveau
        and p.groupe = c.groupe
left join lus as e
    on p.etablissement = e.sujet and e.genre = 'etablissement'
where p.vu > p.plus_grand

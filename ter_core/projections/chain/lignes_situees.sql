-- One row per (participation, population, école, level, group), with its place.
--
-- Les lignes comptées, avec tout ce par quoi le bilan les ventile.
--
-- sujet : participation
-- action : action
-- annee_scolaire : année scolaire de sa date
-- mois : mois de sa date, comme 2025-10
-- periode : P1 à P5 ; vide pendant les vacances
-- axe : axe de l'action
-- nature : nature de l'action
-- population : eleves ou enseignants
-- etablissement : établissement
-- niveau : niveau ; vide pour les enseignants
-- groupe : groupe ; vide s'il n'est pas nommé
-- nombre : combien
-- commune : code INSEE de l'établissement
-- cycle : cycle du niveau
-- degre : degré du niveau, à défaut celui de l'établissement
-- degre_etablissement : degré de l'établissement
-- est_reseau : vrai si l'établissement est du réseau cette année-là
select
    l.*,
    e.code_insee as commune,
    n.cycle,
    coalesce(n.degre, e.degre) as degre,
    e.degre as degre_etablissement,
    r.etablissement is not null as est_reseau
from lignes_comptees as l
left join sujets.etablissement as e on l.etablissement = e.sujet
left join niveaux as n on l.niveau = n.niveau
left join etablissements_du_reseau as r
    on
        l.annee_scolaire = r.annee_scolaire
        and l.etablissement = r.etablissement

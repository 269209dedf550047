-- One row per organisme.
--
-- Les organismes : collectivités, services de l'État, associations…
--
-- code : code de l'organisme
-- nom : nom
-- nature : nature
-- libelle_nature : nom de la nature
-- siren : numéro SIREN
-- code_insee : code INSEE de la commune
-- etat : état
-- libelle_etat : nom de l'état
-- est_inscrit : vrai tant que l'organisme n'est pas retiré
-- est_incomplet : vrai si une cause manque au journal
select
    o.sujet,
    o.code,
    o.nom,
    o.nature,
    m.libelle as libelle_nature,
    o.siren,
    o.code_insee,
    o.etat,
    e.libelle as libelle_etat,
    not e.est_ferme as est_inscrit,
    o.est_incomplet
from sujets.organisme as o
left join mots as m
    on
        o.nature = m.mot
        and m.type = 'OrganismeInscrit'
        and m.champ = 'nature'
left join etats as e on o.etat = e.etat and e.nature = 'organisme'

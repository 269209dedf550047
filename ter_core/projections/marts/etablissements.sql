-- One row per établissement, as it stands on the observation date.
--
-- Les écoles, collèges et lycées, et leur effectif de l'année scolaire en
-- cours : le dernier de chaque niveau, à défaut ceux de ses classes ; celui
-- d'un cycle où aucun niveau n'est connu.
--
-- code : code de l'établissement
-- uai : UAI
-- nom : nom
-- nature : nature
-- libelle_nature : nom de la nature
-- degre : degré, 1D ou 2D
-- libelle_degre : nom du degré
-- secteur : secteur
-- libelle_secteur : nom du secteur
-- code_insee : code INSEE de la commune
-- nom_commune : nom de la commune ; vide si elle n'est pas du territoire
-- rpi : regroupement pédagogique
-- etat : état
-- libelle_etat : nom de l'état
-- date_rattachement : date où il entre dans le réseau
-- effectif : élèves cette année ; vide s'il n'est pas constaté
-- nb_enseignants : enseignants cette année ; vide s'il n'est pas constaté
-- date_effectif : date du dernier constat de l'année
-- est_reseau : vrai s'il est du réseau : dans une commune du territoire, et non
--     retiré
-- est_conflit : vrai si deux saisies se contredisent
-- est_incomplet : vrai si une cause manque au journal
with lus as ( -- noqa: ST03
    from faits
),

constates as (
    select
        e.*,
        bool_or(e.groupe = '') over (
            partition by e.etablissement, e.population, e.niveau, e.cycle
        ) as a_total,
        bool_or(e.niveau is not null) over (
            partition by e.etablissement, e.population, e.cycle
        ) as a_niveau
    from effectifs_de('lus') as e
    where e.annee_scolaire = annee_scolaire(date_observation())
),

effectifs_du_jour as (
    select
        etablissement,
        sum(dernier) filter (
            where
            population = 'eleves'
            and (groupe = '' or not a_total)
            and (niveau is not null or not a_niveau)
        )::bigint as effectif,
        max(dernier) filter (
            where population = 'enseignants'
        ) as nb_enseignants,
        max(date_constat) as date_constat
    from constates
    group by etablissement
)

select
    e.sujet,
    e.code,
    e.uai,
    e.nom,
    e.nature,
    m.libelle as libelle_nature,
    e.degre,
    d.libelle as libelle_degre,
    e.secteur,
    p.libelle as libelle_secteur,
    e.code_insee,
    c.nom as nom_commune,
    e.rpi,
    e.etat,
    t.libelle as libelle_etat,
    e.date_creation as date_rattachement,
    f.effectif,
    f.nb_enseignants,
    f.date_constat as date_effectif,
    coalesce(not t.est_ferme, true) and c.code_insee is not null as est_reseau,
    e.sujet in (select k.sujet from sujets_en_conflit as k) as est_conflit,
    e.est_incomplet
from sujets.etablissement as e
left join effectifs_du_jour as f on e.sujet = f.etablissement
left join communes_de('lus') as c on e.code_insee = c.code_insee
left join etats as t on e.etat = t.etat and t.nature = 'etablissement'
left join mots as m
    on
        e.nature = m.mot
        and m.type = 'EtablissementRattache'
        and m.champ = 'nature'
left join mots as d
    on
        e.degre = d.mot
        and d.type = 'EtablissementRattache'
        and d.champ = 'degre'
left join mots as p
    on
        e.secteur = p.mot
        and p.type = 'EtablissementRattache'
        and p.champ = 'secteur'

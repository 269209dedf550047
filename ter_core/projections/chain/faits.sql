-- One row per thing that the counting looks at, of several kinds.
--
-- Ce que regarde le comptage, lu en une fois : participations, actions,
-- établissements, années, effectifs, communes, axes, séances, décisions. Les
-- macros du comptage, dont le nom finit par « _de », prennent cette relation.
--
-- genre : participation, action, etablissement, annee, effectif, commune, axe,
--     seance ou decision
-- action : action d'une participation
-- jour : date d'une participation, d'un effectif ou d'une séance
-- lignes : groupes d'élèves d'une participation
-- equipes : équipes d'enseignants d'une participation
-- familles : familles présentes
-- accompagnateurs : adultes accompagnateurs présents
-- autres_professionnels : autres professionnels présents
-- partenaires : organismes que cite une participation
-- axe : axe d'une action ou d'une décision
-- nature : nature d'une action
-- etablissements : établissements d'une action
-- debut : premier jour d'une action
-- fin : dernier jour d'une action
-- nom : nom d'un établissement ou d'une commune, intitulé d'un axe
-- numero : numéro d'un axe
-- degre : degré d'un établissement
-- code_insee : code INSEE d'une commune, ou de celle d'un établissement
-- annee_scolaire : année scolaire ouverte
-- periodes : ses cinq périodes
-- id : événement qui constate un effectif
-- source : d'où vient un effectif
-- effectifs : lignes d'un effectif
-- nb_enseignants : enseignants d'un établissement
select -- noqa: AM07
    'participation' as genre,
    sujet,
    action,
    date_creation as jour,
    lignes,
    enseignants as equipes,
    familles,
    accompagnateurs,
    autres_professionnels,
    partenaires
from sujets.participation
where date_creation is not null
union all by name
select
    'action' as genre,
    sujet,
    axe,
    nature,
    etablissements,
    debut,
    fin,
    etat
from sujets.action
union all by name
select
    'etablissement' as genre,
    sujet,
    nom,
    degre,
    code_insee,
    etat,
    date_etat,
    date_creation
from sujets.etablissement
union all by name
select
    'annee' as genre,
    sujet,
    annee_scolaire,
    periodes
from sujets.annee
union all by name
select
    'effectif' as genre,
    sujet,
    id,
    profondeur,
    survenu_le as jour,
    source,
    lignes as effectifs,
    enseignants as nb_enseignants
from evenements.effectif_constate
union all by name
select
    'commune' as genre,
    c.sujet,
    c.une.code_insee,
    c.une.nom
from (
    select
        sujet,
        unnest(communes) as une
    from sujets.territoire
) as c
union all by name
select
    'axe' as genre,
    sujet,
    numero,
    intitule as nom
from sujets.axe
union all by name
select
    'seance' as genre,
    sujet,
    debut::date as jour,
    etat
from sujets.seance
union all by name
select
    'decision' as genre,
    sujet,
    axe,
    etat,
    date_etat,
    date_creation
from sujets.decision

-- One row per thing that the counting looks at, of several kinds.
--
-- Ce que regarde le comptage, lu en une fois : participations, actions,
-- établissements, années, effectifs, communes, axes, séances, décisions,
-- rencontres, organismes, instances. Les macros du comptage, dont le nom finit
-- par « _de », prennent cette relation.
--
-- genre : participation, rencontre, organisme, action, etablissement, annee,
--     effectif, commune, axe, seance, instance ou decision
-- action : action d'une participation, celle qui reste après une fusion
-- jour : date d'une participation, d'une rencontre, d'un effectif, d'une séance
-- du : premier jour d'une participation, s'il y en a plusieurs
-- lignes : groupes d'élèves d'une participation
-- equipes : équipes d'enseignants d'une participation
-- familles : familles présentes
-- accompagnateurs : adultes accompagnateurs présents
-- autres_professionnels : autres professionnels présents
-- partenaires : organismes que cite une participation ou une rencontre
-- instance : instance d'une séance
-- coorganisateurs : qui a préparé une séance avec la coordination
-- axe : axe d'une action ou d'une décision
-- nature : nature d'une action ou d'un organisme
-- etablissements : établissements d'une action
-- debut : premier jour d'une action
-- fin : dernier jour d'une action
-- nom : nom d'un établissement, d'une commune, d'un organisme, d'une instance,
--     intitulé d'un axe
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
    p.sujet,
    coalesce(f.dans, p.action) as action,
    p.date_creation as jour,
    p.du,
    p.lignes,
    p.enseignants as equipes,
    p.familles,
    p.accompagnateurs,
    p.autres_professionnels,
    p.partenaires
from sujets.participation as p
left join actions_fusionnees as f on p.action = f.sujet
where p.date_creation is not null
union all by name
select
    'rencontre' as genre,
    sujet,
    date_creation as jour,
    organismes as partenaires
from sujets.rencontre
where date_creation is not null
union all by name
select
    'organisme' as genre,
    sujet,
    nature,
    nom
from sujets.organisme
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
    etat,
    instance,
    coorganisateurs
from sujets.seance
union all by name
select
    'instance' as genre,
    sujet,
    nom
from sujets.instance
union all by name
select
    'decision' as genre,
    sujet,
    axe,
    etat,
    date_etat,
    date_creation
from sujets.decision

-- One row per dated thing that a measure of the bilan counts as it is.
--
-- Ce qui compte dans un chiffre du bilan sans se calculer : une rencontre, une
-- dépense, une initiative. Les participations, les projets, les séances et les
-- décisions ont leurs propres règles.
--
-- mesure : mesure qui le compte
-- piece : sujet ou événement qui le dit
-- unite : ce qui compte une fois, pour une mesure de choses différentes
-- nombre : ce qu'il ajoute à une somme
-- annee_scolaire : année où il compte
-- axe : axe qu'il dit ; vide s'il est celui de son action
-- action : action dont il est
-- nature : nature d'action qu'il dit
-- etablissement : établissement qu'il concerne
with comptes_un_par_un (type, mesure) as (
    values
    ('RencontreTenue', 'rencontres_tenues'),
    ('RelanceEmise', 'relances'),
    ('InitiativeProposee', 'initiatives_proposees'),
    ('InitiativeRetenue', 'initiatives_retenues'),
    ('RessourceMutualisee', 'ressources_mutualisees'),
    ('ActionEvaluee', 'actions_evaluees'),
    ('IndicateurMesure', 'indicateurs_mesures'),
    ('ReussiteRelevee', 'reussites_relevees'),
    ('DifficulteRelevee', 'difficultes_relevees'),
    ('PerspectiveProposee', 'perspectives_proposees'),
    ('SectionRedigee', 'sections_redigees'),
    ('BonnePratiqueReperee', 'bonnes_pratiques_reperees'),
    ('BonnePratiquePubliee', 'bonnes_pratiques_publiees'),
    ('BonnePratiqueReprise', 'bonnes_pratiques_reprises'),
    ('InformationDiffusee', 'informations_diffusees'),
    ('RetourRecu', 'retours_recus'),
    ('ObjectifFixe', 'objectifs_fixes'),
    ('AvenantSigne', 'avenants_signes'),
    ('ConvocationDiffusee', 'destinataires_informes'),
    ('ReleveDiffuse', 'destinataires_informes')
),

dits as (
    select
        c.mesure,
        e.type,
        e.id,
        e.sujet,
        e.survenu_le,
        e.donnees ->> '$.axe' as axe,
        e.donnees ->> '$.action' as action,
        e.donnees ->> '$.domaine' as domaine,
        e.donnees ->> '$.etablissement' as etablissement,
        e.donnees ->> '$.section' as section,
        unnest(
            case c.mesure
                when 'destinataires_informes'
                    then
                        from_json(
                            e.donnees -> '$.destinataires', '["VARCHAR"]'
                        )
                else [e.sujet]
            end
        ) as unite
    from evenements_appliques as e
    inner join comptes_un_par_un as c on e.type = c.type
    where e.est_lisible and not e.est_repris
),

evenementiels as (
    select
        d.mesure,
        d.id as piece,
        case d.type
            when 'ActionEvaluee' then coalesce(g.dans, d.sujet)
            when 'BonnePratiqueReprise'
                then concat_ws(' ', d.sujet, d.etablissement)
            when 'SectionRedigee' then concat_ws(' ', d.section, d.axe)
            else d.unite
        end as unite,
        1 as nombre,
        case d.type
            when 'SectionRedigee' then code_de(d.sujet)
            else annee_scolaire(d.survenu_le)
        end as annee_scolaire,
        case d.type
            when 'ObjectifFixe' then d.sujet
            when 'IndicateurMesure' then i.axe
            else d.axe
        end as axe,
        case d.type
            when 'ActionEvaluee' then coalesce(g.dans, d.sujet)
            when 'IndicateurMesure' then i.action
            when 'InitiativeRetenue' then null
            else d.action
        end as action,
        coalesce(d.domaine, n.domaine) as nature,
        d.etablissement
    from dits as d
    left join actions_fusionnees as g on d.sujet = g.sujet
    left join sujets.indicateur as i on d.sujet = i.sujet
    left join sujets.initiative as n on d.sujet = n.sujet
),

partenariats_dates as (
    select
        sujet,
        debut,
        coalesce(
            partenariat_jusqu_a(etat, date_etat, debut, fin),
            greatest(debut, date_observation())
        ) as jusqu_a
    from sujets.partenariat
    where debut is not null
),

partenaires_lies as (
    select -- noqa: AM07
        'partenariats_noues' as mesure,
        sujet,
        annee_scolaire(debut) as annee_scolaire
    from partenariats_dates
    union all
    select
        'partenariats_actifs' as mesure,
        sujet,
        unnest(annees_entre(debut, jusqu_a)) as annee_scolaire
    from partenariats_dates
),

finances as (
    select
        sujet,
        montant,
        annee_scolaire,
        action
    from sujets.financement
    where montant is not null
),

sommes as (
    select -- noqa: AM07
        ['financements_accordes'] as mesures,
        sujet as piece,
        montant,
        annee_scolaire,
        null as action
    from finances
    union all
    select
        if(
            d.nature = 'transport',
            ['depenses_engagees', 'depenses_transport'],
            ['depenses_engagees']
        ) as mesures,
        d.id as piece,
        d.montant,
        f.annee_scolaire,
        coalesce(g.dans, d.action) as action
    from evenements.depense_engagee as d
    inner join finances as f on d.sujet = f.sujet
    left join actions_fusionnees as g on d.action = g.sujet
),

conventions_datees as (
    select
        id,
        debut,
        coalesce(fin, date_observation()) as fin,
        unnest(signataires) as un
    from evenements.convention_signee
),

diagnostics as (
    select
        annee_scolaire(survenu_le) as annee_scolaire,
        arg_max(id, { 'p': profondeur, 'i': id }) as id,
        arg_max(len(constats), { 'p': profondeur, 'i': id }) as nombre
    from evenements.diagnostic_territorial_etabli
    group by all
)

select -- noqa: AM07
    mesure,
    piece,
    unite,
    nombre,
    annee_scolaire,
    axe,
    action,
    nature,
    etablissement
from evenementiels
union all by name
select
    mesure,
    sujet as piece,
    sujet as unite,
    annee_scolaire
from partenaires_lies
union all by name
select
    unnest(mesures) as mesure,
    piece,
    montant as nombre,
    annee_scolaire,
    action
from sommes
union all by name
select
    'signataires' as mesure,
    id as piece,
    un.organisme as unite,
    unnest(annees_entre(debut, fin)) as annee_scolaire
from conventions_datees
union all by name
select
    'constats' as mesure,
    id as piece,
    nombre,
    annee_scolaire
from diagnostics

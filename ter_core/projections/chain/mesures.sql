-- One row per measure of the bilan.
--
-- Ce que mesure le bilan, dans les mots où il le dit.
--
-- mesure : clé de la mesure
-- ordre : place dans le bilan
-- calcul : somme (de nombres), distincts (choses différentes) ou bornes
-- libelle : nom de la mesure
-- unite : ce qui est compté
-- definition : ce qu'elle compte, et ce qu'elle ne compte pas
-- ventilations : dimensions par lesquelles le bilan la donne
with definies (mesure, calcul, libelle, unite, ventilations, definition) as (
    values
    (
        'projets', 'distincts', 'Projets', 'projet',
        ['axe', 'nature', 'degre', 'etablissement', 'commune'],
        'Actions non annulées dont les dates rencontrent l’année scolaire.'
    ),
    (
        'projets_realises', 'distincts', 'Projets réalisés', 'projet',
        [
            'axe', 'nature', 'degre', 'cycle', 'niveau', 'etablissement',
            'commune', 'mois', 'periode'
        ],
        'Projets de l’année qui ont au moins une participation enregistrée '
        || 'cette année-là.'
    ),
    (
        'projets_interdegres', 'distincts', 'Projets inter-degrés', 'projet',
        ['axe', 'nature'],
        'Projets de l’année où sont venus des élèves d’au moins un '
        || 'établissement du premier degré et d’un du second.'
    ),
    (
        'participations', 'somme', 'Participations d’élèves',
        'participation',
        [
            'axe', 'nature', 'degre', 'cycle', 'niveau', 'etablissement',
            'commune', 'mois', 'periode'
        ],
        'Somme des élèves présents à chaque participation : un élève venu '
        || 'trois fois y compte trois fois.'
    ),
    (
        'eleves_touches', 'bornes', 'Élèves touchés', 'élève',
        [
            'axe', 'nature', 'degre', 'cycle', 'niveau', 'etablissement',
            'commune', 'mois', 'periode'
        ],
        'Élèves différents venus au moins une fois, entre deux bornes : aucun '
        || 'n’est nommé, leur nombre exact ne se connaît pas toujours.'
    ),
    (
        'eleves_effectif', 'somme', 'Élèves du réseau', 'élève',
        ['degre', 'cycle', 'niveau', 'etablissement', 'commune'],
        'Dernier effectif constaté dans l’année, des établissements du '
        || 'réseau qui en ont un.'
    ),
    (
        'etablissements_touches', 'distincts', 'Établissements touchés',
        'établissement', ['axe', 'nature', 'degre'],
        'Établissements du réseau dont des élèves sont venus au moins une fois.'
    ),
    (
        'communes_touchees', 'distincts', 'Communes touchées', 'commune',
        ['axe', 'nature'],
        'Communes du territoire dont une école ou un collège a eu des élèves '
        || 'présents au moins une fois.'
    ),
    (
        'participations_enseignants', 'somme',
        'Participations d’enseignants', 'participation',
        [
            'axe', 'nature', 'degre', 'etablissement', 'commune', 'mois',
            'periode'
        ],
        'Somme des enseignants présents à chaque participation.'
    ),
    (
        'enseignants_touches', 'bornes', 'Enseignants touchés', 'enseignant',
        [
            'axe', 'nature', 'degre', 'etablissement', 'commune', 'mois',
            'periode'
        ],
        'Enseignants différents venus au moins une fois, entre deux bornes ; '
        || 'leur degré est celui de leur établissement.'
    ),
    (
        'enseignants_effectif', 'somme', 'Enseignants du réseau', 'enseignant',
        ['degre', 'etablissement', 'commune'],
        'Dernier nombre d’enseignants constaté dans l’année, des '
        || 'établissements du réseau qui en ont un.'
    ),
    (
        'familles', 'somme', 'Participations de familles', 'participation',
        ['axe', 'nature', 'mois', 'periode'],
        'Somme des familles présentes à chaque participation.'
    ),
    (
        'accompagnateurs', 'somme', 'Participations d’accompagnateurs',
        'participation', ['axe', 'nature'],
        'Somme des adultes accompagnateurs à chaque participation.'
    ),
    (
        'autres_professionnels', 'somme',
        'Participations d’autres professionnels', 'participation',
        ['axe', 'nature'],
        'Somme des autres professionnels présents à chaque participation.'
    ),
    (
        'partenaires_mobilises', 'distincts', 'Partenaires mobilisés',
        'partenaire', ['axe', 'nature'],
        'Organismes différents que cite au moins une participation ou une '
        || 'rencontre de l’année.'
    ),
    (
        'interventions', 'somme', 'Interventions de partenaires',
        'intervention', ['axe', 'nature'],
        'Fois où une participation ou une rencontre cite un partenaire : une '
        || 'association venue deux fois en fait deux.'
    ),
    (
        'collectivites_mobilisees', 'distincts', 'Collectivités mobilisées',
        'collectivité', ['axe', 'nature'],
        'Communes, intercommunalités, départements et régions parmi les '
        || 'partenaires mobilisés.'
    ),
    (
        'partenariats_noues', 'distincts', 'Partenariats noués',
        'partenariat', []::varchar[],
        'Partenariats dont le premier jour est dans l’année scolaire.'
    ),
    (
        'partenariats_actifs', 'distincts', 'Partenariats en vigueur',
        'partenariat', []::varchar[],
        'Partenariats en vigueur au moins un jour de l’année scolaire.'
    ),
    (
        'rencontres_tenues', 'distincts', 'Rencontres',
        'rencontre', []::varchar[],
        'Rencontres avec des partenaires ou entre équipes, hors des '
        || 'instances.'
    ),
    (
        'signataires', 'distincts', 'Signataires de la convention',
        'organisme', []::varchar[],
        'Organismes signataires d’une convention en vigueur au moins un '
        || 'jour de l’année scolaire.'
    ),
    (
        'seances_tenues', 'distincts', 'Séances tenues', 'séance',
        ['instance'],
        'Séances des instances tenues dans l’année scolaire.'
    ),
    (
        'decisions_adoptees', 'distincts', 'Décisions adoptées', 'décision',
        ['axe'],
        'Décisions adoptées dans l’année scolaire, en séance ou entre deux.'
    ),
    (
        'decisions_executees', 'distincts', 'Décisions exécutées', 'décision',
        ['axe'],
        'Décisions exécutées dans l’année scolaire, quelle que soit celle où '
        || 'elles ont été adoptées.'
    ),
    (
        'seances_coorganisees', 'distincts', 'Séances coorganisées',
        'séance', ['instance'],
        'Séances tenues dont l’organisation est partagée avec une autre '
        || 'fonction.'
    ),
    (
        'releves_diffuses', 'distincts', 'Relevés diffusés',
        'relevé', ['instance'],
        'Séances tenues dans l’année scolaire dont le relevé de '
        || 'conclusions est diffusé.'
    ),
    (
        'relances', 'somme', 'Relances',
        'relance', []::varchar[],
        'Relances envoyées sur une décision dans l’année scolaire.'
    ),
    (
        'destinataires_informes', 'distincts', 'Destinataires informés',
        'destinataire', []::varchar[],
        'Fonctions et organismes différents qui ont reçu au moins une '
        || 'convocation ou un relevé.'
    ),
    (
        'participations_formation', 'somme',
        'Participations d’enseignants aux formations', 'participation',
        ['axe', 'degre', 'etablissement', 'commune'],
        'Somme des enseignants présents aux actions de formation.'
    ),
    (
        'sejours', 'distincts', 'Séjours',
        'séjour', ['axe', 'nature'],
        'Participations de plusieurs jours de suite.'
    ),
    (
        'initiatives_proposees', 'distincts', 'Initiatives proposées',
        'initiative', ['nature'],
        'Idées proposées dans l’année scolaire, par domaine.'
    ),
    (
        'initiatives_retenues', 'distincts', 'Initiatives retenues',
        'initiative', ['nature'],
        'Idées retenues dans l’année scolaire : une action en est née.'
    ),
    (
        'actions_evaluees', 'distincts', 'Actions évaluées',
        'action', ['axe', 'nature'],
        'Actions évaluées au moins une fois dans l’année scolaire.'
    ),
    (
        'indicateurs_mesures', 'distincts', 'Indicateurs mesurés',
        'indicateur', ['axe'],
        'Indicateurs mesurés au moins une fois dans l’année scolaire.'
    ),
    (
        'reussites_relevees', 'distincts', 'Réussites relevées',
        'réussite', ['axe', 'nature'],
        'Réussites relevées dans l’année scolaire pour le bilan.'
    ),
    (
        'difficultes_relevees', 'distincts', 'Difficultés relevées',
        'difficulté', ['axe', 'nature'],
        'Difficultés relevées dans l’année scolaire pour le bilan.'
    ),
    (
        'perspectives_proposees', 'distincts', 'Perspectives proposées',
        'perspective', ['axe', 'nature'],
        'Perspectives proposées dans l’année scolaire pour le bilan.'
    ),
    (
        'sections_redigees', 'distincts', 'Sections rédigées',
        'section', []::varchar[],
        'Sections rédigées du bilan de l’année scolaire, axe par axe.'
    ),
    (
        'ressources_mutualisees', 'distincts', 'Ressources mutualisées',
        'ressource', []::varchar[],
        'Ressources mises à la disposition du réseau dans l’année '
        || 'scolaire.'
    ),
    (
        'bonnes_pratiques_reperees', 'distincts', 'Bonnes pratiques repérées',
        'bonne pratique', []::varchar[],
        'Bonnes pratiques repérées dans l’année scolaire.'
    ),
    (
        'bonnes_pratiques_publiees', 'distincts', 'Bonnes pratiques publiées',
        'bonne pratique', []::varchar[],
        'Bonnes pratiques dont la fiche est publiée dans l’année '
        || 'scolaire.'
    ),
    (
        'bonnes_pratiques_reprises', 'distincts',
        'Reprises de bonnes pratiques', 'reprise',
        ['degre', 'etablissement', 'commune'],
        'Établissements qui reprennent une bonne pratique dans l’année '
        || 'scolaire, chacun une fois par pratique.'
    ),
    (
        'informations_diffusees', 'distincts', 'Informations diffusées',
        'information', []::varchar[],
        'Informations envoyées à des publics du réseau dans l’année '
        || 'scolaire.'
    ),
    (
        'retours_recus', 'somme', 'Retours reçus',
        'retour', []::varchar[],
        'Réponses reçues aux informations dans l’année scolaire.'
    ),
    (
        'financements_accordes', 'somme', 'Financements accordés',
        'centime', []::varchar[],
        'Sommes accordées pour l’année scolaire.'
    ),
    (
        'depenses_engagees', 'somme', 'Dépenses engagées',
        'centime', ['axe', 'nature'],
        'Dépenses engagées sur les financements de l’année scolaire.'
    ),
    (
        'depenses_transport', 'somme', 'Dépenses de transport',
        'centime', ['axe', 'nature'],
        'Dépenses de transport engagées sur les financements de l’année '
        || 'scolaire.'
    ),
    (
        'objectifs_fixes', 'somme', 'Objectifs fixés',
        'objectif', ['axe'],
        'Objectifs des axes fixés dans l’année scolaire.'
    ),
    (
        'avenants_signes', 'somme', 'Avenants signés',
        'avenant', []::varchar[],
        'Avenants à la convention signés dans l’année scolaire.'
    ),
    (
        'constats', 'somme', 'Constats du diagnostic',
        'constat', []::varchar[],
        'Constats du dernier diagnostic territorial établi dans l’année '
        || 'scolaire.'
    )
)

select
    mesure,
    row_number() over () as ordre,
    calcul,
    libelle,
    unite,
    definition,
    list_prepend('ensemble', ventilations) as ventilations
from definies

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
        'Organismes différents que cite au moins une participation de l’année.'
    ),
    (
        'interventions', 'somme', 'Interventions de partenaires',
        'intervention', ['axe', 'nature'],
        'Fois où une participation cite un partenaire : une association venue '
        || 'deux fois en fait deux.'
    ),
    (
        'seances_tenues', 'distincts', 'Séances tenues', 'séance',
        []::varchar[],
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

"""The lists of each rubrique, in the order of its second line of tabs."""

from __future__ import annotations

from attrs import evolve

from ter_tui.listed import Listing

__all__ = [
    "ACTIONS",
    "DECISIONS",
    "EVALUATION",
    "JOURNAL",
    "PARTICIPATIONS",
    "RESEAU",
    "SEANCES",
]

_OPEN = Listing(
    "Ouvertes",
    "suivi",
    "decision",
    creates=("DecisionAdoptee",),
    order=(
        "code_affiche", "libelle", "libelle_etat", "echeance", "nb_jours_retard", "responsables",
    ),
)  # fmt: skip
_PROJECTS = Listing(
    "Formations",
    "formations",
    "action",
    creates=("ActionInscrite",),
    order=("code_affiche", "intitule", "realisation", "debut"),
)

SEANCES = (
    Listing(
        "Séances",
        "seances",
        "seance",
        creates=("SeanceProgrammee",),
        order=("code_affiche", "debut", "libelle_instance", "libelle_etat"),
        last_first=True,
    ),
    Listing(
        "Calendrier",
        "calendrier",
        mixed=True,
        key_column="code_affiche",
        creates=("SeanceProgrammee", "DecisionAdoptee"),
        order=("date", "heure", "libelle", "nature", "code_affiche", "libelle_etat"),
    ),
    Listing(
        "Instances",
        "instances",
        "instance",
        creates=("InstanceCreee",),
        order=("code", "nom", "nb_tenues_annee", "minimum", "nb_manquantes", "prochaine_seance"),
    ),
)
DECISIONS = (
    _OPEN,
    evolve(
        _OPEN,
        name="En retard",
        params={"en_retard": True},
        order=("code_affiche", "libelle", "nb_jours_retard", "echeance", "responsables"),
    ),
    evolve(_OPEN, name="Toutes", params={"toutes": True}),
    Listing(
        "À relancer",
        "relancer",
        "decision",
        key_column="code_affiche",
        order=("code_fonction", "libelle", "code_affiche", "nb_jours_retard", "nb_relances"),
        hint="Une relance se propose pour une échéance passée, une fois par semaine.",
    ),
)
ACTIONS = (
    Listing(
        "Actions",
        "actions",
        "action",
        creates=("ActionInscrite",),
        order=("code_affiche", "intitule", "feu", "libelle_avancement", "debut", "fin"),
    ),
    Listing(
        "Idées",
        "initiatives",
        "initiative",
        creates=("InitiativeProposee",),
        order=("code_affiche", "idee", "libelle_etat", "date_proposition"),
    ),
    _PROJECTS,
    evolve(_PROJECTS, name="Liaisons", question="liaisons"),
    evolve(
        _PROJECTS,
        name="Inter-degrés",
        question="interdegres",
        hint="Une action le devient quand des élèves des deux degrés y participent.",
    ),
    evolve(_PROJECTS, name="Concertations", question="concertations"),
    evolve(_PROJECTS, name="Familles", question="familles"),
    evolve(_PROJECTS, name="Culture et sport", question="culture-sport"),
    Listing(
        "Financements",
        "financements",
        "financement",
        creates=("FinancementAccorde", "DepenseEngagee"),
    ),
)
PARTICIPATIONS = (
    Listing(
        "Participations",
        "participations",
        "participation",
        creates=("ParticipationEnregistree",),
        key_column="id_court",
        order=(
            "date_participation",
            "intitule_action",
            "nb_eleves",
            "nb_enseignants",
            "code_action",
        ),
        last_first=True,
    ),
    Listing(
        "Élèves touchés",
        "eleves-touches",
        "etablissement",
        key_column="etablissement",
        hint="Ces nombres se font des participations.",
    ),
    Listing(
        "Enseignants touchés",
        "enseignants-touches",
        "etablissement",
        key_column="etablissement",
        hint="Ces nombres se font des participations.",
    ),
    Listing(
        "Couverture",
        "couverture",
        "etablissement",
        key_column="valeur",
        only=("dimension", "etablissement"),
        hint="Elle se fait des effectifs des établissements et des participations.",
    ),
)
RESEAU = (
    Listing(
        "Établissements",
        "etablissements",
        "etablissement",
        creates=("EtablissementRattache",),
        order=("code", "nom", "nom_commune", "effectif"),
    ),
    Listing(
        "Effectifs",
        "effectifs",
        "etablissement",
        order=("code_etablissement", "libelle_niveau", "groupe", "effectif"),
        hint="Choisissez un établissement, puis a : Effectif constaté.",
    ),
    Listing(
        "Fonctions",
        "acteurs",
        "acteur",
        creates=("ActeurInscrit",),
        order=("code", "qualite", "libelles_roles", "libelle_etat"),
    ),
    Listing(
        "Organismes",
        "organismes",
        "organisme",
        creates=("OrganismeInscrit",),
        order=("code", "nom", "libelle_nature", "libelle_etat"),
    ),
    Listing(
        "Partenariats",
        "partenariats",
        "partenariat",
        creates=("PartenariatNoue",),
        order=("code_affiche", "objet", "libelle_situation", "nom_organisme"),
    ),
    Listing(
        "Rencontres",
        "rencontres",
        "rencontre",
        creates=("RencontreTenue",),
        key_column="id_court",
        order=("date_rencontre", "objet", "organismes", "etablissements"),
        last_first=True,
    ),
    Listing("Informations", "informations", "information", creates=("InformationDiffusee",)),
    Listing(
        "Axes",
        "axes",
        "axe",
        creates=("AxeDefini",),
        order=("code", "intitule", "nb_actions", "nb_decisions", "nb_decisions_ouvertes"),
    ),
    Listing(
        "Convention",
        "convention",
        "territoire",
        alone=True,
        creates=("ConventionSignee", "AvenantSigne", "DiagnosticTerritorialEtabli"),
        key_column="code",
        order=("nature", "libelle", "complement", "date"),
    ),
    Listing(
        "Missions",
        "missions",
        "mission",
        creates=("MissionConfiee",),
        order=("code_affiche", "libelle_situation", "annee_scolaire", "debut", "fin", "quotite"),
    ),
    Listing(
        "Années",
        "sujets",
        "annee",
        params={"nature": ("annee",)},
        creates=("AnneeOuverte",),
        order=("code_affiche", "libelle_etat", "date_creation"),
    ),
    Listing(
        "Territoire",
        "sujets",
        "territoire",
        params={"nature": ("territoire",)},
        order=("libelle", "libelle_etat", "date_creation"),
    ),
)
EVALUATION = (
    Listing("Évaluations", "evaluations", "action", hint="Appuyez sur e pour évaluer une action."),
    Listing("Indicateurs", "indicateurs", "indicateur", creates=("IndicateurDefini",)),
    Listing(
        "Appréciations",
        "appreciations",
        "appreciation",
        creates=("ReussiteRelevee", "DifficulteRelevee", "PerspectiveProposee"),
        key_column="id_court",
        order=("date_appreciation", "texte", "libelle_nature", "code_axe"),
        last_first=True,
    ),
    Listing(
        "Bonnes pratiques",
        "bonnes-pratiques",
        "bonne_pratique",
        creates=("BonnePratiqueReperee",),
    ),
    Listing(
        "Ressources",
        "ressources",
        "ressource",
        creates=("RessourceMutualisee",),
        order=("code_affiche", "titre", "libelles_niveaux"),
    ),
    Listing("Comparer", "comparer", hint="Donnez deux dates, ou deux années scolaires."),
)
JOURNAL = (
    Listing(
        "Événements",
        "evenements",
        mixed=True,
        key_column="id_court",
        order=("survenu_le", "libelle", "code_affiche", "code_auteur"),
    ),
    Listing(
        "Chercher un texte",
        "chercher",
        mixed=True,
        key_column="evenement",
        order=("survenu_le", "texte", "libelle", "code_affiche"),
        hint="Donnez un mot ou deux : ils sont cherchés dans tous les textes du journal.",
    ),
    Listing(
        "Passation",
        "passation",
        mixed=True,
        key_column="sujet",
        order=("fonction", "libelle", "nature", "code", "date", "libelle_etat"),
    ),
    Listing("Tous les sujets", "sujets", mixed=True),
    Listing(
        "Conflits",
        "conflits",
        mixed=True,
        order=("code_affiche", "libelle_champ", "valeur", "auteur", "autre_valeur", "autre_auteur"),
    ),
    Listing(
        "Postes",
        "sujets",
        "poste",
        params={"nature": ("poste",)},
        order=("libelle", "code_affiche", "libelle_etat", "date_creation"),
    ),
)

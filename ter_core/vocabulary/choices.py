"""Closed lists: the stored word (ASCII) and the label people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = [
    "Apport",
    "Avancement",
    "Choice",
    "Dimension",
    "DimensionReseau",
    "EtatAvancement",
    "EtatBonnePratique",
    "EtatDecision",
    "EtatInitiative",
    "Feu",
    "Modalite",
    "NatureAction",
    "NatureDepense",
    "NatureEtablissement",
    "NatureInstance",
    "NatureOrganisme",
    "Public",
    "Role",
    "Secteur",
    "SectionBilan",
    "SensIndicateur",
    "SuiteAction",
    "Volet",
    "Zone",
]


class Choice(StrEnum):
    """A member is written `NAME = "stored", "label"`."""

    label: str

    def __new__(cls, stored: str, label: str) -> Self:
        """A text that also has a label."""
        member = str.__new__(cls, stored)
        member._value_ = stored
        member.label = label
        return member

    @classmethod
    def of(cls, stored: str) -> Self:
        """The member whose word is stored."""
        return cls._value2member_map_[stored]  # type: ignore[return-value]

    def names(self) -> tuple[str, ...]:
        """What may be typed for it, without regard to case or accents."""
        return (self.value, self.label)


class Zone(Choice):
    """Zone de vacances scolaires."""

    A = "A", "zone A"
    B = "B", "zone B"
    C = "C", "zone C"
    CORSE = "corse", "Corse"
    OUTRE_MER = "outre_mer", "outre-mer"


class Volet(Choice):
    """The three parts of a letter of mission."""

    COORDINATION = "coordination", "coordination"
    ACCOMPAGNEMENT = "accompagnement", "accompagnement"
    IMPULSION = "impulsion", "impulsion"


class NatureOrganisme(Choice):
    """What kind of body an organisme is."""

    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"
    ETAT = "etat", "État"
    PROTECTION_SOCIALE = "protection_sociale", "protection sociale"
    SANTE = "sante", "santé"
    PARC = "parc", "parc naturel"
    ASSOCIATION = "association", "association"
    ENTREPRISE = "entreprise", "entreprise"
    CULTURE = "culture", "culture"
    AUTRE = "autre", "autre"


class Role(Choice):
    """What a function does in the network."""

    IEN = "ien", "IEN"
    PILOTE = "pilote", "pilote"
    COORDINATION = "coordination", "coordination"
    PRINCIPAL = "principal", "principal de collège"
    DIRECTION = "direction", "direction d'école"
    REFERENT = "referent", "référent"
    ENSEIGNANT = "enseignant", "enseignant"
    ELU = "elu", "élu"
    PARTENAIRE = "partenaire", "partenaire"
    SERVICES = "services", "services de l'Éducation nationale"
    FAMILLES = "familles", "représentant des familles"
    AUTRE = "autre", "autre"


class NatureInstance(Choice):
    """What kind of meeting body an instance is."""

    COPIL = "copil", "comité de pilotage"
    COTECH = "cotech", "comité technique"
    CEC = "cec", "conseil école-collège"
    COMMISSION_EC = "commission_ec", "commission école-collège"
    CONSEIL_CYCLE3 = "conseil_cycle3", "conseil de cycle 3"
    GROUPE_TRAVAIL = "groupe_travail", "groupe de travail"
    REUNION = "reunion", "réunion"
    AUTRE = "autre", "autre"


class Apport(Choice):
    """What a partner brings."""

    FINANCIER = "financier", "apport financier"
    HUMAIN = "humain", "moyens humains"
    MATERIEL = "materiel", "matériel"
    LIEU = "lieu", "lieu d'accueil"
    EXPERTISE = "expertise", "expertise"


class Public(Choice):
    """Whom an information or a good practice is sent to."""

    EQUIPES_1D = "equipes_1d", "équipes du premier degré"
    EQUIPES_2D = "equipes_2d", "équipes du second degré"
    CIRCONSCRIPTION = "circonscription", "circonscription"
    PARTENAIRES = "partenaires", "partenaires"
    FAMILLES = "familles", "familles"


class Modalite(Choice):
    """How people meet."""

    PRESENTIEL = "presentiel", "en présence"
    VISIO = "visio", "en visioconférence"
    HYBRIDE = "hybride", "en présence et en visioconférence"


class NatureEtablissement(Choice):
    """What kind of school an établissement is."""

    ECOLE_MATERNELLE = "ecole_maternelle", "école maternelle"
    ECOLE_ELEMENTAIRE = "ecole_elementaire", "école élémentaire"
    ECOLE_PRIMAIRE = "ecole_primaire", "école primaire"
    COLLEGE = "college", "collège"
    LYCEE = "lycee", "lycée"
    AUTRE = "autre", "autre"


class Secteur(Choice):
    """Public or private."""

    PUBLIC = "public", "public"
    PRIVE_SOUS_CONTRAT = "prive_sous_contrat", "privé sous contrat"
    PRIVE_HORS_CONTRAT = "prive_hors_contrat", "privé hors contrat"


class NatureAction(Choice):
    """What an action is about, in the words of the letter of mission."""

    PEDAGOGIQUE = "pedagogique", "pédagogique"
    LIAISON = "liaison", "liaison école-collège"
    FORMATION = "formation", "formation"
    CONCERTATION = "concertation", "concertation"
    CULTURE = "culture", "culture"
    SPORT = "sport", "sport"
    SCIENCES_EDD = "sciences_edd", "sciences et développement durable"
    ORIENTATION_METIERS = "orientation_metiers", "orientation et métiers"
    NUMERIQUE = "numerique", "numérique"
    FAMILLE = "famille", "familles"
    SANTE = "sante", "santé"
    AUTRE = "autre", "autre"


class SuiteAction(Choice):
    """What an evaluation proposes for an action."""

    RECONDUIRE = "reconduire", "reconduire"
    ADAPTER = "adapter", "adapter"
    ARRETER = "arreter", "arrêter"


class NatureDepense(Choice):
    """What money was spent on."""

    TRANSPORT = "transport", "transport"
    INTERVENANT = "intervenant", "intervenant"
    MATERIEL = "materiel", "matériel"
    ENTREE = "entree", "entrées"
    AUTRE = "autre", "autre"


class SensIndicateur(Choice):
    """Which way the values of an indicator should go."""

    HAUSSE = "hausse", "à la hausse"
    BAISSE = "baisse", "à la baisse"


class Dimension(Choice):
    """What a figure of the bilan may be broken down by."""

    AXE = "axe", "axe"
    NATURE = "nature", "nature"
    DEGRE = "degre", "degré"
    CYCLE = "cycle", "cycle"
    NIVEAU = "niveau", "niveau"
    ETABLISSEMENT = "etablissement", "établissement"
    COMMUNE = "commune", "commune"
    MOIS = "mois", "mois"
    PERIODE = "periode", "période"


class DimensionReseau(Choice):
    """The parts of the network that coverage is told for."""

    DEGRE = "degre", "degré"
    CYCLE = "cycle", "cycle"
    NIVEAU = "niveau", "niveau"
    ETABLISSEMENT = "etablissement", "établissement"
    COMMUNE = "commune", "commune"


class SectionBilan(Choice):
    """The parts of a bilan that somebody writes."""

    SYNTHESE = "synthese", "synthèse"
    GOUVERNANCE = "gouvernance", "périmètre et gouvernance"
    REUSSITES = "reussites", "réussites"
    DIFFICULTES = "difficultes", "difficultés"
    PERSPECTIVES = "perspectives", "perspectives"
    PRIORITES = "priorites", "priorités de l'année suivante"


class EtatAvancement(Choice):
    """How an open decision progresses."""

    EN_COURS = "en_cours", "en cours"
    BLOQUEE = "bloquee", "bloquée"


class EtatDecision(Choice):
    """Where a decision stands."""

    A_FAIRE = "a_faire", "à faire"
    EN_COURS = "en_cours", "en cours"
    BLOQUEE = "bloquee", "bloquée"
    EXECUTEE = "executee", "exécutée"
    ABANDONNEE = "abandonnee", "abandonnée"
    REMPLACEE = "remplacee", "remplacée"


class EtatInitiative(Choice):
    """Where an idea stands."""

    PROPOSEE = "proposee", "proposée"
    RETENUE = "retenue", "retenue"
    ECARTEE = "ecartee", "écartée"


class EtatBonnePratique(Choice):
    """Where a good practice stands."""

    REPEREE = "reperee", "repérée"
    PUBLIEE = "publiee", "publiée"


class Avancement(Choice):
    """Where an action stands, from its dates and its participations."""

    A_VENIR = "a_venir", "à venir"
    EN_COURS = "en_cours", "en cours"
    REALISEE = "realisee", "réalisée"
    A_DOCUMENTER = "a_documenter", "passée, sans participation"
    SUSPENDUE = "suspendue", "suspendue"
    ANNULEE = "annulee", "annulée"


class Feu(Choice):
    """How much an action needs somebody's care."""

    VERT = "vert", "vert"
    ORANGE = "orange", "orange"
    ROUGE = "rouge", "rouge"
    GRIS = "gris", "gris"

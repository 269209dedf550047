"""Closed lists: the stored word (ASCII) and the label people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = [
    "Choice",
    "EtatAvancement",
    "EtatDecision",
    "Modalite",
    "NatureInstance",
    "NatureOrganisme",
    "Role",
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


class Modalite(Choice):
    """How people meet."""

    PRESENTIEL = "presentiel", "en présence"
    VISIO = "visio", "en visioconférence"
    HYBRIDE = "hybride", "en présence et en visioconférence"


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

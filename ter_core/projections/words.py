"""What columns mean that many views have under one name; a view's own words come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["COMMON", "meanings_of"]

COMMON: Mapping[str, str] = {
    "id": "Identifiant de l'événement",
    "sujet": "Sujet : sa nature et sa clé",
    "type": "Type d'événement",
    "version": "Version du contenu",
    "poste": "Poste de travail qui l'a écrit",
    "rang": "Place dans ce qu'a écrit ce poste",
    "apres": "Têtes du sujet que l'auteur connaissait",
    "profondeur": "1 de plus que le plus profond des événements qu'il suit",
    "survenu_le": "Date du fait",
    "enregistre_le": "Instant de l'enregistrement (UTC)",
    "auteur": "Acteur qui l'a enregistré",
    "origine": "Par quelle porte il est entré",
    "lot": "Lot enregistré d'un bloc : place, taille et premier événement",
    "cle": "Clé donnée pour ne pas enregistrer deux fois",
    "donnees": "Contenu, en JSON",
    "ordre": "Place dans l'histoire du sujet",
    "code": "Code enregistré",
    "code_affiche": "Code, suivi de « bis » s'il était déjà pris",
    "libelle": "Libellé en vigueur",
    "confirme": "Avertissements que l'auteur a confirmés, et pourquoi",
    "etat": "État à la date d'observation",
    "date_etat": "Date du fait qui l'a mis dans cet état",
    "evenement_etat": "Événement qui l'a mis dans cet état",
    "motif_etat": "Motif de cet événement",
    "evenement_creation": "Événement qui le crée",
    "date_creation": "Date de ce fait",
    "date_dernier_evenement": "Date du dernier fait qui le concerne",
    "nb_evenements": "Nombre de faits qui le concernent",
    "nb_tetes": "Événements que nul autre ne cite : plus d'un après un travail séparé",
    "est_incomplet": "Vrai si une cause manque au journal",
}


def meanings_of(columns: Iterable[str], own: Mapping[str, str]) -> dict[str, str]:
    """What each column of a view means.

    Raises:
        KeyError: a column that nobody explains.
    """
    return {column: own.get(column) or COMMON[column] for column in columns}

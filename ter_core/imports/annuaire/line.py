"""A line of the *Annuaire de l'éducation*: which school it describes, in the words of the log."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from ter_core.imports.annuaire.school_names import readable_name
from ter_core.imports.files.headings import Headings
from ter_core.imports.files.sheet import Row
from ter_core.vocabulary.choices import NatureEtablissement, Secteur
from ter_core.vocabulary.identifiers import CodeInsee, Uai
from ter_core.vocabulary.text import fold

__all__ = ["HEADINGS", "School", "State", "commune_of", "nature_of", "state_of", "uai_of"]

State = Literal["ouvert", "fermé", "à fermer", "à ouvrir"]

HEADINGS: Mapping[str, Sequence[str]] = {
    "uai": (
        "Identifiant_de_l_etablissement",
        "UAI",
        "Code UAI",
        "Numéro UAI",
        "Code établissement",
        "Numéro d'établissement",
    ),
    "nom": (
        "Nom_etablissement",
        "Nom de l'établissement",
        "Appellation officielle",
        "Appellation",
        "Nom",
    ),
    "type": ("Type_etablissement", "Type d'établissement"),
    "secteur": (
        "Statut_public_prive",
        "Secteur public/privé",
        "secteur_public_prive_libe",
        "Secteur d'enseignement",
        "Secteur",
    ),
    "contrat": ("Type_contrat_prive", "Type de contrat"),
    "insee": ("Code_commune", "Code INSEE", "Code INSEE de la commune", "Commune INSEE"),
    "commune": ("Nom_commune", "Libellé commune", "Commune", "Localité"),
    "maternelle": ("Ecole_maternelle", "École maternelle"),
    "elementaire": ("Ecole_elementaire", "École élémentaire"),
    "etat": ("etat", "État établissement", "Libellé état", "etat_etablissement_libe"),
    "rpi": ("rpi_disperse", "RPI dispersé", "RPI"),
    "nature": ("libelle_nature", "Libellé nature", "nature_uai_libe", "Nature"),
    "code_nature": ("code_nature", "nature_uai"),
}

_NO = frozenset(("", "0", "0 0", "non", "n", "faux", "false"))
_YES = frozenset(("1", "1 0", "oui", "o", "vrai", "true"))
_SHORT_UAI = re.compile(r"[0-9]{6}[A-Za-z]")  # a spreadsheet took its zero away
_KINDS = {
    "college": NatureEtablissement.COLLEGE,
    "lycee": NatureEtablissement.LYCEE,
    "ecole maternelle": NatureEtablissement.ECOLE_MATERNELLE,
    "ecole primaire": NatureEtablissement.ECOLE_PRIMAIRE,
    "ecole elementaire": NatureEtablissement.ECOLE_ELEMENTAIRE,
    "ecole de niveau elementaire": NatureEtablissement.ECOLE_ELEMENTAIRE,
}
_CODES = {
    "101": NatureEtablissement.ECOLE_MATERNELLE,
    "151": NatureEtablissement.ECOLE_ELEMENTAIRE,
    "340": NatureEtablissement.COLLEGE,
}
_STATES: Mapping[str, State] = {
    "ferme": "fermé",
    "3": "fermé",
    "a fermer": "à fermer",
    "2": "à fermer",
    "a ouvrir": "à ouvrir",
    "4": "à ouvrir",
}


@frozen(kw_only=True)
class School:
    """A school, as a line describes it; `rpi` is None where the file does not say.

    `tells_classes` says whether the line tells a primaire from an élémentaire: the official nature
    is the same for both.
    """

    line: int
    uai: Uai
    nom: str
    commune: str
    code_insee: CodeInsee
    nature: NatureEtablissement
    secteur: Secteur
    rpi: str | None = None
    tells_classes: bool = True

    @classmethod
    def read(cls, headings: Headings, row: Row, insee: str, nature: NatureEtablissement) -> School:
        """The school of a line, whose commune and nature are known.

        Raises:
            ValueError: its UAI, its commune or its name cannot be (in French).
        """
        nom = readable_name(headings.text(row, "nom"))
        if not nom:
            raise ValueError("Cet établissement n'a pas de nom.")
        rpi = headings.text(row, "rpi")
        return cls(
            line=row.number,
            uai=Uai(uai_of(headings, row)),
            nom=nom,
            commune=headings.text(row, "commune"),
            code_insee=CodeInsee(insee),
            nature=nature,
            secteur=_sector_of(headings, row),
            rpi=None if fold(rpi) in _NO | _YES else rpi,
            tells_classes=_by_classes(headings, row) is not None,
        )


def uai_of(headings: Headings, row: Row) -> str:
    """The UAI of a line, with the zero that a spreadsheet takes away."""
    said = headings.text(row, "uai").upper()
    return f"0{said}" if _SHORT_UAI.fullmatch(said) else said


def commune_of(headings: Headings, row: Row) -> str:
    """The INSEE code of a line, with the zero that a spreadsheet takes away."""
    said = headings.text(row, "insee").upper()
    return said.zfill(5) if said.isdigit() else said


def state_of(headings: Headings, row: Row) -> State:
    """Whether the school of a line takes pupils; it does where the line does not say."""
    said = fold(headings.text(row, "etat"))
    return next((state for start, state in _STATES.items() if said.startswith(start)), "ouvert")


def nature_of(headings: Headings, row: Row) -> NatureEtablissement | None:
    """What kind of school it is: an école by the classes it has, else as the line calls it."""
    nature, kind = fold(headings.text(row, "nature")), fold(headings.text(row, "type"))
    if nature.startswith("section"):  # a part of a school, under a number of its own
        return None
    said = next(
        (
            found
            for called in (nature, kind)
            for start, found in _KINDS.items()
            if called.startswith(start)
        ),
        _CODES.get(headings.text(row, "code_nature")),
    )
    if said and not said.startswith("ecole"):
        return said
    if said or kind.startswith("ecole") or not (nature or kind):
        return _by_classes(headings, row) or said
    return None


def _by_classes(headings: Headings, row: Row) -> NatureEtablissement | None:
    has = [fold(headings.text(row, name)) in _YES for name in ("maternelle", "elementaire")]
    if all(has):
        return NatureEtablissement.ECOLE_PRIMAIRE
    if has[0]:
        return NatureEtablissement.ECOLE_MATERNELLE
    return NatureEtablissement.ECOLE_ELEMENTAIRE if has[1] else None


def _sector_of(headings: Headings, row: Row) -> Secteur:
    # private means under contract, unless the line says that there is none
    sector, contract = fold(headings.text(row, "secteur")), fold(headings.text(row, "contrat"))
    if not sector.startswith("prive"):
        return Secteur.PUBLIC
    without = "hors contrat" in f"{sector} {contract}"
    return Secteur.PRIVE_HORS_CONTRAT if without else Secteur.PRIVE_SOUS_CONTRAT

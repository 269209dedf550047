"""One row of the network's sheet, understood: which function, where, in which instances, held by.

What cannot be understood refuses the row, with the nearest word that would have been.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from attrs import define, field, frozen

from ter_core.carnet.values import FIELDS, checked
from ter_core.errors import InvalidValue, TerError
from ter_core.events.fields import Title
from ter_core.imports.proposal import Remark
from ter_core.imports.reseau.columns import COLUMNS
from ter_core.imports.reseau.known import Meeting, Network, School
from ter_core.imports.reseau.naming import bare_name
from ter_core.vocabulary.choices import Choice, NatureInstance, NatureOrganisme, Role
from ter_core.vocabulary.identifiers import CodeInsee, Uai
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.text import fold

__all__ = ["Holder", "LineRefused", "Reader", "Row", "Wanted"]

_C = TypeVar("_C", bound=Choice)
_T = TypeVar("_T")
_BETWEEN = re.compile(r"[,;\n/+]")
_AND = re.compile(r"\bet\b", re.IGNORECASE)
_NEAR = 78  # of 100: « copile » is near « copil », « Gap » near no commune
_CALLED = {
    Role.IEN: "inspecteur inspectrice",
    Role.COORDINATION: "coordonnateur coordonnatrice coordinateur coordinatrice",
    Role.PRINCIPAL: "principale",
    Role.DIRECTION: "directeur directrice",
    Role.REFERENT: "référente",
    Role.ENSEIGNANT: "enseignante professeur professeure",
    Role.ELU: "élue maire adjoint adjointe",
    Role.FAMILLES: "parent parents",
}  # as people write them, beside their own names
_TITLE = Title("Texte")
_HEADINGS = {column.field: column.heading for column in COLUMNS}
_NAMED_AFTER_NATURE = (
    NatureInstance.GROUPE_TRAVAIL,
    NatureInstance.COMMISSION_EC,
    NatureInstance.REUNION,
)


class LineRefused(TerError):
    """A row that cannot be understood; the rest of the sheet can."""


@frozen(kw_only=True)
class Wanted:
    """An instance that a row names: one of the log, or one to create."""

    nature: NatureInstance
    nom: str
    known: Meeting | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Two rows mean the same one where this is the same."""
        return (self.nature, self.known.code if self.known else name_key(self.nom))


@frozen(kw_only=True)
class Holder:
    """Who holds the function, for the carnet."""

    nom: str
    courriel: str | None
    telephone: str | None


@frozen(kw_only=True)
class Row:
    """A row, understood; what it leaves blank is None or empty."""

    line: int
    qualite: str
    roles: tuple[Role, ...]
    code: str | None
    organisme: str | None
    nature: NatureOrganisme | None
    code_insee: CodeInsee | None
    school: School | None
    instances: tuple[Wanted, ...]
    preside: tuple[Wanted, ...]
    holder: Holder | None


@define
class Reader:
    """Reads rows against what the log knows; `remarks` says how the doubtful ones were read."""

    known: Network
    remarks: list[Remark] = field(factory=list)

    def read(self, line: int, cells: Mapping[str, str]) -> Row:
        """The row of these cells, by field; blank ones are left out.

        Raises:
            LineRefused: it cannot be understood.
        """
        for name in ("qualite", "organisme"):
            _check_title(cells.get(name))
        insee, school = self._place(line, cells)
        _check_nameless(cells)
        return Row(
            line=line,
            qualite=_needed(cells, "qualite", "la fonction"),
            roles=tuple(
                dict.fromkeys(
                    _choice(Role, one, "un rôle")
                    for one in _split(_AND.sub(",", _needed(cells, "roles", "le rôle")))
                )
            ),
            code=cells.get("code"),
            organisme=cells.get("organisme"),
            nature=_given(cells, "nature", lambda one: _choice(NatureOrganisme, one, "une nature")),
            code_insee=insee,
            school=school,
            instances=tuple(self._meeting(one) for one in _split(cells.get("instances", ""))),
            preside=tuple(self._meeting(one) for one in _split(cells.get("preside", ""))),
            holder=self._holder(line, cells),
        )

    def _place(self, line: int, cells: Mapping[str, str]) -> tuple[CodeInsee | None, School | None]:
        """The commune and the établissement that a row names, in one column or in two."""
        commune, uai, either = cells.get("commune"), cells.get("uai"), cells.get("lieu")
        has_body = "organisme" in cells
        if either and (Uai.form.fullmatch(either.upper()) or not (uai or has_body)):
            uai = uai or either
        elif either:
            commune = commune or either
        if uai:
            return self._commune(line, commune) if commune else None, self._school(line, uai)
        if commune and has_body and not self.known.commune(commune):
            schools = self.known.schools_called(commune)
            if len(schools) == 1:  # a body that sits in a school
                return None, schools[0]
        return self._commune(line, commune) if commune else None, None

    def _commune(self, line: int, typed: str) -> CodeInsee | None:
        try:
            return CodeInsee(self.known.commune(typed) or typed)
        except ValueError:
            if near := _nearest(typed, self.known.communes.values()):
                raise LineRefused(
                    f"« {typed} » n'est pas une commune du territoire.",
                    remedy=f"Vouliez-vous dire « {near} » ?",
                ) from None
        self.remarks.append(
            Remark(
                line=line,
                said=f"« {typed} » n'est pas une commune du territoire : elle n'est pas notée.",
                remedy="Pour qu'elle le soit, donnez son code INSEE.",
            )
        )
        return None

    def _school(self, line: int, typed: str) -> School:
        found = self.known.schools_called(typed)
        if len(found) == 1:
            return found[0]
        if found:
            raise LineRefused(
                f"« {typed} » est le nom de plusieurs établissements.",
                remedy=f"Donnez l'UAI : {', '.join(one.uai for one in found)}.",
            )
        if Uai.form.fullmatch(typed.upper()):
            raise LineRefused(
                _wrong_uai(typed) or f"« {typed} » n'est pas un établissement du réseau.",
                remedy="Importez d'abord l'annuaire (« ter importer annuaire ») ; « ter "
                "etablissements » donne les UAI connus.",
            )
        if insee := self.known.commune(typed):
            return self._only_school(line, typed, insee)
        near = _nearest(typed, [one.nom for one in self.known.schools])
        raise LineRefused(
            f"« {typed} » n'est ni un établissement du réseau, ni une de ses communes.",
            remedy=f"Vouliez-vous dire « {near} » ?"
            if near
            else "Donnez un UAI, ou nommez l'organisme.",
        )

    def _only_school(self, line: int, typed: str, insee: str) -> School:
        schools = self.known.schools_in(insee)
        if len(schools) != 1:
            raise LineRefused(
                f"« {typed} » est une commune : la ligne ne dit ni l'organisme ni l'établissement.",
                remedy="Nommez l'organisme, ou donnez l'UAI de l'établissement.",
            )
        self.remarks.append(
            Remark(
                line=line,
                said=f"« {typed} » : sans organisme, lu comme son seul établissement, "
                f"« {schools[0].nom} ».",
                remedy="Si ce n'est pas lui, nommez l'organisme.",
            )
        )
        return schools[0]

    def _meeting(self, typed: str) -> Wanted:
        wanted, code = name_key(typed), fold(typed).replace(" ", "-")
        for one in self.known.meetings:
            if code == one.code or wanted == name_key(one.nom):
                return Wanted(nature=one.nature, nom=one.nom, known=one)
        if (nature := _CHOICES[NatureInstance].get(fold(typed))) is not None:
            return self._of_nature(typed, NatureInstance.of(nature))
        for nature in _NAMED_AFTER_NATURE:
            if any(fold(typed).startswith(f"{fold(name)} ") for name in nature.names()):
                _check_title(typed)
                return Wanted(nature=nature, nom=typed[0].upper() + typed[1:])
        words = [word for choice in NatureInstance for word in choice.names()]
        near = _nearest(typed, [*words, *(one.nom for one in self.known.meetings)])
        raise LineRefused(
            f"« {typed} » n'est pas une instance connue.",
            remedy=f"Vouliez-vous dire « {near} » ?"
            if near
            else "Écrivez par exemple « copil », « cec » ou « groupe de travail natation », ou "
            "créez-la : « ter instance creer ».",
        )

    def _of_nature(self, typed: str, nature: NatureInstance) -> Wanted:
        same = [one for one in self.known.meetings if one.nature is nature]
        if len(same) > 1:
            raise LineRefused(
                f"« {typed} » : plusieurs instances sont de cette nature.",
                remedy=f"Donnez le code de l'une : {', '.join(one.code for one in same)}.",
            )
        if same:
            return Wanted(nature=nature, nom=same[0].nom, known=same[0])
        return Wanted(nature=nature, nom=nature.label[0].upper() + nature.label[1:])

    def _holder(self, line: int, cells: Mapping[str, str]) -> Holder | None:
        said = {name: cells[name] for name in FIELDS if name in cells}
        if said and "nom" not in said:
            self.remarks.append(
                Remark(
                    line=line,
                    said="Le courriel ou le téléphone est donné sans nom : il n'est pas noté.",
                    remedy="Le carnet est fait de personnes : donnez le nom.",
                )
            )
            return None
        try:
            found = {name: checked(name, value) for name, value in said.items()}
        except InvalidValue as error:  # what was typed is somebody's: it is not repeated
            label = FIELDS[error.where].label.lower()
            raise LineRefused(
                f"Le {label} n'a pas la forme qu'il faut.", remedy=error.remedy
            ) from None
        if not found:
            return None
        return Holder(
            nom=found["nom"], courriel=found.get("courriel"), telephone=found.get("telephone")
        )


_CHOICES: dict[type[Choice], dict[str, str]] = {
    cls: {fold(name): choice.value for choice in cls for name in choice.names()}
    for cls in (NatureInstance, NatureOrganisme, Role)
}
_CHOICES[Role] |= {
    fold(word): role.value for role, words in _CALLED.items() for word in words.split()
}


def _choice(cls: type[_C], typed: str, what: str) -> _C:
    stored = _CHOICES[cls].get(fold(typed))
    if stored is not None:
        return cls.of(stored)
    near = _nearest(typed, [name for choice in cls for name in choice.names()])
    every = ", ".join(choice.label for choice in cls)
    raise LineRefused(
        f"« {typed} » n'est pas {what} connu{'e' if what.startswith('une') else ''}.",
        remedy=f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {every}.",
    )


def _nearest(typed: str, words: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        typed, list(words), scorer=fuzz.ratio, processor=fold, score_cutoff=_NEAR
    )
    return found[0] if found else None


def _split(typed: str) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in _BETWEEN.split(typed) if one.strip()))


def _needed(cells: Mapping[str, str], name: str, what: str) -> str:
    if name in cells:
        return cells[name]
    raise LineRefused(f"Il manque {what}.", remedy="Remplissez cette case, ou retirez la ligne.")


def _given(cells: Mapping[str, str], name: str, read: Callable[[str], _T]) -> _T | None:
    return read(cells[name]) if name in cells else None


def _check_title(text: str | None) -> None:
    try:
        _TITLE.check(text or "-")
    except ValueError as error:
        raise LineRefused(f"« {(text or '')[:40]}… » : {error}", remedy="Abrégez.") from None


def _wrong_uai(typed: str) -> str:
    try:
        Uai(typed)
    except ValueError as error:
        return str(error)
    return ""


def _check_nameless(cells: Mapping[str, str]) -> None:
    """What goes to the log names nobody: not even who holds the function of that row."""
    words = bare_name(cells.get("nom", ""))
    nom, turned = " ".join(words), " ".join(reversed(words))
    for name in ("qualite", "organisme", "instances", "preside", "code"):
        told = f" {fold(cells.get(name, ''))} "
        if nom and any(f" {one} " in told for one in (nom, turned)):
            raise LineRefused(
                f"La case « {_HEADINGS[name]} » nomme une personne : le journal n'en nomme aucune.",
                remedy="Écrivez la fonction seule ; le nom a sa colonne, et va au carnet.",
            )

"""A field of a table, and a sort of table."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ter_core.vocabulary.choices import Choice

__all__ = ["ANYONE", "CLOSED", "Champ", "Reading", "Table"]

Reading = Literal[
    "texte", "numero", "code", "jour", "debut", "fin", "heure", "jours", "nombre", "montant",
    "choix", "choix_liste", "etat", "reference", "references", "niveaux", "groupe", "groupes",
    "equipes", "oui_non", "identifiant",
]  # fmt: skip
CLOSED: frozenset[Reading] = frozenset({"choix", "choix_liste", "etat", "reference", "references"})
"""Readings whose values people may have to put right one by one."""
ANYONE = ("acteur", "organisme")


@frozen
class Champ:
    """A field: how its cells are read, and the names under which it is met in tables.

    `column` is its column in what `ter` exports, where it is not called as the field is; `to` are
    the kinds that it may name, `choices` its closed list.
    """

    name: str
    label: str
    reading: Reading = "texte"
    names: tuple[str, ...] = ()
    column: str = ""
    to: tuple[str, ...] = ()
    choices: type[Choice] | None = None
    words: tuple[tuple[str, str], ...] = ()

    @property
    def exported(self) -> str:
        """The name of its column in an export."""
        return self.column or self.name


@frozen
class Table:
    """A sort of table: what each line is, the question that exports it, its fields.

    `needed` are the fields without which a line says nothing; a tuple, any of which will do.
    """

    name: str
    label: str
    question: str
    fields: tuple[Champ, ...]
    needed: tuple[str | tuple[str, ...], ...]
    kind: str = ""
    states: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def field(self, name: str) -> Champ | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)

"""The file in which people correct a mapping: sections of `clé = valeur`, with its explanations."""

from __future__ import annotations

import re
from pathlib import Path

from ter_core.errors import InvalidValue
from ter_core.imports.tableau.mapping import Mapping, one_line
from ter_core.imports.tableau.tables import TABLES, Champ, Table, table_named
from ter_core.log.durable import replace_atomically
from ter_core.vocabulary.text import fold

__all__ = ["mapping_text", "read_mapping", "write_mapping"]

_HEAD = """\
# Correspondance d'un tableau : comment le programme en lit les colonnes et les valeurs.
# Corrigez ce fichier, enregistrez-le, puis donnez-le à « ter importer tableau »
# avec l'option --correspondance.
#
# Une ligne qui commence par # n'est pas lue.
# « = ? » : le programme ne sait pas. Écrivez le code voulu.
# « = - » : cette valeur ne compte pas, comme si la cellule était vide.
"""
_SECTION = re.compile(r"\[(.+)\]")
_VALUES = re.compile(r"valeurs(?:\s*:)?\s+(\S+)")
_MAX = 1 << 20


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Write the file, or replace it, whole."""
    replace_atomically(path, mapping_text(mapping).encode(), 0o666)


def mapping_text(mapping: Mapping) -> str:
    """What the file holds."""
    table = mapping.sort
    lines = [
        _HEAD,
        "[tableau]",
        "# Ce que dit chaque ligne ; « contenu » est l'un de :",
        *_wrapped([one.name for one in TABLES]),
        f"contenu = {table.name}",
        "# Le numéro de la ligne qui porte les titres des colonnes.",
        f"titres = {mapping.header}",
        "",
        "[colonnes]",
        "# À gauche le champ, à droite le titre de la colonne (ou sa lettre : colonne C).",
        *(f"{name} = {heading}" for name, heading in mapping.columns.items()),
    ]
    if free := [one.name for one in table.fields if one.name not in mapping.columns]:
        lines += ["# Champs sans colonne :", *_wrapped(free)]
    if mapping.ignored:
        lines += ["# Colonnes qui ne sont pas lues :", *_wrapped(mapping.ignored)]
    lines += [
        "",
        "[par défaut]",
        "# Ce que vaut un champ quand sa cellule est vide, ou qu'il n'a pas de colonne. Exemple :",
        "# axe = transversal",
        *(f"{name} = {value}" for name, value in mapping.defaults.items()),
    ]
    for name, values in mapping.values.items():
        lines += ["", f"[valeurs : {name}]", *_explained(table.field(name))]
        for text, value in values.items():
            lines += _value(mapping, name, text, value)
    return "\n".join(lines) + "\n"


def _explained(champ: Champ | None) -> list[str]:
    if champ is None:
        return []
    if champ.choices:
        return [f"# {champ.label} : {', '.join(one.value for one in champ.choices)}."]
    if champ.to:
        return [f"# {champ.label} : à gauche ce que dit le tableau, à droite un code du journal."]
    return [f"# {champ.label}."]


def _value(mapping: Mapping, name: str, text: str, value: str | None) -> list[str]:
    left = f"«{text}»" if text[:1] in "#[«" or text != text.strip() else text
    if value is None:
        near = mapping.near.get((name, text), ())
        return [
            *([f"# codes proches : {', '.join(near)}"] if near else []),
            f"{left} = ?",
        ]
    return [f"{left} = {value or '-'}"]


def _wrapped(words: list[str] | tuple[str, ...]) -> list[str]:
    lines, line = [], "#  "
    for word in words:
        if len(line) + len(word) > 90 and line.strip("# "):
            lines.append(line.rstrip())
            line = "#  "
        line += f" {word},"
    return [*lines, line.rstrip(",")]


def read_mapping(path: Path) -> Mapping:
    """The mapping that a file holds.

    Raises:
        InvalidValue: it cannot be read, or a line of it; the place says which one.
    """
    return _Reader(path.name).read(_text(path))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes() if path.is_file() and path.stat().st_size <= _MAX else None
    except OSError:
        raw = None
    if raw is None:
        raise InvalidValue(
            "Ce fichier de correspondance ne peut pas être lu.",
            where=path.name,
            remedy="Donnez celui que le programme a proposé (--proposer).",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


class _Reader:
    """Reads a file line by line, and says where one cannot be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.section = ""
        self.table: Table | None = None
        self.header = 1
        self.columns: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        self.values: dict[str, dict[str, str | None]] = {}

    def read(self, text: str) -> Mapping:
        for number, raw in enumerate(text.splitlines(), start=1):
            self.number = number
            line = raw.strip()
            if not line or line.startswith("#"):
                continue
            if found := _SECTION.fullmatch(line):
                self._enter(found[1].strip())
            else:
                self._entry(line)
        if self.table is None:
            raise InvalidValue(
                "Il manque ce que contient le tableau.",
                where=self.name,
                remedy="Écrivez « contenu = decisions » dans la section [tableau].",
            )
        return Mapping(
            table=self.table.name,
            header=self.header,
            columns=self.columns,
            defaults=self.defaults,
            values=self.values,
        )

    def _enter(self, title: str) -> None:
        word = fold(title)
        if word in ("tableau", "colonnes", "par defaut"):
            self.section = word
        elif found := _VALUES.fullmatch(title.lower()):
            self.section = f"valeurs {self._field(found[1])}"
        else:
            raise self._bad(
                f"« [{title}] » n'est pas une section.",
                "Les sections sont [tableau], [colonnes], [par défaut] et [valeurs : champ].",
            )

    def _entry(self, line: str) -> None:
        many = self.section.startswith("valeurs")
        left, sign, right = line.rpartition("=") if many else line.partition("=")
        left, right = left.strip(), right.strip()
        if not sign or not left:
            raise self._bad(
                f"« {line} » n'a pas la forme « clé = valeur ».",
                "Remettez le signe =, ou un # devant une remarque.",
            )
        if many:
            self._stand_for(self.section.partition(" ")[2], left, right)
        elif self.section == "tableau":
            self._about(fold(left), right)
        elif self.section == "colonnes":
            if right:
                self.columns[self._field(left)] = right
        elif self.section == "par defaut":
            if right:
                self.defaults[self._field(left)] = right
        else:
            raise self._bad(
                "Cette ligne n'est dans aucune section.", "Mettez-la sous [colonnes], par exemple."
            )

    def _about(self, key: str, value: str) -> None:
        if key == "contenu":
            self.table = table_named(fold(value).replace(" ", "_"))
            if self.table is None:
                names = ", ".join(one.name for one in TABLES)
                raise self._bad(
                    f"« {value} » n'est pas une sorte de tableau.", f"Écrivez l'une de : {names}."
                )
        elif key == "titres":
            if not (value.isascii() and value.isdigit() and 0 < int(value) < 1_000_000):
                raise self._bad(
                    f"« {value} » n'est pas un numéro de ligne.", "Écrivez un nombre, comme 1."
                )
            self.header = int(value)
        else:
            raise self._bad(
                f"« {key} » n'est pas connu ici.", "Cette section contient contenu et titres."
            )

    def _stand_for(self, name: str, left: str, right: str) -> None:
        text = one_line(left.removeprefix("«").removesuffix("»")) if left[0] == "«" else left
        held = self.values.setdefault(name, {})
        held[one_line(text)] = None if right in ("?", "") else "" if right == "-" else right

    def _field(self, name: str) -> str:
        if self.table is None:
            raise self._bad(
                "Le contenu du tableau n'est pas encore dit.",
                "Mettez d'abord la section [tableau], avec « contenu = … ».",
            )
        wanted = fold(name).replace(" ", "_")
        for one in self.table.fields:
            if wanted in (one.name, fold(one.label).replace(" ", "_")):
                return one.name
        names = ", ".join(one.name for one in self.table.fields)
        raise self._bad(
            f"« {name} » n'est pas un champ de ce tableau ({self.table.label}).",
            f"Écrivez l'un de : {names}.",
        )

    def _bad(self, what: str, remedy: str) -> InvalidValue:
        return InvalidValue(what, where=f"{self.name}, ligne {self.number}", remedy=remedy)

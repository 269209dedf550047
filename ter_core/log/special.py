"""The few events whose meaning the log itself needs: erasures and witnesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from attrs import frozen

from ter_core.log.scan_types import FileScan
from ter_core.vocabulary.text import ERASED

__all__ = ["Special", "Witnessed", "special_of"]


@frozen
class Witnessed:
    """A line that somebody said existed: which, who says so (an event), and when."""

    poste: str
    rang: int
    empreinte: str
    event: str


@frozen
class Special:
    """Every erasure and witness of the log, those of hidden lots included until `without`."""

    values: tuple[dict[str, Any], ...]

    def without(self, hidden: set[str]) -> Special:
        """The same, less the lines whose hashes are in `hidden`."""
        return Special(tuple(one for one in self.values if one["empreinte"] not in hidden))

    @property
    def reprises(self) -> Mapping[str, bytes]:
        """For each event erased, the JSON to read instead; the highest (profondeur, id) decides.

        An erasure may itself be taken back in part: what it says then is its own reprise. Of what
        several postes erased, each on its own, a text stands only where none of them changed it.
        """
        found: dict[str, dict[str, Any]] = {}
        for named, (last, *others) in self._erasures().items():
            found[named] = last
            for other in others:
                found[named] = _agreed(found[named], other)
        return {named: orjson.dumps(reprise) for named, reprise in found.items()}

    @property
    def crossed(self) -> frozenset[str]:
        """The events of which several postes erased texts without agreeing."""
        return frozenset(
            named
            for named, (last, *others) in self._erasures().items()
            if any(other != last for other in others)
        )

    def _erasures(self) -> Mapping[str, list[dict[str, Any]]]:
        """Of each event erased, what the last erasure of each poste says, the highest first."""
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for one in reversed(self.values):
            if one["type"] != "ContenuEfface":
                continue
            mended = next(iter(found.get(one["id"], {}).values()), one["donnees"])
            said = mended or {}
            named, reprise = said.get("evenement"), said.get("reprise")
            if isinstance(named, str) and isinstance(reprise, dict):
                found.setdefault(named, {}).setdefault(one["poste"], reprise)
        return {named: list(by_poste.values()) for named, by_poste in found.items()}

    @property
    def erased_persons(self) -> frozenset[str]:
        """The files of the carnet that were erased, by their ids."""
        said = (one["donnees"].get("fichier") for one in self._of("IdentiteEffacee"))
        return frozenset(one for one in said if isinstance(one, str))

    @property
    def witnessed(self) -> tuple[Witnessed, ...]:
        """What the positions deposited in the log say existed, each line once."""
        found: dict[tuple[str, int, str], Witnessed] = {}
        for one in (*self._of("TemoinDepose"), *self._of("BilanArrete")):
            position = one["donnees"].get("position")
            for entry in position if isinstance(position, list) else ():
                line = _line_named(entry)
                if line is not None:
                    found.setdefault(line, Witnessed(*line, one["id"]))
        return tuple(found[line] for line in sorted(found))

    def _of(self, type_: str) -> list[dict[str, Any]]:
        return [one for one in self.values if one["type"] == type_ and one["donnees"] is not None]


def _agreed(one: Any, other: Any) -> Any:
    """What two erasures leave of the same payload: a text on which they differ is erased whole."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _agreed(one[key], other.get(key, one[key])) for key in one}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_agreed(*both) for both in zip(one, other, strict=True)]
    if isinstance(one, str) and isinstance(other, str) and one != other:
        return ERASED
    return one


def _line_named(entry: object) -> tuple[str, int, str] | None:
    if not isinstance(entry, dict):
        return None
    poste, rang, empreinte = entry.get("poste"), entry.get("rang"), entry.get("empreinte")
    if isinstance(poste, str) and type(rang) is int and isinstance(empreinte, str):
        return poste, rang, empreinte
    return None


def special_of(scans: Iterable[FileScan]) -> Special:
    """The special events of these files, each once, lowest (profondeur, id) first."""
    lines = {line for scan in scans for line in scan.special}
    values: dict[str, dict[str, Any]] = {}
    for line in sorted(lines):
        one = orjson.loads(line)
        known = values.get(one["empreinte"])
        if known is None or known["donnees"] is None:
            values[one["empreinte"]] = one
    return Special(tuple(sorted(values.values(), key=lambda one: (one["profondeur"], one["id"]))))

"""From what people type to full subjects and events: codes, numbers, ends of identifiers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from ter_core import events
from ter_core.errors import AmbiguousCode, InvalidValue, UnknownCode
from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf
from ter_core.events.declaration import KeyForm
from ter_core.events.fields import EventId, Kind, Lines, Ref, Refs
from ter_core.events.lines import line_fields
from ter_core.ledger.index import Index
from ter_core.vocabulary.identifiers import Uai
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import (
    NumberedCode,
    is_subject,
    kind_of,
    numbered_code,
    subject,
)
from ter_core.vocabulary.text import fold

__all__ = ["Names"]

_TAIL = re.compile(r"[0-9a-f-]{6,36}")
#: The question that lists a kind, where it is not called by its plural.
_LISTS = {
    "decision": "suivi --toutes",
    "annee": "evenements",
    "bonne_pratique": "bonnes-pratiques",
}
_LETTERS = {"D": "decision", "A": "action", "S": "seance"}


@frozen
class Names:
    """Resolves codes against an index, at a date.

    `refs` are the names given inside the lot, `coming` the subjects that it creates under a slug:
    an event may cite them before they stand.
    """

    index: Index
    today: date
    refs: Mapping[str, str]
    coming: frozenset[str] = frozenset()

    def event(self, event: Event) -> Event:
        """The event with every reference in full.

        Raises:
            UnknownCode, AmbiguousCode, InvalidValue: a code does not name one known subject.
        """
        changed = {}
        for name, kind in _referring(type(event)):
            value = getattr(event, name)
            if value is None or value == ():
                continue
            full = self._value(kind, value, f"champ « {name} »")
            if full is not value:
                changed[name] = full
        return event.with_values(**changed) if changed else event

    def subject(self, typed: str, kinds: Sequence[str], where: str) -> str:
        """The full subject that a code names among some kinds."""
        if typed.startswith("@"):
            return self._ref(typed, where)
        if is_subject(typed):
            return self._full(typed, kinds, where)
        found = list(dict.fromkeys(self._candidates(typed, kinds)))
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(typed, [self._listed(one) for one in found], where)
        raise self._unknown(typed, kinds, where)

    def event_id(self, typed: str, where: str) -> str:
        """The id of an event named by its id, the end of it, or the code of its subject."""
        if typed in self.index.events:
            return typed
        if _TAIL.fullmatch(typed):
            found = [event_id for event_id in self.index.events if event_id.endswith(typed)]
            if len(found) == 1:
                return found[0]
            if found:
                raise _ambiguous(typed, found, where)
        known = self.subject(typed, [s.kind for s in events.subjects()], where)
        heads = self.index.subjects[known].undoable() if known in self.index.subjects else []
        if len(heads) == 1:
            return heads[0]
        if heads:
            raise _ambiguous(typed, [f"{h} ({self.index.events[h].type})" for h in heads], where)
        raise UnknownCode(
            f"« {typed} » n'a plus d'événement à annuler.",
            where=where,
            remedy=f"Voyez `ter historique {typed}`.",
        )

    def _value(self, kind: Kind, value: Any, where: str) -> Any:
        if isinstance(kind, EventId):
            return self.event_id(value, where)
        if isinstance(kind, Refs):
            return _same(value, tuple(self._reference(kind, one, where) for one in value))
        if isinstance(kind, Ref):
            return self._reference(kind, value, where)
        if isinstance(kind, Lines):
            return _same(value, tuple(self._line(line, where) for line in value))
        if isinstance(kind, ChangesOf):
            specs = [(s.name, s.kind) for s in fields_of(kind.of) if hasattr(value, s.name)]
            return self._parts(value, specs, where)
        return value

    def _reference(self, kind: Ref, value: str, where: str) -> str:
        return value if value in kind.words else self.subject(value, kind.to, where)

    def _line(self, line: Any, where: str) -> Any:
        return self._parts(line, [(n, kind) for n, kind, _ in line_fields(type(line))], where)

    def _parts(self, value: Any, specs: Iterable[tuple[str, Kind]], where: str) -> Any:
        changed = {}
        for name, kind in specs:
            part = getattr(value, name)
            if part not in (None, ()) and name != "confirme":
                full = self._value(kind, part, f"{where}, {name}")
                if full is not part:
                    changed[name] = full
        return attrs.evolve(value, **changed) if changed else value

    def _ref(self, typed: str, where: str) -> str:
        if typed[1:] in self.refs:
            return self.refs[typed[1:]]
        raise UnknownCode(
            f"« {typed} » n'est nommé par aucune ligne précédente du lot.",
            where=where,
            remedy="Donnez ce nom (`ref`) à la ligne qui le crée, avant de le citer.",
        )

    def _full(self, typed: str, kinds: Sequence[str], where: str) -> str:
        if kind_of(typed) not in kinds:
            raise InvalidValue(
                f"« {typed} » n'est pas de la nature attendue ({_words(kinds)}).",
                where=where,
                remedy="Donnez le code d'un sujet de cette nature.",
            )
        # A poste is never typed, and the one a stream forked from may have gone with its folder.
        if self._stands(typed) or kind_of(typed) == "poste":
            return typed
        raise self._unknown(typed.partition(":")[2], kinds, where)

    def _candidates(self, typed: str, kinds: Sequence[str]) -> Iterable[str]:
        exact = [one for kind in kinds for one in self.index.codes.get((kind, typed), ())]
        if exact:
            yield from exact
            return
        if number := numbered_code(typed, AnneeScolaire.of(self.today)):
            kind = _LETTERS.get(number.letter, "")
            base = str(NumberedCode(number.letter, number.year, number.number))
            same = self.index.codes.get((kind, base), []) if kind in kinds else []
            if number.repeat:
                same = same[number.repeat : number.repeat + 1]
            yield from same
            return
        for kind in kinds:
            key = subject(kind, _key(kind, typed))
            if self._stands(key):
                yield key
        if _TAIL.fullmatch(typed):
            for kind in kinds:
                yield from (s for s in self.index.kinds.get(kind, ()) if s.endswith(typed))

    def _stands(self, full: str) -> bool:
        """Whether a subject is known, or comes with this lot."""
        return full in self.index.subjects or full in self.coming or self.index.exists(full)

    def _listed(self, found: str) -> str:
        name, key = self.index.name_of(found), found.partition(":")[2]
        return found if name == key else f"{name} ({key[-8:]})"

    def _unknown(self, typed: str, kinds: Sequence[str], where: str) -> UnknownCode:
        codes = [code for kind, code in self.index.codes if kind in kinds and code]
        number = numbered_code(typed, AnneeScolaire.of(self.today))
        twins = [code for code in codes if number and code.endswith(f"-{number.number:03d}")]
        near = twins or difflib.get_close_matches(typed, codes, n=3, cutoff=0.5)
        remedy = f"Codes proches : {', '.join(near)}." if near else _where_to_look(kinds)
        return UnknownCode(
            f"« {typed} » ne désigne {_words(kinds, none=True)}.", where=where, remedy=remedy
        )


_REFERRING: dict[type[Event], tuple[tuple[str, Kind], ...]] = {}


def _referring(cls: type[Event]) -> tuple[tuple[str, Kind], ...]:
    """The fields of a class that may hold references."""
    if cls not in _REFERRING:
        _REFERRING[cls] = tuple(
            (spec.name, spec.kind)
            for spec in fields_of(cls)
            if isinstance(spec.kind, Ref | Lines | ChangesOf) and spec.name != "confirme"
        )
    return _REFERRING[cls]


def _key(kind: str, typed: str) -> str:
    if kind == "etablissement":
        try:
            return Uai(typed)
        except ValueError:
            return typed
    return typed


def _same(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    return before if all(a is b for a, b in zip(before, after, strict=True)) else after


def _ambiguous(typed: str, found: list[str], where: str) -> AmbiguousCode:
    return AmbiguousCode(
        f"« {typed} » désigne plusieurs choses : {', '.join(found)}.",
        where=where,
        remedy="Donnez le code entier, ou la fin de l'identifiant.",
    )


def _words(kinds: Sequence[str], *, none: bool = False) -> str:
    known = [events.subject(kind) for kind in kinds]
    labels = [one.label for one in known if one] or ["sujet connu"]
    if none:
        return "aucun sujet connu" if len(labels) > 3 else f"rien de connu ({' ou '.join(labels)})"
    return " ou ".join(labels)


def _where_to_look(kinds: Sequence[str]) -> str:
    known = next((one for kind in kinds if (one := events.subject(kind))), None)
    if known is None or known.key in (KeyForm.POSTE, KeyForm.JOURNAL):
        return "Voyez `ter evenements`."
    if known.exists_with == "annee":
        return "Ouvrez d'abord l'année scolaire : `ter annee ouvrir`."
    return f"Voyez la liste : `ter {_LISTS.get(known.kind, fold(known.plural))}`."

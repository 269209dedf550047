"""The index: what this machine knows of the log, built once, kept up to date line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from attrs import define, field

from ter_core import events
from ter_core.ledger.effects import STATE, effects_of
from ter_core.ledger.node import Node, SubjectState
from ter_core.log.record import Draft, Record
from ter_core.vocabulary.subjects import NumberedCode, key_of, kind_of, numbered_code
from ter_core.vocabulary.subjects import subject as named
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Index", "Stored", "unknown"]

Stored = Callable[[str], Mapping[str, Any] | None]
"""What an event of the log says, as it counts now."""

_CANCELLED = "annulee"  # of a séance or an action: its creation stands, it does not

_ANY_YEAR = AnneeScolaire("2000-2001")  # a code in full says its own year


def unknown(event_id: str) -> None:
    """Of a log of which nothing is stored, nothing."""
    del event_id


@define
class Index:
    """Subjects, codes, numbers, idempotency keys, and who cites whom.

    It keeps of an event what rules need; `stored` finds the rest in the log, by id.
    `trial` lets events be added and taken back as one: a lot is judged event after event on what
    the earlier ones did, and an error drops them all.
    """

    stored: Stored = unknown
    subjects: dict[str, SubjectState] = field(factory=dict)
    codes: dict[tuple[str, str], list[str]] = field(factory=lambda: defaultdict(list))
    names: dict[str, str] = field(factory=dict)
    numbers: dict[tuple[str, int], int] = field(factory=dict)
    keys: dict[str, str] = field(factory=dict)
    lots: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    events: dict[str, Node] = field(factory=dict)
    citing: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    kinds: dict[str, dict[str, None]] = field(factory=lambda: defaultdict(dict))
    _undo: list[Any] | None = None
    _saved: set[str] = field(factory=set)

    def add(self, event: Record | Draft, payload: Any) -> Node:
        """Take in one event."""
        node = _node(event, payload or {})
        state = self._touch(event.sujet)
        state.add(node)
        self.events[node.id] = node
        self._later(lambda: self.events.pop(node.id))
        for cited in node.cites:
            self.citing[cited].add(node.id)
            self._later(lambda cited=cited: self.citing[cited].discard(node.id))
        if node.lot:
            self.lots[node.lot].append(node.id)
            self._later(lambda: self.lots[node.lot or ""].remove(node.id))
        if event.cle:
            self._remember(self.keys, event.cle, node.id)
        if node.creates:
            self._name(event.sujet, (payload or {}).get("code"), (payload or {}).get("nom"))
        return node

    def adopt(self, record: Record) -> None:
        """Complete what a trial added with what only the stored line says: its lot."""
        if record.lot:
            self.events[record.id].lot = record.lot_first
            self.lots[record.lot_first].append(record.id)

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Everything added inside is taken back on leaving, unless `keep` was called."""
        self._undo, self._saved = [], set()
        try:
            yield
        finally:
            for step in reversed(self._undo or ()):
                step()
            self._undo = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Inside a trial: what an error interrupts is taken back, and the trial goes on."""
        undo, saved = self._undo, self._saved
        self._undo, self._saved = [], set()
        try:
            yield
        except BaseException:
            for step in reversed(self._undo):
                step()
            self._undo = []
            raise
        finally:
            if undo is not None:
                undo.extend(self._undo)
            self._undo, self._saved = undo, saved

    def keep(self) -> None:
        """Keep what the trial added."""
        self._undo = []

    def state_of(self, subject: str) -> str | None:
        """The state of a subject; None if it has none."""
        known = self.subjects.get(subject)
        found: str | None = known.value(STATE) if known else None
        return found or _first_state(subject)

    def exists(self, subject: str) -> bool:
        """Whether the subject was created, and its creation not annulled."""
        known = self.subjects.get(subject)
        if known is not None and known.creation() is not None:
            return True
        other = _stands_with(subject)
        return other is not None and self.exists(other)

    def standing_with(self, subject: str) -> Iterator[str]:
        """The subjects that exist only with this one, and of which something was said."""
        for declared in events.subjects():
            if declared.exists_with == kind_of(subject):
                full = named(declared.kind, key_of(subject))
                if full in self.subjects and self.subjects[full].effective():
                    yield full

    def is_usable(self, subject: str) -> bool:
        """Whether a subject may be cited: it exists and was not cancelled."""
        return self.exists(subject) and self.state_of(subject) != _CANCELLED

    def name_of(self, subject: str) -> str:
        """How people call a subject: its code, else its name, else the end of its key."""
        return self.names.get(subject) or subject.partition(":")[2][-12:]

    def _name(self, subject: str, code: str | None, label: str | None) -> None:
        kind = kind_of(subject)
        if subject not in self.kinds[kind]:
            self.kinds[kind][subject] = None
            self._later(lambda: self.kinds[kind].pop(subject))
        same = self.codes[kind, code or ""]
        if not code and label:  # a poste, the territoire: nothing shorter names them
            self._remember(self.names, subject, label)
        if not code or subject in same:
            return
        same.append(subject)
        same.sort(key=lambda s: s.partition(":")[2])
        self._later(lambda: same.remove(subject))
        if number := numbered_code(code, _ANY_YEAR):
            place = (number.letter, number.year)
            self._remember(self.numbers, place, max(number.number, self.numbers.get(place, 0)))
            for repeat, twin in enumerate(same):
                full = NumberedCode(number.letter, number.year, number.number, repeat)
                self._remember(self.names, twin, str(full))
        else:
            self._remember(self.names, subject, code)

    def _touch(self, subject: str) -> SubjectState:
        before = self.subjects.get(subject)
        if self._undo is not None and subject not in self._saved:
            self._saved.add(subject)
            saved = before.copy() if before else None
            self._later(lambda: self._restore(subject, saved))
        if before is None:
            before = self.subjects[subject] = SubjectState()
        return before

    def _restore(self, subject: str, saved: SubjectState | None) -> None:
        if saved is None:
            del self.subjects[subject]
        else:
            self.subjects[subject] = saved

    def _remember(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        missing = object()
        before = table.get(key, missing)
        table[key] = value
        self._later(lambda: table.pop(key) if before is missing else table.update({key: before}))

    def _later(self, step: Any) -> None:
        if self._undo is not None:
            self._undo.append(step)


def _stands_with(subject: str) -> str | None:
    """The subject whose existence makes this one exist; None for those that are created."""
    declared = events.subject(kind_of(subject))
    if declared is None or not declared.exists_with:
        return None
    return named(declared.exists_with, key_of(subject))


def _first_state(subject: str) -> str | None:
    declared = events.subject(kind_of(subject))
    return next(iter(declared.states)) if declared and declared.exists_with else None


def _node(event: Record | Draft, payload: Mapping[str, Any]) -> Node:
    effects = effects_of(event.type)
    values = effects.values(payload)
    subject = effects.declaration.subject if effects.declaration else None
    kept = {*subject.keeps, STATE} if subject else set()
    return Node(
        id=event.id,
        type=event.type,
        subject=event.sujet,
        happened_on=event.survenu_le,
        depth=event.profondeur,
        after=event.apres,
        lot=getattr(event, "lot_first", None) if getattr(event, "lot", None) else None,
        creates=effects.creates,
        cites=effects.cited(payload),
        sets=frozenset(values),
        values={name: value for name, value in values.items() if name in kept},
        said={name: payload[name] for name in kept if name in payload},
        annuls=payload.get("evenement") if event.type == "EvenementAnnule" else None,
        erases=payload.get("evenement") if event.type == "ContenuEfface" else None,
        retains=payload.get("retient") if event.type == "ConflitTranche" else None,
    )


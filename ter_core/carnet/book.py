"""The carnet of a workspace: who holds which function, as it is written beside the log."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import define, field

from ter_core.carnet.erased import sweep
from ter_core.carnet.pen import Pen
from ter_core.carnet.person import Person
from ter_core.carnet.store import Kept, Store
from ter_core.errors import AmbiguousCode, InvalidValue, RuleBroken, UnknownCode
from ter_core.log.findings import Finding
from ter_core.vocabulary.subjects import key_of, subject
from ter_core.vocabulary.text import fold

if TYPE_CHECKING:
    from ter_core.ledger.entry import Entry, Planned, Written
    from ter_core.session import Session

__all__ = ["Carnet"]

_SHORTEST_ID = 4
_MOST_LISTED = 8


@define
class Carnet:
    """The persons known beside one log. With `trial`, a change is worked out and not written.

    `findings` tell the files that could not be read; the other persons are there all the same.
    """

    session: Session
    findings: tuple[Finding, ...] = ()
    _persons: dict[str, Person] = field(factory=dict)
    _functions: dict[str, str] = field(factory=dict)
    _retired: frozenset[str] = frozenset()

    @classmethod
    def open(cls, session: Session) -> Carnet:
        """The carnet beside the log of a session; who was erased is deleted on the way.

        What this machine wrote, and another one's copy of the file lacks, is put back.
        """
        carnet = cls(session)
        if carnet._store.exists:
            sweep(session.journal, session.env, session.erased_persons)
            carnet._know(carnet._store.read())
        return carnet

    # --- asking -------------------------------------------------------------------------------

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        return tuple(sorted(self._persons.values(), key=lambda one: (fold(one.nom), one.id)))

    def holders(self, acteur: str, day: date) -> tuple[Person, ...]:
        """Who holds a function (a full subject) on a day, by name."""
        return tuple(one for one in self.people() if one.holds(acteur, day))

    def named(self, typed: str) -> tuple[Person, ...]:
        """Those whose name has every word typed (or begins by it), or whose id begins so.

        A name in full, or an id, means nobody else.
        """
        words, people = fold(typed).split(), self.people()
        whole = tuple(
            one for one in people if any(fold(n).split() == words for n in one.values("nom"))
        )
        by_id = tuple(
            one
            for one in people
            if len(typed) >= _SHORTEST_ID and one.id.startswith(typed.strip().lower())
        )
        return whole or by_id or tuple(one for one in people if words and _has(one, words))

    def find(self, typed: str, where: str = "PERSONNE") -> Person:
        """The person that a part of their name, or the beginning of their id, means.

        Raises:
            UnknownCode: nobody is called so.
            AmbiguousCode: several are.
        """
        found = self.named(typed)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{one.nom} ({one.id[:8]})" for one in found[:_MOST_LISTED])
            raise AmbiguousCode(
                f"« {typed} » peut être {listed}.",
                where=where,
                remedy="Tapez le début de l'identifiant entre parenthèses.",
            )
        raise UnknownCode(
            f"« {typed} » n'est personne du carnet.",
            where=where,
            remedy="« ter carnet voir » dit qui y est.",
        )

    def functions(self) -> Mapping[str, str]:
        """The functions of the log by full subject, with what each is called."""
        if not self._functions:
            self._ask_functions()
        return self._functions

    def in_office(self) -> tuple[str, ...]:
        """The functions of the log that were not retired, in full, by code."""
        return tuple(one for one in self.functions() if one not in self._retired)

    def function(self, typed: str, where: str = "FONCTION") -> str:
        """The full subject of a function of the log, from its code.

        Raises:
            UnknownCode: the log has no such function.
        """
        wanted = typed.strip()
        wanted = wanted if wanted.startswith("acteur:") else f"acteur:{wanted}"
        if wanted not in self.functions():
            self._ask_functions()  # it may have been inscribed since
        if wanted in self.functions():
            return wanted
        codes = [key_of(one) for one in self.functions()]
        near = difflib.get_close_matches(key_of(wanted), codes, n=3, cutoff=0.5)
        raise UnknownCode(
            f"« {typed} » n'est pas une fonction du journal.",
            where=where,
            remedy=f"Codes proches : {', '.join(near)}." if near else "Voyez « ter acteurs ».",
        )

    # --- writing ------------------------------------------------------------------------------

    def add(
        self,
        *,
        nom: str,
        courriel: str | None = None,
        telephone: str | None = None,
        acteur: str | None = None,
        since: date | None = None,
        until: date | None = None,
        trial: bool = False,
    ) -> Person:
        """Enter a person, with the function they hold if one is said (since today if no day is).

        A namesake is another person: whoever calls decides whether it is the same.

        Raises:
            InvalidValue: a value is not what its field holds.
            UnknownCode: the log has no such function.
        """
        values = {"nom": nom, "courriel": courriel, "telephone": telephone}
        person = self._pen.said(self._pen.person(), values)
        if acteur is not None:
            held = self.function(acteur, "fonction")
            person = self._pen.holding(person, held, since, until, self.session.today)
        elif since or until:
            raise InvalidValue("Il manque la fonction.", where="fonction", remedy="Donnez-la.")
        return self._written([person], trial=trial)[0]

    def change(
        self,
        person: Person,
        values: Mapping[str, str | None],
        *,
        empty: Iterable[str] = (),
        release: Iterable[str] = (),
        acteur: str | None = None,
        since: date | None = None,
        until: date | None = None,
        trial: bool = False,
    ) -> Person:
        """Write what is true of a person: each field given replaces all that was written in it.

        `empty` names fields to empty, `release` functions that were written by mistake; `acteur`,
        `since` and `until` say a tenure, in place of those of the same function that it meets.

        Raises:
            TerError: a value or a function is refused.
        """
        made = self._pen.emptied(self._pen.said(self._now(person), values), empty)
        for one in release:
            made = self._pen.released(made, self.function(one, "fonction"))
        if acteur is not None:
            held = self.function(acteur, "fonction")
            made = self._pen.holding(made, held, since, until, self.session.today)
        elif since or until:
            raise InvalidValue("Il manque la fonction.", where="fonction", remedy="Donnez-la.")
        return self._written([made], trial=trial)[0]

    def write(self, persons: Sequence[Person]) -> list[Person]:
        """Write many persons at once, as `add` and `change` worked them out in a trial.

        Raises:
            TerError: the carnet may not be written.
        """
        return self._written(persons, trial=False)

    def hand_over(
        self,
        acteur: str,
        successor: Person | str,
        *,
        on: date,
        outgoing: Person | None = None,
        values: Mapping[str, str | None] | None = None,
        trial: bool = False,
    ) -> tuple[Person, tuple[Person, ...]]:
        """A function goes to a successor (new, if named by a text) on a day; who had it ends.

        Answers the successor, and those who leave the function.

        Raises:
            RuleBroken: the successor holds it already, several persons do and none is said, or
                somebody takes it later.
        """
        held, pen = self.function(acteur), self._pen
        if isinstance(successor, Person):
            new = self._now(successor)
        else:
            new = pen.said(pen.person(), {"nom": successor})
        outgoing = self._now(outgoing) if outgoing else None
        if new.holds(held, on):
            raise RuleBroken(
                f"{new.nom} tient déjà cette fonction le {on:%d/%m/%Y}.",
                where=key_of(held),
                remedy="Choisissez une autre personne, ou un autre jour.",
            )
        if outgoing and not outgoing.holds(held, on):
            raise RuleBroken(
                f"{outgoing.nom} ne tient pas cette fonction le {on:%d/%m/%Y}.",
                where=key_of(held),
                remedy=f"« ter carnet voir {key_of(held)} » dit qui la tient.",
            )
        leaving = [outgoing] if outgoing else self._in_course(held, on)
        if not outgoing:
            self._check_last(held, on, new)
        ended = [pen.ending(one, held, on - timedelta(days=1)) for one in leaving]
        new = pen.holding(pen.said(new, values or {}), held, on, None, self.session.today)
        written = self._written([new, *ended], trial=trial)
        return written[0], tuple(written[1:])

    def _in_course(self, acteur: str, day: date) -> list[Person]:
        found = self.holders(acteur, day)
        if len(found) > 1:
            names = ", ".join(f"{one.nom} ({one.id[:8]})" for one in found)
            raise RuleBroken(
                f"Plusieurs personnes tiennent cette fonction : {names}.",
                where=key_of(acteur),
                remedy="Dites qui la transmet : « --de PERSONNE ».",
            )
        return list(found)

    def _check_last(self, acteur: str, day: date, successor: Person) -> None:
        """Nobody else takes the function after the day when it is handed over."""
        for person in self.people():
            for one in person.tenures:
                if one.acteur == acteur and one.du > day and person.id != successor.id:
                    raise RuleBroken(
                        f"{person.nom} tient cette fonction à partir du {one.du:%d/%m/%Y}.",
                        where=key_of(acteur),
                        remedy="Pour le temps d'avant : « ter carnet ajouter » ou « ter carnet "
                        "modifier », avec « --du » et « --au ».",
                    )

    def erasures(self, persons: Sequence[Person], fondement: str) -> list[Entry]:
        """What the log would say of their erasure: one event for each function they held.

        Who held none is said on the function that erases: their file must be named somewhere.
        """
        from ter_core.events.acteur import IdentiteEffacee
        from ter_core.ledger.entry import Entry

        entries = []
        for person in map(self._now, persons):
            held = dict.fromkeys(one.acteur for one in person.tenures)
            event = IdentiteEffacee(fondement=fondement, fichier=person.id)
            known = [Entry(event, one) for one in held if one in self.functions()]
            entries += known or [Entry(event, self.session.author)]
        return entries

    def preview_erasure(self, persons: Sequence[Person], fondement: str) -> list[Planned]:
        """The lot that `erase` would record; nothing is written."""
        return self.session.preview(*self.erasures(persons, fondement))

    def erase(self, persons: Sequence[Person], fondement: str) -> list[Written]:
        """Record that these persons are erased, then delete their files and what is remembered.

        The log comes first: if this stops half-way, the next to open it goes on.

        Raises:
            TerError: the log refuses, or a file could not be deleted.
        """
        self.session.journal.require_writable()
        written = self.session.record(*self.erasures(persons, fondement))
        self._store.erase(one.id for one in persons)
        self._know(self._store.read())
        return written

    # --- the files ----------------------------------------------------------------------------

    @property
    def _store(self) -> Store:
        return Store(self.session.journal, self.session.env)

    @property
    def _pen(self) -> Pen:
        return Pen(self.session.env)

    def _ask_functions(self) -> None:
        from ter_core.reports.reseau import Acteurs

        rows = self.session.ask(Acteurs()).named()
        self._functions = {subject("acteur", row["code"]): row["qualite"] for row in rows}
        self._retired = frozenset(
            subject("acteur", row["code"]) for row in rows if not row["est_en_fonction"]
        )

    def _know(self, kept: Kept) -> None:
        self._persons, self.findings = dict(kept.persons), kept.findings

    def _now(self, person: Person) -> Person:
        """A person that was handed over, as they stand now."""
        return self._persons.get(person.id, person)

    def _written(self, persons: Sequence[Person], *, trial: bool) -> list[Person]:
        """The persons as they stand once written, or as they would."""
        self.session.journal.require_writable()
        changed = [one for one in persons if self._persons.get(one.id) != one]
        if trial or not changed:
            return list(persons)
        self._know(self._store.write(changed, self._persons))
        return [self._persons.get(one.id, one) for one in persons]


def _has(person: Person, words: Sequence[str]) -> bool:
    """Whether a name has every word, or words that begin so."""
    return any(
        all(any(part.startswith(word) for part in fold(name).split()) for word in words)
        for name in person.values("nom")
    )

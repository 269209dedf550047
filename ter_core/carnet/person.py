"""A person of the carnet: a set of mentions that merges, so that two editors lose nothing.

A mention is never changed: what replaces it is another mention, and its id is *retired*. Two
copies of one person are merged by keeping every mention that neither retired: in any order, any
number of times, the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from ter_core.carnet.values import FIELDS

__all__ = ["Mention", "Person", "Tenure"]

TENURE = "fonction"


@frozen(order=True)
class Tenure:
    """A function held from a day, to another one (both included) or still."""

    acteur: str
    du: date
    au: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is held that day."""
        return self.du <= day and (self.au is None or day <= self.au)

    def meets(self, other: Tenure) -> bool:
        """Whether both are held on some day."""
        return (other.au is None or self.du <= other.au) and (
            self.au is None or other.du <= self.au
        )


@frozen
class Mention:
    """One thing written of a person: in which field, what, and when it was written (UTC)."""

    id: str
    champ: str
    valeur: str | Tenure
    ecrit_le: str

    @property
    def rank(self) -> tuple[str, str, str]:
        """Its place among others: the latest written last."""
        return (self.ecrit_le, self.id, str(self.valeur))


@frozen
class Person:
    """A person: what stands written, and the ids of what was replaced."""

    id: str
    mentions: frozenset[Mention] = frozenset()
    retirees: frozenset[str] = field(default=frozenset(), repr=False)

    def merged(self, other: Person) -> Person:
        """What both copies of the person say."""
        return self.with_mentions(other.mentions, other.retirees)

    def with_mentions(
        self, mentions: Iterable[Mention] = (), retirees: Iterable[str] = ()
    ) -> Person:
        """The same person with more mentions, some retired."""
        gone = self.retirees.union(retirees)
        kept = self.mentions.union(mentions)
        return Person(self.id, frozenset(one for one in kept if one.id not in gone), gone)

    def live(self, name: str) -> tuple[Mention, ...]:
        """The mentions of a field, the latest first."""
        found = (one for one in self.mentions if one.champ == name)
        return tuple(sorted(found, key=lambda one: one.rank, reverse=True))

    def values(self, name: str) -> tuple[str, ...]:
        """The different values of a field that is had once; several are a conflict."""
        return tuple(dict.fromkeys(str(one.valeur) for one in self.live(name)))

    @property
    def nom(self) -> str:
        """The name, the latest written where two compete."""
        return self._first("nom") or self.id

    @property
    def courriel(self) -> str | None:
        """The mail address."""
        return self._first("courriel")

    @property
    def telephone(self) -> str | None:
        """The telephone number."""
        return self._first("telephone")

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The functions, by first day."""
        found = {one.valeur for one in self.live(TENURE) if isinstance(one.valeur, Tenure)}
        return tuple(sorted(found, key=lambda one: (one.du, one.acteur, one.au or date.max)))

    def holds(self, acteur: str, day: date) -> bool:
        """Whether the person holds a function that day."""
        return any(one.acteur == acteur and one.covers(day) for one in self.tenures)

    @property
    def conflicts(self) -> Mapping[str, tuple[Any, ...]]:
        """The fields that two people wrote differently, each with its values.

        Two different tenures of one function that overlap are two writings of one.
        """
        found: dict[str, tuple[Any, ...]] = {
            name: values for name in FIELDS if len(values := self.values(name)) > 1
        }
        tenures = self.tenures
        twice = tuple(
            one
            for one in tenures
            if any(
                other != one and other.acteur == one.acteur and other.meets(one)
                for other in tenures
            )
        )
        return {**found, TENURE: twice} if twice else found

    def _first(self, name: str) -> str | None:
        return next(iter(self.values(name)), None)

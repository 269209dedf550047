"""What is written of a person: each change as new mentions, and the ids of those they replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, timedelta

from attrs import frozen

from ter_core.carnet.person import TENURE, Mention, Person, Tenure
from ter_core.carnet.values import FIELDS, checked
from ter_core.environment import Environment
from ter_core.errors import InvalidValue, RuleBroken
from ter_core.log.identity import mint_name
from ter_core.vocabulary.subjects import key_of

__all__ = ["Pen"]

_DAY = timedelta(days=1)


@frozen
class Pen:
    """Writes mentions: their ids are drawn, and they are dated, by one machine."""

    env: Environment

    def person(self) -> Person:
        """Somebody of whom nothing is written yet."""
        return Person(mint_name(self.env))

    def said(self, person: Person, values: Mapping[str, str | None]) -> Person:
        """The person with these fields; each replaces all that was written in it.

        Raises:
            InvalidValue: a value is not what its field holds.
        """
        for name, value in values.items():
            if value is None:
                continue
            clean = checked(name, value)
            if person.values(name) != (clean,):
                person = self._replaced(person, person.live(name), [(name, clean)])
        return person

    def emptied(self, person: Person, names: Iterable[str]) -> Person:
        """The person without what was written in these fields; nobody goes without a name."""
        for name in names:
            if name == "nom" or name not in FIELDS:
                known = ", ".join(one for one in FIELDS if one != "nom")
                raise InvalidValue(
                    f"« {name} » ne peut pas être vidé.", where="vider", remedy=f"Donnez {known}."
                )
            person = self._replaced(person, person.live(name), [])
        return person

    def holding(
        self, person: Person, acteur: str, first: date | None, last: date | None, today: date
    ) -> Person:
        """The person with a tenure, in place of those of the same function that it meets.

        Without a first day it is that of the tenure in course, of the last one, or else today.

        Raises:
            InvalidValue: it would end before it begins.
        """
        own = [one for one in person.tenures if one.acteur == acteur]
        if first is None:
            current = [one for one in own if one.covers(today)] or own[-1:]
            first = current[0].du if current else today
        if last is not None and last < first:
            raise InvalidValue(
                f"La fonction finirait le {last:%d/%m/%Y}, avant de commencer le {first:%d/%m/%Y}.",
                where="fonction",
                remedy="Corrigez l'un des deux jours.",
            )
        tenure = Tenure(acteur, first, last)
        met = [one for one in own if one.meets(tenure)]
        if met == [tenure]:
            return person
        return self._tenures(person, met, [tenure])

    def released(self, person: Person, acteur: str) -> Person:
        """The person who never held a function that was written by mistake.

        Raises:
            RuleBroken: nothing says that they did.
        """
        own = [one for one in person.tenures if one.acteur == acteur]
        if not own:
            raise RuleBroken(
                f"{person.nom} n'a pas cette fonction dans le carnet.",
                remedy="« ter carnet voir » dit qui tient quoi.",
            )
        return self._tenures(person, own, [])

    def ending(self, person: Person, acteur: str, last: date) -> Person:
        """The person whose tenures of a function, those that meet the day after, end on a day.

        Raises:
            RuleBroken: one of them would end before it begins.
        """
        after = Tenure(acteur, last + _DAY)
        met = [one for one in person.tenures if one.acteur == acteur and one.meets(after)]
        late = next((one for one in met if one.du > last), None)
        if late is not None:
            raise RuleBroken(
                f"{person.nom} tient cette fonction depuis le {late.du:%d/%m/%Y} seulement.",
                where=key_of(acteur),
                remedy="Choisissez un jour plus tard, ou corrigez la fiche : « ter carnet "
                "modifier ».",
            )
        ended = [Tenure(acteur, one.du, last) for one in met]
        return self._tenures(person, met, ended)

    def _tenures(self, person: Person, old: Iterable[Tenure], new: Iterable[Tenure]) -> Person:
        gone = set(old)
        replaced = [one for one in person.live(TENURE) if one.valeur in gone]
        return self._replaced(person, replaced, [(TENURE, one) for one in dict.fromkeys(new)])

    def _replaced(
        self, person: Person, old: Iterable[Mention], new: Iterable[tuple[str, str | Tenure]]
    ) -> Person:
        written = self.env.now().astimezone(UTC)
        stamp = f"{written:%Y-%m-%dT%H:%M:%S}.{written.microsecond // 1000:03d}Z"
        mentions = [Mention(mint_name(self.env), name, value, stamp) for name, value in new]
        return person.with_mentions(mentions, [one.id for one in old])

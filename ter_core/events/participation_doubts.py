"""What makes the figures of a participation doubtful: too many, misnamed, already counted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ter_core.events.doubts import doubt_of, outside_network
from ter_core.events.headcounts import Headcounts, headcounts
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.events.situation import Warning as Doubt
from ter_core.events.stored_lines import stored_lines
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.text import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation

__all__ = ["Counted", "out_of_dates"]

_NEAR = 0.8


@frozen
class Counted:
    """The pupils and teachers that an event counts, and the school's headcounts beside them."""

    lignes: tuple[GroupePresent, ...]
    enseignants: tuple[EquipePresente, ...]
    situation: Situation
    _known: dict[str, Headcounts] = field(factory=dict, init=False)

    @classmethod
    def known(cls, participation: str, situation: Situation) -> Self:
        """What a participation of the log counts."""
        return cls(
            stored_lines(GroupePresent, situation.value("lignes", participation)),
            stored_lines(EquipePresente, situation.value("enseignants", participation)),
            situation,
        )

    def anybody(self) -> bool:
        """Whether a number is more than zero; one that is still to be found may be."""
        pupils = any(line.eleves is None or line.eleves > 0 for line in self.lignes)
        return pupils or any(team.nombre > 0 for team in self.enseignants)

    def doubts(self, *, pupils: str = "lignes", teachers: str = "enseignants") -> Iterator[Doubt]:
        """More than there are, a name near a class's, a school of elsewhere."""
        yield from doubt_of("effectif", pupils if self.lignes else teachers, self._too_many())
        yield from doubt_of("classe-proche", pupils, self._misnamed())
        schools = [
            *(line.etablissement for line in self.lignes),
            *(team.etablissement for team in self.enseignants),
        ]
        yield from outside_network(pupils if self.lignes else teachers, schools, self.situation)

    def repeated(self, field_name: str, action: str) -> Iterator[Doubt]:
        """Another participation in that action, that day, of somebody who is here too."""
        yield from doubt_of("doublon", field_name, self._repeated(action))

    def _of(self, school: str) -> Headcounts:
        if school not in self._known:
            self._known[school] = headcounts(school, self.situation)
        return self._known[school]

    def _too_many(self) -> Iterator[str]:
        pupils: Counter[tuple[str, Any, str | None]] = Counter()
        for line in self.lignes:
            pupils[line.etablissement, line.niveau, line.groupe] += line.eleves or 0
        for (school, niveau, groupe), number in pupils.items():
            bound = self._of(school).bound(niveau, groupe) if niveau else None
            if bound is not None and number > bound:
                name = "/".join(filter(None, (self.situation.named(school), groupe, niveau)))
                yield f"{number} élèves pour « {name} », dont l'effectif est de {bound}."
        teachers: Counter[str] = Counter()
        for team in self.enseignants:
            teachers[team.etablissement] += team.nombre
        for school, number in teachers.items():
            bound = self._of(school).teachers
            if bound is not None and number > bound:
                yield (
                    f"{number} enseignants pour « {self.situation.named(school)} », qui en compte "
                    f"{bound}."
                )

    def _misnamed(self) -> Iterator[str]:
        for line in dict.fromkeys(self.lignes):
            school = self.situation.named(line.etablissement)
            names = list(self._of(line.etablissement).classes())
            if line.groupe is None:
                if whole := _class_read_as_number(line, names):
                    yield (
                        f"« {line.told(school)} » compte {line.eleves} élève"
                        f"{'s' * ((line.eleves or 0) > 1)}, mais « {whole} » est une classe : "
                        f"entière, elle se tape {school}/{whole}/."
                    )
            elif line.groupe not in names and (near := _nearest(line.groupe, names)):
                yield (
                    f"« {line.groupe} » n'est pas une classe de « {school} », mais « {near} » en "
                    "est une."
                )

    def _repeated(self, action: str) -> Iterator[str]:
        here, situation = self.who(), self.situation
        for other in situation.citing("participation", action, on=situation.happened_on):
            if other == situation.subject or situation.value("action", other) != action:
                continue
            there = situation.derived("qui", other, Counted.known(other, situation).who)
            if common := [who for who in here if who in there]:
                yield (
                    f"« {common[0]} » est déjà dans une participation à cette action le "
                    f"{spoken_day(situation.happened_on)} ({situation.named(other)})."
                )

    def who(self) -> dict[str, None]:
        """The groups and the teams, as messages call them."""
        named = self.situation.named
        groups = [_group(named(one.etablissement), one.groupe, one.niveau) for one in self.lignes]
        teams = [
            f"enseignants de {named(one.etablissement)}" for one in self.enseignants if one.nombre
        ]
        return dict.fromkeys([*groups, *teams])


def _group(school: str, groupe: str | None, niveau: str | None) -> str:
    return "/".join(filter(None, (school, groupe, niveau)))


def _class_read_as_number(line: GroupePresent, names: list[str]) -> str | None:
    """The class « 6e 1 », where « college/6e 1 » was read as one pupil of 6e."""
    if line.niveau is None:
        return None
    typed = {plain(f"{name} {line.eleves}") for name in line.niveau.names()}
    return next((name for name in names if plain(name) in typed), None)


def _nearest(groupe: str, names: list[str]) -> str | None:
    """The class whose name differs by its spaces and hyphens, or by little more."""
    from difflib import SequenceMatcher

    def likeness(name: str) -> float:
        if fold(name).replace(" ", "") == fold(groupe).replace(" ", ""):
            return 1.0
        return SequenceMatcher(None, plain(groupe), plain(name)).ratio()

    best = max(names, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _NEAR else None


def out_of_dates(action: str, first_day: date | None, situation: Situation) -> Iterator[Doubt]:
    """A day on which the action was not planned: it may be of another one."""
    start, end = (situation.value(name, action) for name in ("debut", "fin"))
    if not (start and end):
        return
    planned = date.fromisoformat(start), date.fromisoformat(end)
    came = first_day or situation.happened_on, situation.happened_on
    if came[0] < planned[0] or planned[1] < came[1]:
        yield Doubt(
            "hors-dates",
            "survenu_le",
            f"« {situation.named(action)} » est prévue {_span(*planned)}, et l'on y vient "
            f"{_span(*came)}. Si l'action a changé de jour : `ter action modifier`.",
        )


def _span(first: date, last: date) -> str:
    """« le 5 mai 2027 », « du 5 mai 2027 au 7 mai 2027 »."""
    if first == last:
        return f"le {spoken_day(first)}"
    return f"du {spoken_day(first)} au {spoken_day(last)}"

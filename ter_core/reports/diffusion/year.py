"""The figures of a year as they leave the team: which are not told, of all that its bilan shows.

The bilan, its figures and the coverage say the same counts again and again. They are read as one
system, so that none of these answers gives away what another keeps silent.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final

from attrs import define, evolve, field, frozen

from ter_core.reports.coverage import Coverage, Covered
from ter_core.reports.diffusion.cells import Cells
from ter_core.reports.diffusion.secrets import secrets
from ter_core.reports.figures import Figure, Figures
from ter_core.reports.question import Marts
from ter_core.reports.report import Part
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.masked import BORNES_TUES, TU
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["LeavingYear"]

_PERSONS = frozenset({"élève", "enseignant", "participation"})
_WHOLE: Final = ("ensemble", "")
_ADDING = (
    Dimension.DEGRE,
    Dimension.CYCLE,
    Dimension.NIVEAU,
    Dimension.ETABLISSEMENT,
    Dimension.COMMUNE,
)
_SHARING = (Dimension.AXE, Dimension.NATURE, Dimension.MOIS, Dimension.PERIODE)
_NESTED = (
    (Dimension.NIVEAU, Dimension.CYCLE),
    (Dimension.NIVEAU, Dimension.DEGRE),
    (Dimension.ETABLISSEMENT, Dimension.COMMUNE),
    (Dimension.ETABLISSEMENT, Dimension.DEGRE),
)
# Who came as many times as they did, who they are, how many there are of them.
_POPULATIONS = (
    ("participations", "eleves_touches", "eleves_effectif"),
    ("participations_enseignants", "enseignants_touches", "enseignants_effectif"),
)
_TRAININGS = "participations_formation"
_LEAST, _MOST = "minimum", "maximum"
_CODE, _COUNT = "code_affiche", "nb_eleves"
_ACTIONS = """
select code_affiche, code_axe, nature, nb_eleves
from actions
where list_contains(annees_scolaires, $annee)
"""
# Who else came to each action is shown nowhere, but an axe and a nature may be of one action alone.
_OTHERS = {
    "participations_enseignants": "nb_enseignants",
    "familles": "familles",
    "accompagnateurs": "accompagnateurs",
    "autres_professionnels": "autres_professionnels",
}
_CAME = f"""
select code_action, any_value(code_axe), any_value(nature),
    {", ".join(f"coalesce(sum({name}), 0)::bigint" for name in _OTHERS.values())}
from participations
where annee_scolaire = $annee
group by code_action
order by code_action
"""  # noqa: S608 - our own names

Place = tuple[str, str]
"""A dimension and a value of it."""


@frozen
class LeavingYear:
    """What is told of a year: its figures, its coverage, and who came to each action.

    `silent_actions` are those whose participations are not told.
    """

    figures: Figures
    coverage: Coverage
    silent_actions: frozenset[str]

    @classmethod
    def of(cls, marts: Marts, annee: AnneeScolaire, threshold: int) -> LeavingYear:
        """Read from the marts."""
        figures, coverage = Figures.of(marts, annee), Coverage.of(marts, annee)
        system = _System(dict(_parents(marts)))
        for when in ("chiffre", "precedent"):
            system.add_figures(figures, when)
        system.add_coverage(coverage)
        for code, axe, nature, count in marts.rows(_ACTIONS, {"annee": annee}):
            system.add_action(code, count, {Dimension.AXE: axe, Dimension.NATURE: nature})
        for code, axe, nature, *counts in marts.rows(_CAME, {"annee": annee}):
            for measure, count in zip(_OTHERS, counts, strict=True):
                places = {Dimension.AXE: axe, Dimension.NATURE: nature}
                system.suppose_action(code, measure, count, places)
        silent = secrets(system.related(), threshold)
        return cls(
            Figures(annee, tuple(_figure(one, silent) for one in figures.every)),
            Coverage(tuple(_covered(one, silent) for one in coverage.every)),
            frozenset(key[1] for key in silent if isinstance(key, tuple) and key[0] == "action"),
        )

    def told(self, part: Part) -> Part:
        """A chapter of the bilan: those that list actions do not tell those."""
        names = [column.name for column in part.columns]
        if _CODE not in names or _COUNT not in names:
            return part
        code, count = names.index(_CODE), names.index(_COUNT)
        rows = (
            (*row[:count], TU, *row[count + 1 :]) if row[code] in self.silent_actions else row
            for row in part.rows
        )
        return evolve(part, rows=tuple(rows))


def _parents(marts: Marts) -> Iterator[tuple[tuple[Place, Dimension], str]]:
    """Where each level and each school belongs."""
    for level in Niveau:
        if level.cycle:
            yield ((Dimension.NIVEAU, level.value), Dimension.CYCLE), level.cycle.value
        if level.degre:
            yield ((Dimension.NIVEAU, level.value), Dimension.DEGRE), level.degre.value
    for uai, commune, degre in marts.rows("select uai, code_insee, degre from etablissements"):
        yield ((Dimension.ETABLISSEMENT, uai), Dimension.COMMUNE), commune
        yield ((Dimension.ETABLISSEMENT, uai), Dimension.DEGRE), degre


def _key(table: str, measure: str, place: Place, side: str) -> Hashable:
    return table, measure, place, side


def _figure(one: Figure, silent: frozenset[Hashable]) -> Figure:
    """The figure as it is told."""
    now, before = (
        any(
            _key(when, one.mesure, (one.dimension, one.valeur), side) in silent
            for side in (_LEAST, _MOST)
        )
        for when in ("chiffre", "precedent")
    )
    return evolve(
        one,
        chiffre=BORNES_TUES if now else one.chiffre,
        precedent=BORNES_TUES if before else one.precedent,
    )


def _covered(one: Covered, silent: frozenset[Hashable]) -> Covered:
    """The part of the network as it is told; a share would tell what it is made of."""
    place = (one.dimension, one.valeur)
    size = _key("reseau", "effectif", place, _LEAST) in silent
    touched = any(_key("reseau", "touches", place, side) in silent for side in (_LEAST, _MOST))
    return evolve(
        one,
        effectif=TU if size else one.effectif,
        touches=BORNES_TUES if touched else one.touches,
        taux=BORNES_TUES if one.taux and (size or touched) else one.taux,
    )


@define
class _System:
    """The counts of a year, by table, measure, place and side; then how they add up."""

    parents: Mapping[tuple[Place, Dimension], str]
    cells: Cells = field(factory=Cells)
    _places: dict[tuple[str, str, str], dict[Place, None]] = field(factory=dict)
    _shared: set[str] = field(factory=set)
    _actions: dict[str, list[tuple[Hashable, Mapping[Dimension, str]]]] = field(factory=dict)

    def add_figures(self, figures: Figures, when: str) -> None:
        """The figures that count persons, of this year or of the one before."""
        for one in figures.every:
            bounds: Bornes | None = getattr(one, when)
            if one.unite in _PERSONS and bounds is not None:
                place = (one.dimension, one.valeur)
                self._add(when, one.mesure, place, _LEAST, bounds.minimum)
                if one.mesure in {reached for _, reached, _ in _POPULATIONS}:
                    self._add(when, one.mesure, place, _MOST, bounds.maximum)
                    self._shared.add(one.mesure)

    def add_coverage(self, coverage: Coverage) -> None:
        """What was reached of the network, and how many there are."""
        for one in coverage.every:
            place = (one.dimension, one.valeur)
            self._add("reseau", "touches", place, _LEAST, one.touches.minimum)
            self._add("reseau", "touches", place, _MOST, one.touches.maximum)
            self._add("reseau", "effectif", place, _LEAST, one.effectif)

    def add_action(self, code: str, count: int, places: Mapping[Dimension, str]) -> None:
        """The pupils who came to an action, which the bilan lists."""
        key = ("action", code)
        self.cells.add(key, count)
        self._actions.setdefault("participations", []).append((key, places))

    def suppose_action(
        self, code: str, measure: str, count: int, places: Mapping[Dimension, str]
    ) -> None:
        """Who else came to it, of whom only sums are told."""
        key = ("action", code, measure)
        self.cells.suppose(key, count)
        self._actions.setdefault(measure, []).append((key, places))

    def related(self) -> Cells:
        """The counts and how they add up."""
        for (table, measure, side), places in self._places.items():
            self._add_up(table, measure, side, list(places))
        for when in ("chiffre", "precedent"):
            for population in _POPULATIONS:
                self._compare(when, *population)
            self._trainings(when)
            for measure in ("participations", "participations_enseignants", "familles"):
                self._periods(when, measure)
        self._network()
        for measure, actions in self._actions.items():
            self._divide_by_action(measure, actions)
        return self.cells

    def _add(self, table: str, measure: str, place: Place, side: str, value: int | None) -> None:
        self.cells.add(_key(table, measure, place, side), value)
        self._places.setdefault((table, measure, side), {})[place] = None

    def _add_up(self, table: str, measure: str, side: str, places: list[Place]) -> None:
        """A measure by each dimension, and by what is nested in it."""

        def keys(found: Iterable[Place]) -> list[Hashable]:
            return [_key(table, measure, place, side) for place in found]

        (whole,) = keys([_WHOLE])
        by = {one: [place for place in places if place[0] == one] for one in Dimension}
        for dimension in _ADDING:
            self.cells.divide(whole, keys(by[dimension]))
        for dimension in _SHARING:
            if measure not in self._shared:
                self.cells.divide(whole, keys(by[dimension]))
                continue
            self.cells.cover(whole, keys(by[dimension]))
            for place in by[dimension]:
                if self._is_exact(table, measure, place, _WHOLE):
                    self.cells.within(whole, keys([place])[0])
        for inner, outer in _NESTED:
            for place in by[outer]:
                inside = [one for one in by[inner] if self.parents.get((one, outer)) == place[1]]
                self.cells.divide(keys([place])[0], keys(inside))

    def _is_exact(self, table: str, measure: str, *places: Place) -> bool:
        """Whether bounds meet: two numbers differ by a count, two bounds by none."""
        return all(
            self.cells.value(_key(table, measure, place, _LEAST))
            == self.cells.value(_key(table, measure, place, _MOST))
            for place in places
        )

    def _compare(self, when: str, came: str, reached: str, size: str) -> None:
        """Of each place: no more persons than participations, nor than there are."""
        for place in self._places.get((when, reached, _LEAST), {}):
            least, most = (_key(when, reached, place, side) for side in (_LEAST, _MOST))
            times = _key(when, came, place, _LEAST)
            self.cells.within(most, least, counts=False)
            self.cells.within(times, most, counts=False)
            self.cells.together((times, least, most))
            for side in (least, most):
                exact = self._is_exact(when, reached, place)
                self.cells.within(_key(when, size, place, _LEAST), side, counts=exact)

    def _trainings(self, when: str) -> None:
        """Those who came to trainings are some of the teachers who came; of a nature, all."""
        nature = (Dimension.NATURE.value, "formation")
        whole = _key(when, "participations_enseignants", nature, _LEAST)
        self.cells.same(whole, _key(when, _TRAININGS, _WHOLE, _LEAST))
        for place in self._places.get((when, _TRAININGS, _LEAST), {}):
            every = _key(when, "participations_enseignants", place, _LEAST)
            self.cells.within(every, _key(when, _TRAININGS, place, _LEAST))

    def _periods(self, when: str, measure: str) -> None:
        """Months and periods divide the same year: where they have come to as much, they agree."""
        places = self._places.get((when, measure, _LEAST), {})
        months, periods = (
            [_key(when, measure, place, _LEAST) for place in sorted(places) if place[0] == one]
            for one in (Dimension.MOIS, Dimension.PERIODE)
        )
        ones: list[Hashable] = []
        waiting, total = list(months), 0
        for number, period in enumerate(periods):
            total += self.cells.value(period) or 0
            reached = sum(self.cells.value(one) or 0 for one in ones)
            while waiting and reached < total:
                ones.append(waiting.pop(0))
                reached += self.cells.value(ones[-1]) or 0
            if ones and reached == total:
                self.cells.balance(periods[: number + 1], ones)

    def _network(self) -> None:
        """Coverage says again what figures say, save those who are not of the network."""
        for place in self._places.get(("reseau", "touches", _LEAST), {}):
            least, most = (_key("reseau", "touches", place, side) for side in (_LEAST, _MOST))
            size = _key("reseau", "effectif", place, _LEAST)
            self.cells.within(most, least, counts=False)
            self.cells.together((least, most))
            for side in (_LEAST, _MOST):
                touched = _key("reseau", "touches", place, side)
                self.cells.within(size, touched, counts=self._is_exact("reseau", "touches", place))
                self._agree(_key("chiffre", "eleves_touches", place, side), touched)
            self._agree(_key("chiffre", "eleves_effectif", place, _LEAST), size)

    def _agree(self, figure: Hashable, covered: Hashable) -> None:
        if self.cells.value(figure) == self.cells.value(covered):
            self.cells.same(figure, covered)
        else:
            self.cells.within(figure, covered)

    def _divide_by_action(
        self, measure: str, actions: Iterable[tuple[Hashable, Mapping[Dimension, str]]]
    ) -> None:
        """Who came in the year, who came to each of its actions."""
        by: dict[Place, list[Hashable]] = {}
        for key, places in actions:
            by.setdefault(_WHOLE, []).append(key)
            for dimension, value in places.items():
                by.setdefault((dimension.value, value), []).append(key)
        for place, keys in by.items():
            self.cells.divide(_key("chiffre", measure, place, _LEAST), keys)

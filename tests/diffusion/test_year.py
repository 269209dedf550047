"""The figures of a year, as somebody outside the team is told them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from itertools import starmap
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.reports.bilan import Bilan, _proof
from ter_core.reports.bilan_chiffres import BilanChiffres
from ter_core.reports.bilan_content import Content
from ter_core.reports.bilan_versions import Version
from ter_core.reports.couverture import Couverture
from ter_core.reports.diffusion.leaving import Leaving
from ter_core.reports.diffusion.secrets import secrets
from ter_core.reports.diffusion.year import _System
from ter_core.reports.figures import Figure, Figures
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Dimension, DimensionReseau
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.masked import est_tu
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.diffusion.elimination import fixed

if TYPE_CHECKING:
    from tests.reports.conftest import Ask

pytestmark = pytest.mark.parcours

YEAR = AnneeScolaire("2026-2027")
PERSONS = {"élève", "enseignant", "participation"}
Untold = Mapping[tuple[str, str], Bornes]


@pytest.fixture(scope="module")
def rows(ask: Ask) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every figure, inside the team and outside."""
    question = BilanChiffres(annee=YEAR)
    outside = ask(Leaving.of(question, 5))
    return list(ask(question).named()), list(outside.named())


def test_no_small_count_of_persons_is_told(rows: Any) -> None:
    """Those under the threshold are untold, and all the figures that count no person are told."""
    truth, told = rows
    assert [one["cle"] for one in truth] == [one["cle"] for one in told]
    untold = 0
    for one, other in zip(truth, told, strict=True):
        for when in ("chiffre", "precedent"):
            bounds = one[when]
            is_small = bool(bounds) and any(0 < bound < 5 for bound in bounds)
            if one["unite"] not in PERSONS:
                assert other[when] == bounds
            elif est_tu(other[when]):
                untold += 1
            else:
                assert not is_small, one["cle"]
                assert other[when] == bounds
    assert untold


@pytest.mark.parametrize(
    ("measure", "side"),
    [("participations", 0), ("eleves_touches", 0), ("eleves_touches", 1), ("eleves_effectif", 0)],
)
def test_no_untold_figure_is_computed_from_the_others(rows: Any, measure: str, side: int) -> None:
    """The sums that a reader would try leave each of them open.

    They are written here from what the measures mean, and solved by elimination.
    """
    truth, told = (
        {
            (one["dimension"], one["valeur"]): one["chiffre"]
            for one in found
            if one["mesure"] == measure and one["chiffre"] is not None
        }
        for found in rows
    )
    values = {place: bounds[side] for place, bounds in truth.items()}
    known = [place for place, bounds in told.items() if not est_tu(bounds)]
    equations = list(_sums(values))

    assert len(equations) > 3
    assert fixed(equations, known).isdisjoint(values.keys() - set(known))
    assert fixed(equations, [*known, *_secondary(values, told)])  # else nothing was hidden by it


def _secondary(values: Mapping[Any, int], told: Untold) -> list[Hashable]:
    """What is untold for the sake of small counts."""
    return [place for place, value in values.items() if est_tu(told[place]) and value >= 5]


def _sums(values: Mapping[tuple[str, str], int]) -> Iterator[dict[Hashable, int]]:
    """What adds up, where it does: each breakdown, levels in cycles and degrés, schools in both."""
    by: dict[str, list[tuple[str, str]]] = {}
    for place in values:
        by.setdefault(place[0], []).append(place)
    groups = [(("ensemble", ""), places) for places in by.values()]
    for level in Niveau:
        for outer, value in (("cycle", level.cycle), ("degre", level.degre)):
            if value and (outer, value.value) in values:
                inside = [
                    ("niveau", one.value)
                    for one in Niveau
                    if getattr(one, outer) == value and ("niveau", one.value) in values
                ]
                groups.append(((outer, value.value), inside))
    schools = {"1D": ("0059001G", "0059002H"), "2D": ("0059004K",)}
    for degre, found in schools.items():
        groups.append((("degre", degre), [("etablissement", one) for one in found]))
    for whole, parts in groups:
        known = [place for place in parts if place in values and place != whole]
        if known and values.get(whole) == sum(values[place] for place in known):
            yield {whole: 1, **dict.fromkeys(known, -1)}


def test_an_action_alone_of_its_axe_and_nature_ties_both() -> None:
    """Families by axe and by nature: where one action is all of both, both are told or neither."""
    came = (("axe-1", "famille", 3), ("axe-2", "culture", 6), ("axe-3", "sport", 5),
            ("axe-4", "sport", 7))  # fmt: skip
    axes = [("axe", axe, count) for axe, _, count in came]
    natures = [("nature", "famille", 3), ("nature", "culture", 6), ("nature", "sport", 12)]
    system = _System({})
    system.add_figures(
        Figures(YEAR, tuple(starmap(_families, [("ensemble", "", 21), *axes, *natures]))), "chiffre"
    )
    for code, (axe, nature, count) in enumerate(came):
        places = {Dimension.AXE: axe, Dimension.NATURE: nature}
        system.suppose_action(f"A{code}", "familles", count, places)

    silent = {key[2] for key in secrets(system.related(), 5) if isinstance(key, tuple)}

    assert {("axe", "axe-1"), ("nature", "famille")} < silent
    assert (("axe", "axe-2") in silent) == (("nature", "culture") in silent)


def _families(dimension: str, value: str, count: int) -> Figure:
    told = ("familles", "", dimension, value, "", "participation", "", 0)
    return Figure(f"{dimension}.{value}", *told, Bornes(count, count), None)


def test_coverage_keeps_what_figures_keep(ask: Ask, rows: Any) -> None:
    """A part of the network is told where its figure is, with its share, whatever is asked."""
    silent = {
        (one["dimension"], one["valeur"])
        for one in rows[1]
        if one["mesure"] == "eleves_touches" and est_tu(one["chiffre"])
    }
    every = ask(Leaving.of(Couverture(annee=YEAR), 5)).named()
    levels = Couverture(annee=YEAR, par=DimensionReseau.NIVEAU)

    assert {(one["dimension"], one["valeur"]) for one in every if est_tu(one["touches"])} == {
        place for place in silent if place in {(one["dimension"], one["valeur"]) for one in every}
    }
    assert all(
        one["taux"] is None or est_tu(one["taux"]) for one in every if est_tu(one["touches"])
    )
    assert ask(Leaving.of(levels, 5)).named() == tuple(
        one for one in every if one["dimension"] == "niveau"
    )


def test_the_bilan_says_what_it_may(ask: Ask) -> None:
    """Its sentences and its chapters are made of what is told; its title says for whom."""
    found = ask(Leaving.of(Bilan(annee=YEAR), 60))
    chapters = {part.name: part for part in found.parts}

    assert found.title == (
        "Bilan 2026-2027 (diffusion externe, effectifs de moins de 60 non communiqués)"
    )
    assert found.text[0].startswith("n. c.")
    assert any("un nombre non communiqué d’enseignants touchés" in line for line in found.text)
    for part in found.parts:
        for column, cells in zip(part.columns, zip(*part.rows, strict=True), strict=False):
            if column.persons:
                assert all(est_tu(cell) or cell in (None, 0) or cell >= 60 for cell in cells)
    silent = [
        row["libelle"] for row in chapters["par_niveau"].named() if est_tu(row["eleves_touches"])
    ]
    assert "CM1" in silent


def test_a_version_keeps_its_fingerprint_inside() -> None:
    """Who knows all but a number between one and four would find it by trying the four."""
    version = Version(YEAR, 1, "arrêtée", date(2027, 7, 1), (), "a1b2c3d4" * 8, None, {})
    found = Content({}, [])

    assert "a1b2c3d4" in _proof(version, found, is_inside=True)
    assert "a1b2c3d4" not in _proof(version, found, is_inside=False)

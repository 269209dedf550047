"""Small counts are not told, nor can anybody compute them from what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings

from ter_core.reports.diffusion.cells import Cells
from ter_core.reports.diffusion.secrets import secrets
from tests.diffusion.tables import Table, deduced, tables

if TYPE_CHECKING:
    from collections.abc import Hashable

# Two ones that nothing hides, since together they are two; their neighbours still are hidden.
UNEQUAL = Table(
    {
        ("r0", "c0"): 1, ("r0", "c1"): 0, ("r1", "c0"): 0, ("r1", "c1"): 2, ("r2", "c0"): 1,
        ("r2", "c1"): 2,
    },
    {"r0": "g", "r1": "g", "r2": "g"},
    3,
)  # fmt: skip


def untold(counts: dict[str, int], whole: str = "total", threshold: int = 5) -> set[Hashable]:
    """What is not told of a whole and its parts."""
    cells = Cells()
    for key, value in counts.items():
        cells.add(key, value)
    cells.divide(whole, [key for key in counts if key != whole])
    return set(secrets(cells, threshold))


@settings(max_examples=100)
@example(UNEQUAL)
@given(tables())
def test_no_untold_count_can_be_computed(table: Table) -> None:
    """Who knows all that is told hesitates on each untold count, and on each that he knows small.

    Unless it would be known whatever else were untold.
    """
    found = secrets(table.cells(), table.threshold)
    small = {key for key, value in table.shown().items() if 0 < value < table.threshold}

    assert small <= found
    assert bool(small) == bool(found)
    assert deduced(table, found, knows_small=False) == set()
    if known := deduced(table, found, knows_small=True) & small:
        nonzero = frozenset(key for key, value in table.shown().items() if value)
        assert known <= deduced(table, nonzero, knows_small=True)  # no silence would help


def test_the_reader_of_the_property_computes_what_only_small_counts_hide() -> None:
    """Where only the small counts are untold, the reader of the property above finds them."""
    table = Table({("r0", "c0"): 3, ("r0", "c1"): 20}, {"r0": "g"}, 5)
    small = frozenset({("r0", "c0"), ("column", "c0"), ("group", "g", "c0")})

    assert deduced(table, small, knows_small=False) == small


def test_a_second_part_is_untold_with_a_small_one() -> None:
    """A total that would give a small part away costs the smallest of the others."""
    assert untold({"total": 63, "a": 3, "b": 20, "c": 40}) == {"a", "b"}


def test_two_small_parts_whose_sum_is_small_cost_a_third() -> None:
    """That two parts make three together is a small count too."""
    assert untold({"total": 53, "a": 1, "b": 2, "c": 20, "d": 30}) == {"a", "b", "c"}


def test_nobody_is_told() -> None:
    """A zero is told, and hides nothing: another part is untold with a small one."""
    assert untold({"total": 33, "a": 3, "b": 0, "c": 30}) == {"a", "c"}


def test_those_left_out_are_a_count() -> None:
    """Where two of a whole are in none of its parts, they cost one of these."""
    assert untold({"total": 32, "a": 10, "b": 20}) == {"a"}


def test_nothing_small_costs_nothing() -> None:
    """Where no count is small, everything is told."""
    assert untold({"total": 30, "a": 10, "b": 20}) == set()


def test_a_total_hides_its_only_part() -> None:
    """A whole of one part is as small as it."""
    assert untold({"total": 3, "a": 3}) == {"total", "a"}


def test_a_count_shown_twice_is_untold_twice() -> None:
    """What another table repeats is untold there too."""
    cells = Cells()
    for key, value in {"total": 23, "a": 3, "b": 20, "b again": 20}.items():
        cells.add(key, value)
    cells.divide("total", ("a", "b"))
    cells.same("b", "b again")

    assert secrets(cells, 5) == {"a", "b", "b again"}


def test_parts_that_share_persons_bound_each_other() -> None:
    """Of ten who came, six to one axe: the four of the other would have been bounded on both sides.

    They are at least four, since together the axes have ten, and at most four if they are few.
    """
    cells = Cells()
    for key, value in {"total": 10, "a": 6, "b": 4}.items():
        cells.add(key, value)
    cells.cover("total", ("a", "b"))

    assert secrets(cells, 5) == {"a", "b"}


def test_what_is_told_together_is_untold_together() -> None:
    """Two counts of one line stand or fall together."""
    cells = Cells()
    for key, value in {"pupils": 4, "participations": 12}.items():
        cells.add(key, value)
    cells.together(("pupils", "participations"))

    assert secrets(cells, 5) == {"pupils", "participations"}


@pytest.mark.parametrize("threshold", [0, 1, 2])
def test_a_threshold_that_hides_nothing_is_refused(threshold: int) -> None:
    """Under a threshold of two, whatever is untold is a one."""
    with pytest.raises(ValueError, match="at least 3"):
        secrets(Cells(), threshold)

"""The mark that stands for a number: nothing is in it, and nothing comes out of it."""

from __future__ import annotations

import json

import pytest

from ter_core.reports.counted import bounded, counted
from ter_core.reports.values import plain, shown
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import BORNES_TUES, TU, est_tu
from ter_core.vocabulary.typography import in_full


def test_what_is_computed_from_it_is_not_told() -> None:
    """A sum, a difference or a share of what is not told is not told either."""
    for found in (TU + 3, 3 + TU, 30 - TU, TU * 2, TU * 100 // 40, sum([3, TU, 12])):
        assert est_tu(found)
    assert est_tu(Bornes(3, TU))
    assert not est_tu(Bornes(3, 4))


def test_it_never_becomes_a_number() -> None:
    """Whatever would need its value fails, rather than say one."""
    with pytest.raises(TypeError):
        int(TU)
    with pytest.raises(TypeError):
        json.dumps(TU)


def test_how_it_is_said() -> None:
    """A mark in a table, words in a sentence, nothing for a program."""
    assert shown(TU) == shown(BORNES_TUES) == bounded(BORNES_TUES) == in_full(TU) == "n. c."
    assert counted(BORNES_TUES, "élève") == "un nombre non communiqué d'élèves"
    assert counted(TU, "participation") == "un nombre non communiqué de participations"
    assert plain(TU) is None
    assert plain(BORNES_TUES) is None

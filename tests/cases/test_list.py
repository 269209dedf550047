"""The list of cases and the tests of this folder say the same."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.cases import CASES

THEMES = sorted(path.stem for path in Path(__file__).parent.glob("test_*.py"))
TESTS = {
    name: (vars(import_module(f"tests.cases.{theme}"))[name].__doc__ or "")
    for theme in THEMES
    if theme != Path(__file__).stem
    for name in vars(import_module(f"tests.cases.{theme}"))
    if name.startswith("test_")
}


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_a_test_named_for_it(case: str) -> None:
    """A test bears its name, and its docstring begins with the case in its own words."""
    assert TESTS[f"test_{case}"].startswith("« ")


def test_no_case_is_left_out_of_the_list() -> None:
    """What a test quotes as a case is in the list, once."""
    quoted = [name for name, rule in TESTS.items() if rule.startswith("« ")]
    assert sorted(quoted) == sorted(f"test_{case}" for case in CASES)

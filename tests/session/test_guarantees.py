"""The page of guarantees cites tests that exist, and no guarantee goes without one."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.session.conftest import ROOT

PAGE = (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8")
CITED = sorted(set(re.findall(r"`(tests/[^`]*)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| **")]


@cache
def defined_in(path: str) -> frozenset[str]:
    """The tests that a file defines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    )


@pytest.mark.parametrize("node", CITED)
def test_a_cited_test_exists(node: str) -> None:
    """A citation is `path::function`, and the function stands in that file."""
    path, _, name = node.partition("::")
    assert (ROOT / path).is_file(), path
    assert name in defined_in(path)


def test_each_guarantee_is_proved() -> None:
    """Every row is a guarantee, a limit, and at least one test; what is not proved is said."""
    assert len(ROWS) > 20
    for row in ROWS:
        _, guarantee, _, proof, end = row.split("|")
        assert guarantee.strip().startswith("**"), row
        assert "`tests/" in proof, row
        assert end == "", row
    assert "Proved on Linux; elsewhere: runs, not proved." in PAGE
    assert "## Not there yet" in PAGE

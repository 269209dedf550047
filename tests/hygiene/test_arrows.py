"""The arrows of the architecture that must never exist (contracts in pyproject.toml)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from importlinter.cli import lint_imports

if TYPE_CHECKING:
    import pytest

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_no_room_imports_a_room_to_its_right(capsys: pytest.CaptureFixture[str]) -> None:
    """Every import contract is kept."""
    status = lint_imports(config_filename=str(PYPROJECT), no_cache=True, no_logo=True)

    assert status == 0, capsys.readouterr().out


def test_words_are_kept_from_every_dependency() -> None:
    """The words know attrs and nothing else: a new dependency joins the contract's list."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (words,) = (contract for contract in contracts if contract["id"] == "vocabulaire")

    wanted = "\n".join(project["project"]["dependencies"]).replace("-", "_")
    names = set(re.findall(r"^\w+", wanted, re.MULTILINE))

    compiled = {"_duckdb"}  # the half of duckdb that the driver imports
    assert set(words["forbidden_modules"]) == (names | compiled) - {"attrs", "tzdata"}

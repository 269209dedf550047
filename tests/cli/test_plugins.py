"""Commands of other packages: found without importing them, harmless when they are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ter_cli.plugins import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Ter

ENTRY_POINTS = """\
[console_scripts]
autre = autre:main

[ter.commands]
carte = ter_carte_essai:carte
casse = ter_casse_essai:casse
faux = ter_carte_essai:faux
init = ter_carte_essai:carte

[autre.groupe]
x = y:z
"""
CARTE = """\
import click

@click.command("carte")
def carte():
    return 1

faux = "pas une commande"
"""


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that brings three commands, of which one cannot be imported."""
    folder = tmp_path / "site"
    info = folder / "ter_carte_essai-1.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    (folder / "ter_carte_essai.py").write_text(CARTE)
    (folder / "ter_casse_essai.py").write_text("import inconnu_de_tous\n")
    monkeypatch.syspath_prepend(str(folder))
    plugins.cache_clear()
    yield
    plugins.cache_clear()


def test_a_plugin_is_a_command(ter: Ter) -> None:
    """It is listed without being imported, and run as one of ours; its answer is the exit code."""
    assert "Extensions\u202f:\n" in ter("--help").out
    assert "carte  ter_carte_essai:carte" in ter("--help").out
    assert ter("carte").code == 1


def test_a_broken_plugin_costs_one_error(ter: Ter) -> None:
    """Help still answers; the command itself says what it lacks."""
    assert ter("--help").code == 0
    answer = ter("casse")

    assert (answer.code, answer.out) == (3, "")
    assert "No module named 'inconnu_de_tous'" in answer.err
    assert ter("faux").code == 3


def test_a_plugin_takes_no_word_of_ours(ter: Ter) -> None:
    """Our commands come first."""
    assert "init  ter_carte_essai" not in ter("--help").out
    assert ter("init").code == 2

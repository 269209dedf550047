"""A workspace kept in git, checked out where git rewrites line ends."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ter_core import Environment, Session
from ter_core.workspace.start import start
from tests.workspace.conftest import Machines, every_file, function, territory

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "essai@example.org"
       for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}  # fmt: skip


def git(folder: Path, *words: str) -> None:
    """Real git, without anybody's settings."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *words],  # noqa: S607  # the one of the machine, whichever it is
        cwd=folder,
        env=env | ALONE,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def workspace(tmp_path: Path, office: Environment) -> Path:
    """A small territory."""
    folder = tmp_path / "ter"
    start(folder, office, acteur=function(), territoire=territory(), poste="Portable")
    return folder


def checked_out(workspace: Path, autocrlf: str) -> Path:
    """The workspace committed, then cloned by somebody whose git has that setting."""
    git(workspace, "init", "-q")
    git(workspace, "-c", f"core.autocrlf={autocrlf}", "add", "-A")
    git(workspace, "commit", "-q", "-m", "x")
    clone = workspace.with_name(f"clone-{autocrlf}")
    git(workspace, "clone", "-q", "-c", f"core.autocrlf={autocrlf}", str(workspace), str(clone))
    return clone


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_a_checkout_keeps_every_line(workspace: Path, machines: Machines, autocrlf: str) -> None:
    """Whatever git does to line ends, the log of a clone is the same bytes, and sound."""
    clone = checked_out(workspace, autocrlf)
    assert every_file(clone / "events") == every_file(workspace / "events")
    with Session.open(clone, env=machines("autre")) as session:
        assert session.check() == []


def test_without_attributes_every_line_is_damaged(workspace: Path, machines: Machines) -> None:
    """The control: without `.gitattributes` the same checkout damages the log."""
    (workspace / ".gitattributes").unlink()
    clone = checked_out(workspace, "true")
    with Session.open(clone, env=machines("autre")) as session:
        assert {finding.kind for finding in session.check()} == {"ligne-abimee"}

"""Setting out: from nothing to a territory that lives, without a command."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ter_core import Session
from ter_core.reports.etablissements import Etablissements
from ter_tui.command import command
from tests.tui.driver import driven

if TYPE_CHECKING:
    from ter_core.environment import Environment

pytestmark = pytest.mark.parcours

FILES = Path(__file__).parents[1] / "imports" / "files" / "territoire"


async def test_from_an_empty_folder_to_the_schools(
    tmp_path: Path, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form begins the territory, a list says what is left to say, and files are seen first."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(FILES / "annuaire.csv", tmp_path)
    async with driven(None, env, author=None) as driver:
        app = driver.app
        assert "Bienvenue" in driver.text
        await driver.press("1")
        assert "Commencer un territoire" in driver.text
        for key, text in (("shift+tab", "mien"), ("tab", "[Val]")):
            await driver.press(key, "ctrl+u")
            await driver.type(text)
        await driver.press("escape")  # what was typed is kept, log or not
        await driver.press("1")
        assert "[Val]" in driver.text
        await driver.press("ctrl+s")
        assert "Corrigez ce qui est signalé" in driver.text
        for text in ("05", "Aix", "zone B", "05065 Guillestre"):
            await driver.type(text)
            await driver.press("tab")
        for text in ("CPC", "ien"):
            await driver.type(text)
            await driver.press("tab")
        await driver.press("ctrl+s")
        await driver.wait_for("Mettre le territoire en place  0 sur 9")
        assert app.territory == "[Val]"
        assert app.desk.signed_by == "acteur:cpc"
        assert "Décisions en retard" not in driver.text

        await driver.press("enter")
        assert "Axe défini" in driver.text
        await driver.type("1")
        await driver.press("tab")
        await driver.type("Réussir")
        await driver.press("ctrl+s")
        await driver.wait_for("☑ Axes")

        await driver.press("down", "enter")
        await driver.press("1")
        await driver.type("rien.csv")
        await driver.press("enter")
        assert "n’existe pas" in driver.text
        await driver.press("ctrl+u")
        await driver.type("annuaire.csv")
        await driver.press("enter")
        assert "lignes lues" in driver.text
        assert _schools(tmp_path / "mien", env) == 0
        await driver.press("ctrl+s")
        await driver.wait_for("☑ Établissements")
        assert "2 sur 9" in driver.text
        assert _schools(tmp_path / "mien", env) > 0
        assert any("enregistré" in told for told in driver.toasts)


async def test_the_demonstration_in_two_keys(
    tmp_path: Path, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever only wants to see is given a living territory of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    async with driven(None, env, author=None) as driver:
        await driver.press("2", "enter")
        await driver.wait_for("Décisions en retard  7")
        assert driver.app.desk.can_write
        assert (tmp_path / "ter-demonstration" / "events" / "journal.json").exists()


async def test_a_log_that_cannot_be_opened_is_told(tmp_path: Path, env: Environment) -> None:
    """What is wrong and what to do; leaving then answers 3, as any command would."""
    (tmp_path / "journal.json").write_text("abîmé", encoding="utf-8")
    async with driven(tmp_path, env) as driver:
        assert "Ce journal ne s’ouvre pas" in driver.text
        assert "sauvegarde" in driver.text
        assert "Commencer un territoire" not in driver.text
        await driver.pilot.press("2")
        await driver.pilot.pause(0.1)
        assert driver.app.return_value == 3


def test_not_a_terminal() -> None:
    """Into a file or a pipe, the interface says so and answers 2."""
    answer = CliRunner().invoke(command, [], standalone_mode=False)
    assert answer.return_value == 2
    assert "« ter --help »" in answer.output.replace("\u202f", " ")


def test_ter_alone_in_a_real_terminal(tmp_path: Path) -> None:
    """`ter` opens the interface, and a terminal whose program is ended is given back as it was."""
    pid, handle = pty.fork()
    if not pid:
        os.chdir(tmp_path)
        keep = {"TER_ETAT": str(tmp_path / "e"), "TER_CACHE": str(tmp_path / "c")}
        known = {name: text for name, text in os.environ.items() if not name.startswith("TER_")}
        os.execve(  # noqa: S606 - what is tested
            sys.executable, [sys.executable, "-m", "ter_cli"], {**known, "TERM": "xterm", **keep}
        )
    seen, ended, told, end = b"", None, False, time.monotonic() + 30
    while ended is None and time.monotonic() < end:
        if select.select([handle], [], [], 0.05)[0]:
            with contextlib.suppress(OSError):
                seen += os.read(handle, 65_536)
        if not told and b"Bienvenue" in seen:
            os.kill(pid, signal.SIGTERM)
            told = True
        done, status = os.waitpid(pid, os.WNOHANG)
        ended = os.waitstatus_to_exitcode(status) if done else None
    os.close(handle)
    assert (told, ended) == (True, 143), seen[-500:]
    assert seen.rfind(b"\x1b[?1049l") > seen.rfind(b"\x1b[?1049h") >= 0


def _schools(folder: Path, env: Environment) -> int:
    with Session.open(folder, env=env) as session:
        return len(session.ask(Etablissements()).rows)

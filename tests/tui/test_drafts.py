"""What is typed and not recorded yet: kept at every key, found again, dropped when one says so."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core import Session
from ter_core.workspace.screens import Drafts
from ter_tui.acts.recording import resume
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.form import FormScreen
from ter_tui.forms.pending import pending
from ter_tui.forms.request import Kept
from tests.tui.driver import driven

if TYPE_CHECKING:
    from ter_core.environment import Environment

_ROOT = Path(__file__).parents[2]


async def test_a_form_is_left_and_found_again(demo: Path, env: Environment) -> None:
    """A form that is left is kept, dropped or gone on with; what was not typed is not kept."""
    async with driven(demo, env, start="journal") as driver:
        app = driver.app
        app.create("DifficulteRelevee")
        await driver.settle()
        await driver.type("Le car [red]")
        await driver.press("escape")
        assert "1 Garder pour plus tard" in driver.text
        await driver.press("escape")
        assert isinstance(app.screen, FormScreen)
        await driver.press("escape", "ampersand")
        assert not isinstance(app.screen, FormScreen)
        (left,) = pending(app)
        assert left.label.plain == "Difficulté relevée — Le car [red]"
        assert left.since == env.now()

        app.run_worker(resume(app, left.name))
        await driver.wait_for("Saisie reprise")
        assert app.screen.query(FieldBox).first().text == "Le car [red]"
        await driver.press("ctrl+n")
        assert app.screen.query(FieldBox).first().text == ""
        assert pending(app) == []
        await driver.press("escape")
        assert not isinstance(app.screen, FormScreen)

        app.say("ActionModifiee", "action", "A-2026-003")
        await driver.settle()
        box = next(one for one in app.screen.query(FieldBox) if one.plan.key == "champs.lieu")
        box.text = "Stade de Vars"
        await driver.settle()
        (left,) = pending(app)
        assert app.drafts is not None
        kept = Kept.of(app.drafts.find(left.name))
        assert kept is not None
        assert kept.typed == {"champs.lieu": "Stade de Vars"}
        assert kept.request.subject_label == "A-2026-003 Cross du réseau"
        await driver.press("escape", "2")
        assert pending(app) == []


class _Terminal:
    """The program in a terminal of its own."""

    def __init__(self, folder: Path, env: Environment) -> None:
        self.drawn = b""
        self.main, second = pty.openpty()
        ioctl(second, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ter_cli", "tui", "--journal", str(folder)],
            stdin=second,
            stdout=second,
            stderr=second,
            cwd=_ROOT,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "TER_AUJOURDHUI": "2026-11-21",
                "TER_ETAT": str(env.state_dir),
                "TER_CACHE": str(env.cache_dir),
            },
        )
        os.close(second)

    def wait_for(self, text: str) -> None:
        """Read what is drawn until a text is."""
        end = time.monotonic() + 30
        while text.encode() not in self.drawn:
            assert time.monotonic() < end, self.drawn[-2000:].decode(errors="replace")
            if select.select([self.main], [], [], 0.2)[0]:
                self.drawn += os.read(self.main, 65536)
        self.drawn = self.drawn.partition(text.encode())[2]

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.main, text.encode())

    def open_form(self) -> None:
        """Open the form of a decision."""
        self.wait_for("Prochaines")
        self.type("3")
        self.wait_for("Ouvertes")
        self.wait_for("D-2025-014")
        self.type("n")
        self.wait_for("Facultatif")

    def kill(self) -> None:
        """End the process where it stands."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.main)


def test_a_killed_process_loses_nothing_of_what_is_typed(demo: Path, env: Environment) -> None:
    """What was typed in a form stands in it again when the program was killed and opened anew."""
    terminal = _Terminal(demo, env)
    try:
        terminal.open_form()
        terminal.type("S3\t\tCommander")
        with Session.open(demo, env=env) as session:
            drafts = Drafts.of(session)
            end = time.monotonic() + 30
            while "Commander" not in str(list(drafts.all())):
                assert time.monotonic() < end
                time.sleep(0.01)
    finally:
        terminal.kill()
    again = _Terminal(demo, env)
    try:
        again.open_form()
        again.wait_for("Saisie reprise")
    finally:
        again.kill()

"""`ter` on a real terminal: it asks, it lets go of Ctrl-C, it obeys no text that was stored."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from attrs import frozen

from ter_core import reports
from ter_core.log.line import encode, genesis
from ter_core.log.record import Draft
from tests.ledger.conftest import Machine
from tests.session.conftest import process_env

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")

WIDTH, HEIGHT = 80, 40
PATIENCE = 30.0  # seconds, of a machine that is busy elsewhere
HOSTILE = "Navette\x1b]2;pirate\x07\x1b[2J\x1b[31m \u202efdp.exe\u200b fin"
ID = "019a0000-0000-7000-8000-000000000001"


@frozen
class Terminal:
    """A terminal of a tmux of our own; `raw` keeps every byte the program sent to it."""

    socket: Path
    machine: Machine
    raw: Path

    def tmux(self, *words: str) -> str:
        """One tmux command, and what it prints."""
        done = subprocess.run(
            ["tmux", "-u", "-S", str(self.socket), "-f", "/dev/null", *words],  # noqa: S607
            env=process_env(self.machine) | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout

    def ter(self, *words: str) -> None:
        """Run `ter` in the terminal."""
        self.run(sys.executable, "-m", "ter_cli", *words)

    def run(self, *words: str) -> None:
        """Run a program; its exit code is shown after its end, as `[code 0]`."""
        # The pane waits until its bytes are kept. The shell survives Ctrl-C, the program gets it.
        script = f'trap : INT; read -r _; {shlex.join(words)}; echo "[code $?]"; exec cat'
        size = ("-x", str(WIDTH), "-y", str(HEIGHT))
        folder = str(self.machine.folder)
        self.tmux("new-session", "-d", *size, "-c", folder, "sh", "-c", script)
        self.tmux("pipe-pane", "-o", f"exec cat >{shlex.quote(str(self.raw))}")
        self.type("")

    def type(self, text: str) -> None:
        """Type a line."""
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", "Enter")

    def screen(self) -> str:
        """What is to be read on the screen."""
        return self.tmux("capture-pane", "-p").replace("\u202f", " ").replace("\u00a0", " ")

    def until(self, text: str) -> str:
        """The screen once it shows a text."""
        end = time.monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            assert time.monotonic() < end, f"no « {text} » in:\n{screen}"
        return screen

    def sent(self) -> bytes:
        """Every byte that the terminal received, the exit code last."""
        end = time.monotonic() + PATIENCE
        while b"[code " not in (sent := self.raw.read_bytes()):
            assert time.monotonic() < end, sent
        return sent

    def answer(self, prompts: Sequence[tuple[str, str]]) -> None:
        """Answer each question once it is asked."""
        for prompt, typed in prompts:
            self.until(prompt)
            self.type(typed)


@pytest.fixture
def terminal(laptop: Machine, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in the folder of a territory; it goes with the test."""
    laptop.session.__exit__(None, None, None)
    # The path of a socket has a hundred bytes: pytest's folders may be deeper.
    with tempfile.TemporaryDirectory() as folder:
        made = Terminal(Path(folder) / "tmux", laptop, tmp_path / "octets")
        yield made
        if made.socket.exists():
            made.tmux("kill-server")


def test_missing_fields_are_asked_and_recorded(terminal: Terminal) -> None:
    """`ter decision adopter` alone asks what it needs, in French, and writes the decision."""
    terminal.ter("decision", "adopter")
    terminal.answer(
        [
            ("Lequel (1 ou 2)", "1"),
            ("Séance (exemple", "S1"),
            ("Libellé (exemple", "Ouvrir une navette entre Vars et l'école"),
            ("Responsables (exemple", "principal"),
            ("1. Échéance", "1"),
            ("Échéance (exemple", "15/03/2027"),
        ]
    )
    screen = terminal.until("[code ")

    assert "[code 0]" in screen, screen
    assert "D-2026-001" in screen
    (row,) = terminal.machine.session.ask(reports.get("suivi")()).rows
    assert row[1] == "Ouvrir une navette entre Vars et l'école"
    assert row[2] == ["principal"]
    # The clock of the terminal's process is the real one, ahead of the laptop's.
    assert {finding.kind for finding in terminal.machine.session.check()} <= {"date-future"}


def test_ctrl_c_writes_nothing(terminal: Terminal) -> None:
    """Ctrl-C at a question answers 130, says that nothing was written, and nothing is."""
    before = terminal.machine.bytes()
    terminal.ter("decision", "adopter")
    terminal.answer([("Lequel (1 ou 2)", "1"), ("Séance (exemple", "S1")])
    terminal.until("Libellé (exemple")
    terminal.tmux("send-keys", "C-c")
    screen = terminal.until("[code ")

    assert "[code 130]" in screen, screen
    assert "rien n’a été écrit." in screen
    assert "Traceback" not in screen
    assert terminal.machine.bytes() == before


def insert(machine: Machine, libelle: str) -> None:
    """Put a sound line into the log, which no door of the program would have written."""
    poste = "a" * 16
    values = {
        "code": "D-2026-001",
        "hors_seance": "courriel",
        "libelle": libelle,
        "responsables": ["acteur:principal"],
        "echeance": "2027-03-15",
        "priorite": 2,
    }
    draft = Draft(
        *(ID, "DecisionAdoptee", 1, f"decision:{ID}", (), 1),
        *("2026-11-12", "2026-11-12T14:00:00.000Z", "acteur:principal", "cli", None, values),
    )
    link = genesis(machine.session.journal.id, poste)
    line, _ = encode(draft, poste=poste, rang=1, precedente=link, lot=None, sel="0" * 32)
    (machine.folder / "events" / poste).mkdir()
    (machine.folder / "events" / poste / "actif.ndjson").write_bytes(line)


def test_hostile_text_is_shown_and_not_obeyed(terminal: Terminal) -> None:
    """Escape sequences and bidi marks of a stored label are written out on a real terminal."""
    insert(terminal.machine, HOSTILE)
    terminal.ter("suivi")
    screen = terminal.until("[code ")
    shown = "".join(screen.split())

    assert "[code 0]" in screen, screen
    assert "Navette<U+001B>]2;pirate<U+0007><U+001B>[2J<U+001B>[31m" in shown
    assert "<U+202E>fdp.exe<U+200B>fin" in shown
    assert "pirate" not in terminal.tmux("display-message", "-p", "#{pane_title}")
    sent = terminal.sent()
    assert b"Navette" in sent  # these are the bytes of the program
    for obeyed in ("\x1b]2;", "\x1b[2J", "\x07", "\u202e", "\u200b"):
        assert obeyed.encode() not in sent


def test_this_terminal_obeys_what_is_not_made_harmless(terminal: Terminal) -> None:
    """The control: printed as it is, the same label renames the terminal and clears it."""
    terminal.run("printf", "%s", HOSTILE)
    terminal.until("[code 0]")
    assert terminal.tmux("display-message", "-p", "#{pane_title}").strip() == "pirate"
    assert "Navette" not in terminal.screen()
    assert b"\x1b]2;pirate" in terminal.sent()

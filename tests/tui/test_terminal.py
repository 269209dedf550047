"""`ter tui` in a real terminal: AZERTY keys, a killed process, a resize, no colours, the end."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

if TYPE_CHECKING:
    from ter_core.environment import Environment

pytestmark = [
    pytest.mark.parcours,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here"),
]

PATIENCE = 60.0  # seconds, of a machine that is busy elsewhere
ROOT = Path(__file__).parents[2]
STYLE = re.compile(r"\x1b\[([\d;]*)m")
SHADE = re.compile(r"[34]8;2;(\d+);(\d+);(\d+)")
NAMED = re.compile(r"(?:^|;)(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;5;\d+)(?=;|$)")
LABEL = "Ouvrir la salle d'arts le mercredi"


@frozen
class Terminal:
    """A tmux of our own; each run of the interface has its window, and a shell that outlives it."""

    socket: Path
    folder: Path
    env: Environment

    def tmux(self, *words: str) -> str:
        """One tmux command, and what it prints."""
        done = subprocess.run(
            ["tmux", "-u", "-S", str(self.socket), "-f", "/dev/null", *words],  # noqa: S607
            env=self._process_env(),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout

    def start(self, **environment: str) -> None:
        """Run `ter tui` in a new terminal of 80 columns; when it ends its code is shown."""
        told = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        words = [sys.executable, "-m", "ter_cli", "tui", "--auteur", "coordination"]
        script = (
            f'env {told} {shlex.join(words)}; echo "[code $?]"; '
            "stty -a | tr ' ;' '\\n\\n' | grep -x -e echo -e icanon; exec cat"
        )
        self.tmux(
            *("new-session", "-d", "-x", "80", "-y", "24", "-c", str(self.folder), "sh", "-c"),
            script,
        )

    def end(self) -> None:
        """Close the terminal."""
        self.tmux("kill-session")

    def kill(self) -> None:
        """Kill the interface as a power cut would."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="],  # noqa: S607
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        pairs = [line.split() for line in listed.stdout.splitlines()]
        (child,) = [int(pid) for pid, parent in pairs if parent == shell]
        os.kill(child, signal.SIGKILL)

    def type(self, text: str) -> None:
        """Type characters."""
        self.tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys (tmux's names)."""
        self.tmux("send-keys", *keys)

    def screen(self, *options: str) -> str:
        """What is to be read on the screen."""
        shown = self.tmux("capture-pane", "-p", *options)
        return shown.replace("\u202f", " ").replace("\u00a0", " ")

    def until(self, text: str) -> str:
        """The screen once it shows a text."""
        end = time.monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            assert time.monotonic() < end, f"no « {text} » in:\n{screen}"
            time.sleep(0.02)
        return screen

    def flag(self, name: str) -> str:
        """What tmux says of the terminal."""
        return self.tmux("display-message", "-p", f"#{{{name}}}").strip()

    def _process_env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "TER_ETAT": str(self.env.state_dir),
            "TER_CACHE": str(self.env.cache_dir),
            "TER_AUJOURDHUI": "2026-11-21",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }


@pytest.fixture
def terminal(demo: Path, env: Environment) -> Iterator[Terminal]:
    """A terminal in the folder of a territory; it goes with the test."""
    # The path of a socket has a hundred bytes: pytest's folders may be deeper.
    with tempfile.TemporaryDirectory() as folder:
        made = Terminal(Path(folder) / "tmux", demo.parent, env)
        yield made
        if made.socket.exists():
            subprocess.run(
                ["tmux", "-S", str(made.socket), "kill-server"],  # noqa: S607
                capture_output=True,
                check=False,
            )


def is_coloured(screen: str) -> bool:
    """Whether anything on a screen has a colour; a shade of grey is none."""
    for style in STYLE.findall(screen):
        if any(len(set(shade)) > 1 for shade in SHADE.findall(style)):
            return True
        if NAMED.search(SHADE.sub("", style)):
            return True
    return False


def type_and_be_killed(terminal: Terminal) -> None:
    """Go from rubrique to rubrique with unshifted digits, begin a decision, and lose the power."""
    terminal.start()
    terminal.until("Décisions en retard")
    terminal.type("é")
    terminal.until("Calendrier")
    terminal.type("&")
    terminal.until("Prochaines dates")
    terminal.type('"')
    terminal.until("D-2025-014")
    assert is_coloured(terminal.screen("-e"))
    terminal.type("n")
    terminal.until("Hors séance")
    terminal.press("Tab")
    terminal.type("courriel")
    terminal.press("Tab")
    terminal.type(LABEL)
    terminal.until(LABEL)
    terminal.kill()
    terminal.end()


def test_a_day_at_a_real_terminal(terminal: Terminal) -> None:
    """What was being typed when the process was killed is there again, and is recorded.

    Resized, the interface redraws; left, it gives the terminal back. Without colours it has none.
    """
    type_and_be_killed(terminal)
    terminal.start(NO_COLOR="1")
    terminal.until("Saisies en cours")
    terminal.type('"')
    terminal.until("D-2025-014")
    terminal.type("n")
    assert "courriel" in terminal.until(LABEL)
    terminal.type("coordination")
    terminal.until("= Coordination du TER")
    terminal.press("Tab")
    terminal.type("+15j")
    terminal.until("6 décembre 2026")
    assert not is_coloured(terminal.screen("-e"))
    terminal.press("C-s")
    terminal.until("✓ Décision adoptée : D-2026-010")
    terminal.until("n Nouveau")
    terminal.tmux("resize-window", "-x", "120", "-y", "36")
    screen = terminal.until("5 Participations")
    assert len(screen.splitlines()) == 36
    assert not is_coloured(terminal.screen("-e"))
    terminal.press("C-q")
    assert "[code 0]" in terminal.until("[code ")
    terminal.until("icanon\necho")
    after = [terminal.flag(one) for one in ("alternate_on", "cursor_flag", "mouse_any_flag")]
    assert after == ["0", "1", "0"]

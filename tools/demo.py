"""Write the log of the demonstration from its readable source, through postes, as people would.

`python -m tools.demo` writes events/ again, `python -m tools.demo --check` answers 1 with the first
file that differs. The source and its small format are described in demo/README.md.
"""

from __future__ import annotations

import contextlib
import heapq
import io
import os
import random
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path

import orjson
from attrs import define, field, frozen

from ter_cli.main import run
from ter_core.environment import PARIS, Environment
from ter_core.log.journal import create_journal, open_journal

ROOT = Path(__file__).parents[1]
SOURCE, LOG = ROOT / "demo", ROOT / "events"

_SEED = "TER du Guillestrois-Queyras"
_MINUTE = timedelta(minutes=1)
_CLOCK = re.compile(r"\[(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) ([a-z]+)\]")
_NOTE = re.compile(r"\[noter ([a-z-]+)\]")
_CITED = re.compile(r"\{([a-z-]+)\}")


class SourceError(Exception):
    """A line of the source cannot be played; the message says which one and why."""


@frozen
class Line:
    """A logical line of the source and the place where it begins."""

    place: str
    text: str


@define
class Poste:
    """A machine of its own: the workspace where one person types, its folders, its chance."""

    root: Path
    env: Environment
    received: set[str] = field(factory=set)

    @property
    def log(self) -> Path:
        """Its copy of the log."""
        return self.root / "events"

    def own_streams(self) -> list[Path]:
        """The folders that this poste writes."""
        folders = (path for path in self.log.iterdir() if path.is_dir())
        return sorted(path for path in folders if path.name not in self.received)

    def receive(self, other: Poste) -> None:
        """Take what another poste has written."""
        if not other.log.exists():
            return
        self.log.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(other.log / "journal.json", self.log / "journal.json")
        for stream in other.own_streams():
            shutil.copytree(stream, self.log / stream.name, dirs_exist_ok=True)
            self.received.add(stream.name)

    def last_event(self) -> str:
        """The id of the last event that it wrote."""
        lines = (self.own_streams()[0] / "actif.ndjson").read_bytes().splitlines()
        return str(orjson.loads(lines[-1])["id"])


@define
class Stage:
    """The clock that everybody shares, the postes, and what was noted."""

    root: Path
    now: datetime = datetime(2024, 1, 1, tzinfo=UTC)
    postes: dict[str, Poste] = field(factory=dict)
    typing: str = ""
    noted: dict[str, str] = field(factory=dict)

    def play(self, line: Line) -> None:
        """One line of the source.

        Raises:
            SourceError: it cannot be played.
        """
        if clock := _CLOCK.fullmatch(line.text):
            self.set_clock(clock[1], line)
            self.sit_down(clock[2])
        elif note := _NOTE.fullmatch(line.text):
            self.noted[note[1]] = self.postes[self.typing].last_event()
        elif line.text == "[synchroniser]":
            self.synchronise()
        elif line.text.startswith("["):
            raise SourceError(f"{line.place}: {line.text} is no directive, see demo/README.md")
        else:
            self.type(line)

    def set_clock(self, text: str, line: Line) -> None:
        """The clock of Paris; it only goes forward."""
        then = datetime.fromisoformat(text).replace(tzinfo=PARIS)
        if then < self.now:
            late = self.now.astimezone(PARIS)
            raise SourceError(f"{line.place}: it is already {late:%Y-%m-%d %H:%M} here")
        self.now = then

    def sit_down(self, name: str) -> None:
        """The next lines are typed on that poste; a new one first receives everything."""
        if name not in self.postes:
            place = self.root / name
            env = Environment(
                now=lambda: self.now,
                random_bytes=random.Random(f"{_SEED}/{name}").randbytes,  # noqa: S311 - same each time
                state_dir=place / "etat",
                cache_dir=place / "cache",
            )
            self.postes[name] = Poste(place / "dossier", env)
            self.postes[name].root.mkdir(parents=True)
            self.synchronise()
        self.typing = name

    def synchronise(self) -> None:
        """Everybody receives what the others wrote."""
        for poste in self.postes.values():
            for other in self.postes.values():
                if other is not poste:
                    poste.receive(other)

    def type(self, line: Line) -> None:
        """One command, on the poste that types."""
        if not self.typing:
            raise SourceError(f"{line.place}: no poste types here yet")
        poste, errors = self.postes[self.typing], io.BytesIO()
        words = [_CITED.sub(self.cited, word) for word in shlex.split(line.text)]
        with contextlib.chdir(poste.root):  # where this person works
            code = run(words, poste.env, stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=errors)
        if code:
            raise SourceError(f"{line.place}: {line.text}\n{errors.getvalue().decode()}")
        self.now += _MINUTE

    def cited(self, found: re.Match[str]) -> str:
        """The event that was noted under a name."""
        return self.noted.get(found[1], found[0])


def lines(source: Path) -> Iterator[Line]:
    """Every logical line of the source, hour by hour; at the same hour, files by name."""
    files = (_timed(path, source.parent) for path in sorted(source.rglob("*.txt")))
    for _, line in heapq.merge(*files, key=itemgetter(0)):
        yield line


def _timed(path: Path, root: Path) -> Iterator[tuple[str, Line]]:
    """The lines of one file, each with the hour that the last clock above it gives."""
    start, kept, hour = 0, "", ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        start = start if kept else number
        kept += text.removesuffix("\\")
        if not text.endswith("\\"):
            line = Line(f"{path.relative_to(root).as_posix()}:{start}", kept.strip())
            clock = _CLOCK.fullmatch(line.text)
            hour = clock[1] if clock else hour
            yield hour, line
            kept = ""


def build(source: Path, folder: Path) -> None:
    """Play the source and leave in `folder` the log that the postes wrote together, a *modele*.

    Raises:
        SourceError: a line cannot be played.
    """
    with tempfile.TemporaryDirectory(prefix="ter-demo-") as place:
        stage = Stage(Path(place))
        for line in lines(source):
            stage.play(line)
        first, *_ = stage.postes.values()
        journal = open_journal(first.log)
        create_journal(folder, first.env, journal_id=journal.id, modele=True)
        for poste in stage.postes.values():
            for stream in poste.own_streams():
                shutil.copytree(stream, folder / stream.name)


def difference(wanted: Path, found: Path) -> str | None:
    """The first file, by name, that is not the same in both folders."""
    names = {
        path.relative_to(root)
        for root in (wanted, found)
        for path in root.rglob("*")
        if path.is_file()
    }
    for name in sorted(names):
        pair = [root / name for root in (wanted, found)]
        contents = [path.read_bytes() if path.is_file() else None for path in pair]
        if contents[0] != contents[1]:
            return str(name)
    return None


def main() -> int:
    """Write events/, or with `--check` say where it is not what the source tells."""
    for name in ("TER_JOURNAL", "TER_ACTEUR", "TER_AUJOURDHUI"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="ter-demo-") as place:
        made = Path(place) / "events"
        try:
            build(SOURCE, made)
        except SourceError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        if "--check" in sys.argv:
            stale = difference(made, LOG)
            if stale:
                sys.stderr.write(f"events/{stale} is stale: run python -m tools.demo\n")
            return 1 if stale else 0
        shutil.rmtree(LOG, ignore_errors=True)
        shutil.copytree(made, LOG)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

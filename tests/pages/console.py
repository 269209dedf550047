"""A page of `docs/` whose commands are played: what it shows is what they answer.

In a `console` block, `$ ter …` is a command, which a line that ends with a backslash continues;
what follows is its stdout, then its stderr (`! `), then its exit code in brackets unless it is 0.
`[2026-11-12]` alone on a line is the day from which the next commands are typed.
`TER_TRANSCRIPTS=ecrire pytest tests/pages` writes what was answered.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from attrs import define, field

from ter_cli.main import run
from ter_core.environment import Environment

__all__ = ["Desk", "check", "played", "sections"]

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"(?<=```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_DAY = re.compile(r"\[(\d{4}-\d{2}-\d{2})\]")
_COMMAND = "$ "


@define
class Desk:
    """A machine of its own, whose clock is the page's and whose chance is always the same."""

    folder: Path
    now: datetime = datetime(2026, 11, 20, 8, tzinfo=UTC)
    chance: Random = field(factory=lambda: Random(14))  # noqa: S311 - reproducible on purpose

    @property
    def env(self) -> Environment:
        """What a command sees of this machine."""
        return Environment(
            now=self.tick,
            random_bytes=self.chance.randbytes,
            state_dir=self.folder / "etat",
            cache_dir=self.folder / "cache",
            fixed_today=self.now.date(),
        )

    def tick(self) -> datetime:
        """The hour, a second later each time it is read."""
        self.now += timedelta(seconds=1)
        return self.now

    def wake(self, day: date) -> None:
        """It is eight in the morning of a day, UTC."""
        self.now = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)

    def type(self, command: str) -> list[str]:
        """What a command answers, line by line."""
        name, *words = shlex.split(command)
        assert name == "ter", command
        out, err = io.BytesIO(), io.BytesIO()
        code = run(words, self.env, stdin=io.BytesIO(), stdout=out, stderr=err)
        errors = err.getvalue().decode().replace(str(Path.cwd()), "DOSSIER").splitlines()
        end = [f"[{code}]"] if code else []
        return [*out.getvalue().decode().splitlines(), *(f"! {one}" for one in errors), *end]


def sections(page: str) -> list[str]:
    """The text of a page in parts, each from a title of the third level to the next title."""
    return re.split(r"(?m)^(?=#{2,3} )", page)


def played(text: str, desk: Desk) -> str:
    """The text with the answers that its commands give today."""
    return _BLOCK.sub(lambda block: "".join(_lines(block[0], desk)), text)


def _lines(block: str, desk: Desk) -> Iterator[str]:
    """The lines of a block, played: days, commands, what they answer, a blank line between two."""
    waiting: list[str] = []
    after = ""
    for line in block.splitlines():
        if not waiting and (day := _DAY.fullmatch(line)):
            desk.wake(date.fromisoformat(day[1]))
            yield f"{after}{line}\n"
            after = ""
        elif waiting or line.startswith(_COMMAND):
            yield f"{line}\n" if waiting else f"{after}{line}\n"
            waiting.append(line)
            if not line.endswith("\\"):
                typed = " ".join(one.removesuffix("\\").strip() for one in waiting)
                waiting, after = [], "\n"
                yield from (f"{told}\n" for told in desk.type(typed.removeprefix(_COMMAND)))


def check(page: Path, play: Callable[[str], str]) -> None:
    """A page is what it would be if it were written now."""
    written = page.read_text(encoding="utf-8")
    found = play(written)
    if os.environ.get("TER_TRANSCRIPTS") == "ecrire":
        page.write_text(found, encoding="utf-8", newline="\n")
        return
    assert found == written

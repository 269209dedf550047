"""Several machines on one page of the guide, each with its own copy of the shared folder.

Between two `console` blocks, `<!-- poste : NOM -->` says at which machine the next commands are
typed; before it, at the coordination's. `<!-- heure : 17 -->` says that it is past five, in Paris.
`<!-- copie -->` gives every machine the files that it lacks or has an older state of, as a
synchronised folder does. `mkdir` and `cd` are typed as in any terminal.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from attrs import define, field

from tests.pages.console import Desk, played

__all__ = ["Office", "played_at"]

_MARK = re.compile(r"(?m)^<!-- (poste|heure|copie)(?: : (\w+))? -->$")
_PARIS = ZoneInfo("Europe/Paris")
_FIRST = "coordination"


@define
class Office(Desk):
    """A machine at which one may change folder; `folder` also holds what it shares."""

    here: Path = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.here = self.shared
        self.here.mkdir(parents=True)

    @property
    def shared(self) -> Path:
        """The folder of which the other machines have a copy."""
        return self.folder / "travail"

    def type(self, command: str) -> list[str]:
        """What a command answers, line by line."""
        name, *words = shlex.split(command)
        if name == "mkdir":
            (self.here / words[0]).mkdir()
        elif name == "cd":
            self.here /= words[0]
            assert self.here.is_dir()
        else:
            with pytest.MonkeyPatch.context() as patched:
                patched.chdir(self.here)
                return super().type(command)
        return []


def played_at(text: str, folder: Path, files: Iterable[Path] = ()) -> tuple[str, dict[str, Office]]:
    """A page with the answers that its commands give today, and the machines it was played at.

    The files are in the first machine's folder when the page begins.
    """
    offices = {_FIRST: Office(folder / _FIRST)}
    for file in files:
        shutil.copy2(file, offices[_FIRST].shared)
    office = offices[_FIRST]
    done, last = [], 0
    for mark in _MARK.finditer(text):
        done.append(played(text[last : mark.start()], office) + mark[0])
        last = mark.end()
        if mark[1] == "copie":
            _copied([one.shared for one in offices.values()])
        elif mark[1] == "heure":
            paris = office.now.astimezone(_PARIS).replace(hour=int(mark[2]), minute=5)
            office.now = paris.astimezone(UTC)
        else:
            office = _moved(offices, office, mark[2])
    return "".join([*done, played(text[last:], office)]), offices


def _moved(offices: dict[str, Office], office: Office, name: str) -> Office:
    """Another machine, at the hour that it is at this one."""
    if name not in offices:
        chance = Random(14 + len(offices))  # noqa: S311 - reproducible on purpose
        offices[name] = Office(office.folder.parent / name, chance=chance)
    offices[name].now = office.now
    return offices[name]


def _copied(folders: list[Path]) -> None:
    """Each file, in its newest state, in every folder; none is deleted."""
    newest: dict[Path, Path] = {}
    for folder in folders:
        for file in (path for path in folder.rglob("*") if path.is_file()):
            known = newest.setdefault(file.relative_to(folder), file)
            if file.stat().st_mtime_ns > known.stat().st_mtime_ns:
                newest[file.relative_to(folder)] = file
    for name, file in newest.items():
        for target in (folder / name for folder in folders):
            if target != file:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, target)

"""A machine whose clock and chance are fixed, and a way to run `ter` on it inside the process."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from ter_cli.main import run
from ter_core.environment import Environment

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


class Ter(Protocol):
    """`ter` as a function."""

    def __call__(self, *words: str, stdin: str = "") -> Answer:
        """Run one command line."""


@pytest.fixture
def fixed(tmp_path: Path) -> Environment:
    """A clock that gains a second each time it is read, and bytes drawn from a fixed seed."""
    times = (datetime(2026, 11, 21, 8, tzinfo=UTC) + timedelta(seconds=n) for n in range(100_000))
    return Environment(
        now=lambda: next(times),
        random_bytes=Random(14).randbytes,  # noqa: S311 - reproducible on purpose
        state_dir=tmp_path / "etat",
        cache_dir=tmp_path / "cache",
        fixed_today=TODAY,
    )


@pytest.fixture
def ter(fixed: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ter:
    """`ter`, run in an empty folder."""
    folder = tmp_path / "travail"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def command(*words: str, stdin: str = "") -> Answer:
        out, err = io.BytesIO(), io.BytesIO()
        code = run(words, fixed, stdin=io.BytesIO(stdin.encode()), stdout=out, stderr=err)
        return Answer(code, out.getvalue().decode(), err.getvalue().decode())

    return command


BEGIN = (
    *("init", "--nom", "TER d'essai", "--departement", "Hautes-Alpes"),
    *("--academie", "Aix-Marseille", "--zone", "B", "--acteur", "coordination"),
    *("--qualite", "Coordination du TER", "--role", "coordination"),
)
STEPS = """
acteur inscrire --code principal --qualite Principal --role principal --role pilote
instance creer --code copil --nature copil --nom COPIL --presidence principal
seance programmer --instance copil --debut 2026-11-12T14:00 --lieu X --modalite visio --le 2/11/2026
decision adopter --seance S1 --libelle Navette --responsable principal --echeance 15/03/2027
"""


@pytest.fixture
def begun(ter: Ter) -> Ter:
    """`ter` in a workspace that has one séance and one decision."""
    for words in (BEGIN, *(step.split() for step in STEPS.strip().splitlines())):
        answer = ter(*words)
        assert answer.code == 0, answer
    return ter

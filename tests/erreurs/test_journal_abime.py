"""The gallery: one broken log, and the exact sentence a person reads, per kind of finding."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from ter_core.log import memory
from ter_core.log.findings import Finding
from ter_core.log.journal import create_journal
from ter_core.log.line import decode, encode
from tests.log.support import Machine, erased, make_env, other_machine

Break = Callable[[Machine, Path], Any]


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file, each with its LF."""
    return path.read_bytes().splitlines(keepends=True)


def keep(office: Machine, *wanted: int) -> None:
    """Keep only those lines of the active file."""
    lines = lines_of(office.active)
    office.active.write_bytes(b"".join(lines[index] for index in wanted))


def position(machine: Machine) -> list[dict[str, Any]]:
    """The position as an event carries it."""
    return [
        {"poste": e.poste, "rang": e.rang, "empreinte": e.empreinte}
        for e in machine.read().position
    ]


def damaged_line(office: Machine, _: Path) -> None:
    """One letter changed in the second line."""
    office.record(3)
    office.active.write_bytes(office.active.read_bytes().replace(b"D-2", b"D-7"))


def crlf(office: Machine, _: Path) -> None:
    """The whole file rewritten with CR LF."""
    office.record(3)
    office.active.write_bytes(office.active.read_bytes().replace(b"\n", b"\r\n"))


def torn(office: Machine, _: Path) -> None:
    """A file photographed while it grew."""
    office.record(1)
    with office.active.open("ab") as file:
        file.write(b'{"id":"01a1')


def gap(office: Machine, _: Path) -> None:
    """Two lines missing in the middle."""
    office.record(4)
    keep(office, 0, 3)


def small_gap(office: Machine, _: Path) -> None:
    """One line missing at the beginning."""
    office.record(2)
    keep(office, 1)


def half_lot(office: Machine, _: Path) -> None:
    """A lot that arrived in part."""
    office.record_lot(3)
    keep(office, 0, 1)


def fork(office: Machine, _: Path) -> None:
    """Another second line, sound by itself, beside the first one."""
    office.record(2)
    second = decode(lines_of(office.active)[1])
    draft = office.draft(code="D-9")
    place = {"poste": second.poste, "rang": 2, "precedente": second.precedente}
    line, _record = encode(draft, **place, lot=None, sel="0" * 32)
    office.active.with_name("actif 2.ndjson").write_bytes(line)


def rewritten(office: Machine, _: Path) -> None:
    """The second line replaced by another one, sound by itself."""
    office.record(3)
    lines = lines_of(office.active)
    second = decode(lines[1])
    draft = office.draft(code="D-9")
    place = {"poste": second.poste, "rang": 2, "precedente": second.precedente}
    line, _record = encode(draft, **place, lot=None, sel="0" * 32)
    office.active.write_bytes(lines[0] + line + lines[2])


def sealed(office: Machine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A segment of three lines, and a fourth line after it."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    office.record(3)
    office.record(1)
    return office.active.with_name("000001.ndjson")


def false_seal(office: Machine, _: Path) -> None:
    """A seal whose hash was made up."""
    with pytest.MonkeyPatch.context() as patch:
        segment = sealed(office, patch)
    lines = lines_of(segment)
    start = lines[-1].index(b'"sha256":"') + 10
    segment.write_bytes(b"".join(lines[:-1]) + lines[-1][:start] + b"0" * 64 + b'"}}\n')


def missing_seal(office: Machine, _: Path) -> None:
    """A segment without its seal, which an erased line keeps from being made again."""
    with pytest.MonkeyPatch.context() as patch:
        segment = sealed(office, patch)
    first, *others, _seal = lines_of(segment)
    event = decode(first).id
    payload = {"evenement": event, "fondement": "RGPD", "reprise": {"code": "D-1"}}
    office.append([[office.draft("ContenuEfface", **payload)]])
    segment.write_bytes(erased(first) + b"".join(others))


def erased_line(office: Machine, _: Path) -> None:
    """A payload blanked, and nothing that says why."""
    office.record(2)
    first, second = lines_of(office.active)
    office.active.write_bytes(erased(first) + second)


def shortened(office: Machine, folder: Path) -> None:
    """A stream cut at a line end, after another poste witnessed it."""
    office.record(3)
    other = other_machine(folder, 2)
    other.append([[other.draft("TemoinDepose", position=position(other))]])
    other.stream.close()
    keep(office, 0, 1)


def different(office: Machine, folder: Path) -> None:
    """A witnessed line that is another one here."""
    office.record(3)
    other = other_machine(folder, 2)
    entry = position(other)[0] | {"rang": 2, "empreinte": "0" * 64}
    other.append([[other.draft("TemoinDepose", position=[entry])]])
    other.stream.close()


def another_journal(office: Machine, folder: Path) -> None:
    """A stream brought from another territory."""
    office.record(1)
    env = make_env(folder / "far", 2)
    stranger = Machine(env, create_journal(folder / "far" / "events", env))
    stranger.record(1)
    shutil.copytree(stranger.active.parent, office.journal.root / stranger.poste)
    stranger.stream.close()


def one_id_twice(office: Machine, folder: Path) -> None:
    """Two events under one id."""
    other = other_machine(folder, 2)
    first = office.draft()
    office.append([[first]])
    other.append([[evolve(first, donnees={"code": "autre"})]])
    other.stream.close()


def hollow(office: Machine, _: Path) -> None:
    """A file that says it holds a terabyte."""
    office.record(1)
    with office.active.with_name("creux.ndjson").open("wb") as file:
        file.truncate(1 << 40)


def future(office: Machine, _: Path) -> None:
    """An event from a clock that is ahead."""
    office.record(1)


P1, P2 = "POSTE-UN", "POSTE-DEUX"

GALLERY: list[tuple[Break, list[str]]] = [
]


def told(office: Machine, findings: tuple[Finding, ...]) -> list[str]:
    """What is printed, the names of the postes apart."""
    names = sorted({e.poste for e in office.read().position} - {office.poste})
    texts = [str(finding).replace(office.poste, P1) for finding in findings]
    return [text.replace(names[0], P2) if names else text for text in texts]


@pytest.mark.parametrize(("break_", "sentences"), GALLERY, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_told(
    office: Machine, tmp_path: Path, break_: Break, sentences: list[str]
) -> None:
    """Each broken log gives exactly these sentences: where, what, and what to do."""
    break_(office, tmp_path)
    now = datetime(2026, 1, 1, tzinfo=UTC) if break_ is future else None
    assert told(office, office.read(now=now).findings) == sentences


def remember(machine: Machine) -> tuple[Finding, ...]:
    """What a session does after reading."""
    return memory.preserve(machine.journal, machine.read(), machine.env)

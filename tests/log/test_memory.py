"""The machine's memory: absence never means delete, and conflict copies are not lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ter_core.errors import ReadOnlyJournal
from ter_core.log.findings import Finding
from ter_core.log.journal import create_journal
from ter_core.log.memory import preserve
from tests.log.support import Machine, erased, kinds, make_env, other_machine, reading_of


def remember(machine: Machine) -> tuple[Finding, ...]:
    """What a session does after reading."""
    return preserve(machine.journal, machine.read(), machine.env)


def pieces(machine: Machine) -> list[Path]:
    """The pieces saved so far."""
    return sorted(machine.journal.root.rglob("piece-*.ndjson"))


def test_nothing_changed_nothing_done(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log as it was is compared by signatures: no byte is written."""
    office.record(3)
    assert remember(office) == ()
    monkeypatch.setattr("ter_core.log.remembered.write_loosely", pytest.fail)
    assert remember(office) == ()
    assert pieces(office) == []


def test_growing_and_sealing_lose_nothing(office: Machine, small_segments: int) -> None:
    """A file that grows, is sealed and renamed is no loss."""
    for _ in range(7):
        office.record(2)
        assert remember(office) == ()
    assert pieces(office) == []


@pytest.mark.parametrize("keep", [0, 1, 3])
def test_lines_lost_are_put_back(office: Machine, tmp_path: Path, keep: int) -> None:
    """A stream cut at a line end gets its lines back, once, and it is told."""
    second = other_machine(tmp_path, 2)
    second.record(2)
    second.record_lot(2)
    expected = reading_of(office)
    remember(office)
    lines = second.active.read_bytes().splitlines(keepends=True)
    second.active.write_bytes(b"".join(lines[:keep]))
    (finding,) = remember(office)
    assert (finding.kind, finding.gravite, finding.poste) == ("lignes-remises", 1, second.poste)
    assert reading_of(office) == expected
    assert remember(office) == ()
    assert len(pieces(office)) == 1
    second.stream.close()


def test_a_file_gone_is_put_back(office: Machine, tmp_path: Path, small_segments: int) -> None:
    """A whole folder that vanishes comes back, seals included."""
    second = other_machine(tmp_path, 2)
    for _ in range(6):
        second.record(2)
    expected = reading_of(office)
    remember(office)
    shutil.rmtree(second.active.parent)
    assert {finding.kind for finding in remember(office)} == {"lignes-remises"}
    assert reading_of(office) == expected
    second.stream.close()


def test_a_line_damaged_is_put_back(office: Machine) -> None:
    """A sound line that memory holds is read again beside the damage, which stays told."""
    written = office.record(3)
    remember(office)
    data = office.active.read_bytes()
    office.active.write_bytes(data.replace(b"D-2", b"D-7"))
    remember(office)
    reading = office.read()
    assert list(reading.records()) == written
    assert kinds(reading) == ["ligne-abimee"]


def test_events_of_a_conflict_copy_are_saved(office: Machine) -> None:
    """What stands only in a conflict copy gets a file of its own; the copy may then go."""
    office.record(2)
    stale = office.active.read_bytes()
    office.record(2)
    expected = reading_of(office)
    copy = office.active.with_name("actif (conflicted copy).ndjson")
    office.active.rename(copy)
    office.active.write_bytes(stale)
    (finding,) = remember(office)
    assert finding.kind == "copie-en-conflit"
    copy.unlink()
    assert remember(office) == ()
    assert reading_of(office) == expected


def test_a_conflict_copy_that_adds_nothing_is_left_alone(office: Machine) -> None:
    """A copy of what stands elsewhere saves nothing."""
    office.record(2)
    shutil.copy(office.active, office.active.with_name("actif 2.ndjson"))
    assert remember(office) == ()
    assert pieces(office) == []


def test_what_was_erased_does_not_come_back(office: Machine, tmp_path: Path) -> None:
    """A line put back after a lawful erasure comes back without its payload."""
    second = other_machine(tmp_path, 2)
    first = second.record(2)[0]
    remember(office)
    office.append(
        [[office.draft("ContenuEfface", evenement=first.id, fondement="RGPD", reprise={"a": 1})]]
    )
    lines = second.active.read_bytes().splitlines(keepends=True)
    second.active.unlink()
    remember(office)
    (piece,) = pieces(office)
    assert piece.read_bytes() == erased(lines[0]) + lines[1]
    second.stream.close()


def test_the_cache_may_go_at_any_time(office: Machine, tmp_path: Path) -> None:
    """Without its cache a machine merely forgets; a damaged one is not believed."""
    second = other_machine(tmp_path, 2)
    second.record(3)
    remember(office)
    for path in office.env.cache_dir.rglob("*.octets"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    second.active.write_bytes(second.active.read_bytes().splitlines(keepends=True)[0])
    assert remember(office) == ()
    shutil.rmtree(office.env.cache_dir)
    assert remember(office) == ()
    second.stream.close()


def test_a_modele_is_never_mended(tmp_path: Path) -> None:
    """Nothing is remembered of a modele, and nothing written into it."""
    env = make_env(tmp_path)
    reader = Machine(env, create_journal(tmp_path / "events", env, modele=True))
    assert remember(reader) == ()
    assert not env.cache_dir.exists()
    with pytest.raises(ReadOnlyJournal):
        reader.record(1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_is_told_as_shorter(office: Machine) -> None:
    """Where nothing can be put back, the loss is an integrity finding, never an error."""
    office.record(3)
    remember(office)
    office.active.unlink()
    office.journal.root.chmod(0o500)
    try:
        assert [finding.kind for finding in remember(office)] == ["flux-raccourci"]
    finally:
        office.journal.root.chmod(0o700)


def test_a_folder_that_cannot_be_mended(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the system refuses the piece, whoever asks."""
    office.record(3)
    remember(office)
    office.active.unlink()

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("ter_core.log.memory.write_once", refuse)
        for _ in range(2):  # and it is not forgotten
            (finding,) = remember(office)
            assert (finding.kind, finding.gravite) == ("flux-raccourci", 4)
    assert [finding.kind for finding in remember(office)] == ["lignes-remises"]

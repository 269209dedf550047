"""Blanking: the payload goes, the chain and every other byte stay."""

from __future__ import annotations

import stat

import pytest

from ter_core.errors import LockBusy
from ter_core.log.blank import blank_settled_files, blanked
from ter_core.log.stream import Stream
from tests.log.support import Machine, ids, kinds

SECRET = "Zoé Martin-Quincampoix"  # noqa: S105 - a text that must not be found


def erase(office: Machine, event: str) -> None:
    """Record the erasure of one event, without blanking anything."""
    said = {"evenement": event, "fondement": "RGPD", "reprise": {"libelle": "…"}}
    office.append([[office.draft("ContenuEfface", **said)]])


def secret(office: Machine) -> str:
    """An event that says too much; its id."""
    return office.append([[office.draft(code="D-9", libelle=SECRET)]])[0][0].id


def test_only_the_named_lines_change(office: Machine) -> None:
    """Whatever is damaged, named inside a text or already blank stays byte for byte."""
    first, second = office.record(2)
    office.append([[office.draft(libelle=f'{{"id":"{second.id}",')]])
    data = office.active.read_bytes() + b'{"id":"%b","damaged\n' % first.id.encode()

    after = blanked(data, {first.id, second.id})

    before_lines, after_lines = data.splitlines(), after.splitlines()
    assert [old == new for old, new in zip(before_lines, after_lines, strict=True)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert all(line.endswith(b'"sel":null,"donnees":null}') for line in after_lines[:2])
    assert blanked(after, {first.id, second.id}) == after


def test_a_sealed_segment_is_blanked_by_anyone(office: Machine, small_segments: int) -> None:
    """Its lines stay sound, its seal line stays, and what follows it still cites it."""
    event = secret(office)
    office.record(small_segments + 2)
    erase(office, event)
    before = office.read()
    shown = ids(before.records())

    assert blank_settled_files(before)

    after = office.read(full=True)
    assert kinds(after) == []
    assert after.position == before.position
    assert ids(after.records()) == shown
    assert SECRET.encode() not in b"".join(
        p.read_bytes() for p in office.journal.root.rglob("*.ndjson")
    )
    assert not blank_settled_files(after)


def test_a_growing_file_is_its_owners(office: Machine) -> None:
    """Nobody else rewrites it; its owner does under the lock, keeps its rights, and writes on."""
    event = secret(office)
    erase(office, event)
    office.active.chmod(0o640)

    assert not blank_settled_files(office.read())
    assert SECRET.encode() in office.active.read_bytes()
    with office.stream.locked() as writer:
        assert writer.blank({event})
    assert SECRET.encode() not in office.active.read_bytes()
    assert stat.S_IMODE(office.active.stat().st_mode) == 0o640
    office.record()
    assert kinds(office.read(full=True)) == []
    assert len(list(office.read().records())) == 3


def test_a_process_that_writes_is_not_disturbed(office: Machine) -> None:
    """Who wants to blank without waiting is told that the lock is taken."""
    event = secret(office)
    other = Stream(office.journal, office.env, office.clock, lock_timeout=0)
    with office.stream.locked(), pytest.raises(LockBusy), other.locked() as writer:
        writer.blank({event})
    assert SECRET.encode() in office.active.read_bytes()


def test_an_erasure_may_be_erased(office: Machine) -> None:
    """What replaces the payload is what the last erasure leaves of it."""
    event = secret(office)
    said = {"evenement": event, "fondement": "RGPD", "reprise": {"libelle": "Zoé"}}
    ((first,),) = office.append([[office.draft("ContenuEfface", **said)]])
    clean = said | {"reprise": {"libelle": "…"}}
    again = {"evenement": first.id, "fondement": "RGPD", "reprise": clean}
    office.append([[office.draft("ContenuEfface", **again)]])

    reading = office.read()

    assert reading.reprises[event] == '{"libelle":"…"}'.encode()
    with office.stream.locked() as writer:
        assert writer.blank(reading.reprises.keys())
    assert office.read().reprises == reading.reprises
    assert "Zoé".encode() not in office.active.read_bytes()

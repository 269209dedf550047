"""Writing: what an append leaves on the disk, and what it does when the ground has moved."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from ter_core.errors import (
    InvalidValue,
    LockBusy,
    LogUnreadable,
    NoActor,
    OutcomeUnknown,
    ReadOnlyJournal,
)
from ter_core.log import identity
from ter_core.log.heads import HeadMemory
from ter_core.log.journal import create_journal
from ter_core.log.lock import PosteLock
from ter_core.log.stream import Stream
from tests.log.support import (
    Machine,
    copy_log,
    ids,
    kinds,
    make_env,
    other_machine,
)


def test_what_is_appended_is_read(office: Machine) -> None:
    """Every event acknowledged is read back, equal, in the order of ids."""
    written = office.record(3) + office.record_lot(4)
    reading = office.read()
    assert list(reading.records()) == written
    assert [record.donnees for record in reading.records()] == [r.donnees for r in written]
    assert (reading.count, reading.findings) == (7, ())


def test_rangs_follow_each_other_across_processes(office: Machine) -> None:
    """Rangs are 1, 2, 3 … whichever process of the poste writes."""
    office.record(2)
    office.again().record(2)
    office.record(1)
    assert [record.rang for record in office.read().records()] == [1, 2, 3, 4, 5]
    assert office.read().findings == ()


def test_a_lot_of_several_says_so_and_a_lone_event_does_not(office: Machine) -> None:
    """`lot` stands only in a lot of several, `i/n:<id of the first>`."""
    lone, lot = office.append([[office.draft()], [office.draft(), office.draft()]])
    assert lone[0].lot is None
    assert [record.lot for record in lot] == [f"{i}/2:{lot[0].id}" for i in (1, 2)]
    assert [(r.lot_index, r.lot_size, r.lot_first) for r in lot] == [
        (1, 2, lot[0].id),
        (2, 2, lot[0].id),
    ]


def test_one_write_and_one_flush(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything appended together reaches the disk in one write and one flush."""
    office.record()
    calls = []
    fd = office.stream.own()._tail.fd  # type: ignore[union-attr]
    real = os.write

    def write(to: int, data: bytes) -> int:
        calls.append("write" if to == fd else "other")
        return real(to, data)

    monkeypatch.setattr("ter_core.log.stream.os.write", write)
    monkeypatch.setattr("ter_core.log.stream.flush", lambda _: calls.append("flush"))
    office.record_lot(10)
    assert calls == ["write", "flush"]


def test_a_full_file_is_sealed_between_lots(office: Machine, small_segments: int) -> None:
    """A full active file is sealed and renamed before the next write; reading trusts the seal."""
    office.record(4)
    office.record_lot(3)
    office.record(4)
    office.record(1)
    reading = office.read()
    files = {file.path.rpartition("/")[2]: file for file in reading.files}
    assert sorted(files) == ["000001.ndjson", "actif.ndjson"]
    assert files["000001.ndjson"].trusted
    assert (files["000001.ndjson"].count, files["actif.ndjson"].count) == (7, 5)
    assert reading.findings == ()
    assert office.read(full=True).findings == ()
    assert [record.rang for record in reading.records()] == list(range(1, 13))


def test_an_interrupted_seal_is_finished(office: Machine, small_segments: int) -> None:
    """A sealed file still called `actif` (killed before its renaming) gets its number."""
    office.record(5)
    office.record(1)
    first = office.journal.root / office.poste / "000001.ndjson"
    office.active.unlink()
    first.rename(office.active)
    again = office.again()
    # The sixth event is lost with its file: this machine knows it and takes a new poste.
    with again.stream.locked() as writer:
        assert writer.poste is None
    assert first.exists()
    assert not (first.parent / "actif.ndjson").exists()


def test_a_torn_seal_is_cut_and_made_again(office: Machine, small_segments: int) -> None:
    """A seal cut by a crash is set aside like any torn end; the file is sealed afresh."""
    office.record(5)
    with office.active.open("ab") as file:
        file.write(b'{"scelle":{"rang":5,')
    again = office.again()
    again.record(2)
    reading = again.read(full=True)
    assert (reading.count, reading.findings) == (7, ())
    assert len(list(identity.state_folder(again.journal, again.env).glob("mis-de-cote/*"))) == 1


def test_own_torn_tail_is_set_aside(office: Machine) -> None:
    """Bytes after one's own last sound line are moved out of the log, never deleted."""
    office.record(3)
    whole = office.active.read_bytes()
    torn = whole[: whole.index(b"\n") - 10]
    office.active.write_bytes(whole + torn)
    assert kinds(office.read()) == ["fin-inachevee"]
    again = office.again()
    again.record(1)
    assert again.active.read_bytes().startswith(whole)
    assert again.read().findings == ()
    aside = list(identity.state_folder(again.journal, again.env).glob("mis-de-cote/*"))
    assert [path.read_bytes() for path in aside] == [torn]


def test_a_sound_line_that_lacks_its_end_gets_it(office: Machine) -> None:
    """A last line that only lost its LF is kept, shown, and completed by its owner."""
    office.record(3)
    whole = office.active.read_bytes()
    office.active.write_bytes(whole[:-1])
    assert office.read().count == 3
    again = office.again()
    again.record(1)
    assert again.active.read_bytes().startswith(whole)
    assert (again.read().count, again.read().findings) == (4, ())


def test_an_incomplete_lot_of_ones_own_is_kept_hidden(
    office: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lot cut by a crash stays, is never visible, and its rangs are used."""
    office.record(1)
    with monkeypatch.context() as patch:  # killed before it could say that all went well
        patch.setattr(HeadMemory, "confirm", lambda *_: None)
        office.record_lot(3)
    lines = office.active.read_bytes().splitlines(keepends=True)
    office.active.write_bytes(b"".join(lines[:3]))
    again = office.again()
    record = again.record(1)[0]
    reading = again.read()
    assert record.rang == 4
    assert [one.rang for one in reading.records()] == [1, 4]
    assert kinds(reading) == ["lot-incomplet"]


def test_own_lines_of_another_process_are_caught_up(office: Machine) -> None:
    """`caught_up` gives the visible own lines written since, and nothing twice."""
    office.record(1)
    office.stream.saw(office.read())
    other = Machine(office.env, office.journal)
    written = other.record(2) + other.record_lot(2)
    with office.stream.locked() as writer:
        assert writer.caught_up == written
        writer.append([[office.draft()]])
    with office.stream.locked() as writer:
        assert writer.caught_up == []
    other.stream.close()


def test_catching_up_across_a_seal(office: Machine, small_segments: int) -> None:
    """Lines that another process has sealed meanwhile are caught up too."""
    office.record(3)
    office.stream.saw(office.read())
    other = Machine(office.env, office.journal)
    written = [record for _ in range(12) for record in other.record(1)]
    with office.stream.locked() as writer:
        assert writer.caught_up == written
    other.stream.close()


def test_what_was_read_before_the_lock_counts(office: Machine) -> None:
    """A stream told of a reading catches up from there, even the first time."""
    office.record(2)
    reading = office.read()
    other = Machine(office.env, office.journal)
    written = other.record(1)
    again = office.again()
    again.stream.saw(reading)
    with again.stream.locked() as writer:
        assert writer.caught_up == written
    other.stream.close()


def test_a_modele_is_never_written(tmp_path: Path) -> None:
    """A modele refuses every append, whoever asks, and says how to copy it."""
    env = make_env(tmp_path)
    journal = create_journal(tmp_path / "events", env, modele=True)
    reader = Machine(env, journal)
    with pytest.raises(ReadOnlyJournal, match=r"ter demo DOSSIER") as caught:
        reader.stream.locked().__enter__()
    assert caught.value.what == "Ce journal est un modèle : il se lit mais ne s'écrit pas."
    assert not env.state_dir.exists()


def test_writing_without_a_poste_is_an_error(office: Machine) -> None:
    """Nothing is written before a poste was minted."""
    with office.stream.locked() as writer:
        assert (writer.poste, writer.forked_from, writer.head) == (None, None, None)
        with pytest.raises(NoActor):
            writer.append([[office.draft()]])


def test_a_stream_that_may_not_mint(office: Machine) -> None:
    """`create_ok=False` never makes a poste."""
    stream = Stream(office.journal, office.env, office.clock, create_ok=False)
    with stream.locked() as writer, pytest.raises(ReadOnlyJournal):
        writer.mint()
    stream.close()


def test_state_is_for_its_owner_only(office: Machine) -> None:
    """Identity, heads and lock are mode 0600, in the state folder, never in the workspace."""
    office.record()
    folder = identity.state_folder(office.journal, office.env)
    names = {path.name for path in folder.iterdir()}
    assert names == {"poste.json", "tete.json", "verrou"}
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(office.journal.root.rglob("verrou"))


def test_the_actor_is_remembered(office: Machine) -> None:
    """The acteur of a machine survives the minting of a poste, and the other way round."""
    assert identity.known_actor(office.journal, office.env) is None
    identity.set_actor(office.journal, office.env, "acteur:principal")
    poste = office.poste
    assert identity.known_actor(office.journal, office.env) == "acteur:principal"
    identity.set_actor(office.journal, office.env, "acteur:coordination")
    assert identity.load(office.journal, office.env).poste == poste


def test_a_copied_folder_does_not_copy_an_identity(office: Machine, tmp_path: Path) -> None:
    """A copy of the log, on the same machine or another, has no poste until it writes."""
    office.record(2)
    copy = Machine(office.env, copy_log(office, tmp_path / "copy" / "events"))
    with copy.stream.locked() as writer:
        assert (writer.poste, writer.forked_from) == (None, None)
    assert copy.record()[0].poste != office.poste
    copy.stream.close()


def test_a_rolled_back_folder_takes_a_new_poste(office: Machine) -> None:
    """A stream that is not as this machine left it is never appended to: a new poste says so."""
    office.record(2)
    saved = office.active.read_bytes()
    active, old = office.active, office.poste
    office.record(1)
    office.record(1)
    active.write_bytes(saved)
    again = office.again()
    with again.stream.locked() as writer:
        assert (writer.poste, writer.forked_from) == (None, old)
        new = writer.mint()
        assert writer.forked_from == old
        writer.append([[again.draft("PosteOuvert", nom="x", bifurque_de=old)]])
        assert writer.forked_from is None
    assert new != old
    assert active.read_bytes() == saved
    assert again.read().findings == ()


def test_rolled_back_by_exactly_the_last_lot(office: Machine) -> None:
    """A stream that lost precisely its last acknowledged lot is seen as rolled back too."""
    office.record(2)
    saved = office.active.read_bytes()
    office.record(1)
    office.active.write_bytes(saved)
    with office.again().stream.locked() as writer:
        assert writer.forked_from is not None


def test_a_fork_is_remembered_until_the_new_poste_writes(office: Machine) -> None:
    """A crash between minting and the first line does not forget what the poste replaces."""
    office.record(2)
    old = office.poste
    shutil.rmtree(office.journal.root / old)
    with office.again().stream.locked() as writer:
        new = writer.mint()
    with office.again().stream.locked() as writer:
        assert (writer.poste, writer.forked_from) == (new, old)
        assert writer.head is not None
        assert writer.head.rang == 0


def test_lost_heads_mean_a_new_poste(office: Machine) -> None:
    """Without the memory of its head, a machine cannot prove a stream its own."""
    office.record(2)
    old = office.poste
    (identity.state_folder(office.journal, office.env) / "tete.json").write_bytes(b"\0" * 40)
    with office.again().stream.locked() as writer:
        assert (writer.poste, writer.forked_from) == (None, old)


def test_a_failed_flush_is_an_unknown_outcome(
    office: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never retried: the file is left as it stands, and what follows is a gap, never a fork."""
    office.record(2)

    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("ter_core.log.stream.flush", fail)
        with pytest.raises(OutcomeUnknown) as caught:
            office.record(1)
    assert "n'a pas confirmé" in caught.value.what
    left = office.journal.root / office.poste / "000001.ndjson"
    lines = left.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    following = office.record(1)[0]
    assert following.rang == 4
    assert (office.read().count, office.read().findings) == (4, ())
    left.write_bytes(b"".join(lines[:2]))  # the disk had lost it after all
    assert kinds(office.read()) == ["lacune"]
    assert office.again().record(1)[0].rang == 5


def test_an_unknown_outcome_survives_the_process(
    office: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process goes on after the last line handed to the system, lost or not."""
    office.record(2)

    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("ter_core.log.stream.flush", fail)
        with pytest.raises(OutcomeUnknown):
            office.record_lot(3)
    left = office.journal.root / office.poste / "000001.ndjson"
    lines = left.read_bytes().splitlines(keepends=True)
    left.write_bytes(b"".join(lines[:3]) + lines[3][:50])
    again = office.again()
    assert again.record(1)[0].rang == 6
    assert sorted(kinds(again.read())) == ["fin-inachevee", "lacune", "lot-incomplet"]


def test_a_refused_write_leaves_no_trace(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: what was written of the lot is taken back, and the next append works."""
    office.record(2)
    before = office.active.read_bytes()
    fd = office.stream.own()._tail.fd  # type: ignore[union-attr]
    real = os.write
    state = {"left": 100}

    def write(to: int, data: bytes) -> int:
        if to != fd:
            return real(to, data)
        if not state["left"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        done = real(to, data[: state["left"]])
        state["left"] = 0
        return done

    with monkeypatch.context() as patch:
        patch.setattr("ter_core.log.stream.os.write", write)
        patch.setattr("ter_core.log.durable.os.write", write)
        with pytest.raises(ReadOnlyJournal) as caught:
            office.record(1)
    assert caught.value.what == "Il n'y a plus de place sur le disque."
    assert office.active.read_bytes() == before
    assert office.record(1)[0].rang == 3
    assert office.read().findings == ()


def test_an_event_no_line_can_hold_writes_nothing(office: Machine) -> None:
    """A float, a line above 1 MiB, a bad header: refused before anything is remembered."""
    office.record(1)
    before = office.active.read_bytes()
    for donnees in ({"a": 1.5}, {"a": 1 << 54}, {"a": "x" * (1 << 20)}, {"a": {1, 2}}):
        with pytest.raises(InvalidValue):
            office.append([[office.draft()], [office.draft(**donnees)]])
    assert office.active.read_bytes() == before
    assert office.record(1)[0].rang == 2


def test_the_lock_waits_then_says_who_to_wait_for(office: Machine) -> None:
    """A lock that stays taken is an error in French after the delay, nothing written."""
    office.record(1)
    held = PosteLock(identity.state_folder(office.journal, office.env) / "verrou")
    held.acquire()
    office.stream.lock_timeout = 0.05
    with pytest.raises(LockBusy, match="Un autre programme `ter`"), office.stream.locked():
        pass
    held.close()
    office.record(1)


def test_an_error_in_the_block_frees_the_lock(office: Machine) -> None:
    """Whatever happens under the lock, it is given back."""
    with pytest.raises(ZeroDivisionError), office.stream.locked():
        raise ZeroDivisionError
    other = Stream(office.journal, office.env, office.clock, lock_timeout=0.05)
    with other.locked():
        pass
    other.close()


def test_two_postes_write_side_by_side(office: Machine, tmp_path: Path) -> None:
    """Two machines on one folder never touch each other's files."""
    second = other_machine(tmp_path, 2)
    written = [one for _ in range(3) for who in (office, second) for one in who.record(1)]
    reading = office.read()
    assert set(ids(reading.records())) == set(ids(written))
    assert [entry.rang for entry in reading.position] == [3, 3]
    assert reading.findings == ()
    second.stream.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written(office: Machine) -> None:
    """A read-only folder is an error that says so; reading goes on."""
    office.record(1)
    office.journal.root.chmod(0o500)
    try:
        other = other_machine(office.env.state_dir.parent, 7, office.journal.root)
        with pytest.raises(ReadOnlyJournal):
            other.record(1)
        assert office.read().count == 1
    finally:
        office.journal.root.chmod(0o700)


def test_something_else_in_place_of_the_active_file(office: Machine, tmp_path: Path) -> None:
    """A link where one's own file should be is never followed."""
    office.record(1)
    active = office.active
    target = tmp_path / "ailleurs"
    active.rename(target)
    active.symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(LogUnreadable):
        office.again().record(1)
    assert target.read_bytes() == before

"""Reading: the same events from the same bytes, whatever their names; every problem located."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ter_core.log import upcasts
from ter_core.log.files import Listing, list_files
from ter_core.log.reading import Reading
from tests.log.support import (
    Machine,
    copy_log,
    erased,
    ids,
    kinds,
    other_machine,
    reading_of,
    shown,
)


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file, each with its LF."""
    return path.read_bytes().splitlines(keepends=True)


def test_an_empty_log(office: Machine) -> None:
    """A log nobody has written to is read as nothing, without a finding."""
    reading = office.read()
    assert (reading.count, reading.files, reading.position, reading.findings) == (0, (), (), ())
    assert reading.newest_id is None


def test_every_prefix_of_a_log(office: Machine) -> None:
    """Cut anywhere, the log shows its whole lines, and the cut is at most a torn end."""
    written = office.record(2) + office.record_lot(3) + office.record(1)
    active = office.active
    whole = active.read_bytes()
    ends = [end + 1 for end in range(len(whole)) if whole[end : end + 1] == b"\n"]
    wanted = [0, 1, 2, 2, 2, 5, 6]
    for cut in range(0, len(whole), 7):
        active.write_bytes(whole[:cut])
        reading = office.read()
        sound = sum(end <= cut + 1 for end in ends)
        assert ids(reading.records()) == ids(written[: wanted[sound]])
        assert set(kinds(reading)) <= {"fin-inachevee", "lot-incomplet"}
    for end in ends:
        for cut in (end - 1, end):
            active.write_bytes(whole[:cut])
            assert office.read().count == wanted[ends.index(end) + 1]


def test_every_bit_flipped(office: Machine) -> None:
    """One bit changed anywhere: no crash, nothing shown that was not written, damage located."""
    written = {record.id: record for record in office.record(3)}
    active = office.active
    whole = active.read_bytes()
    for bit in range(len(whole) * 8):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        active.write_bytes(damaged)
        reading = office.read()
        for record in reading.records():
            assert record == written[record.id]
            assert record.donnees == written[record.id].donnees
        number = whole[: bit // 8].count(b"\n") + 1
        told = [one for one in reading.findings if one.fichier.endswith("actif.ndjson")]
        assert told
        assert min(one.ligne or 0 for one in told) in {number, number + 1}
        if bit // 8 < len(whole) - 1:
            assert reading.count <= 2
            assert reading.gravite == 4 or number == 3
        else:
            assert reading.count == 3


def test_every_bit_of_a_sealed_segment(office: Machine, small_segments: int) -> None:
    """A changed bit under a seal sends the segment to the line pass, which finds the line."""
    written = {record.id: record for record in office.record(5)}
    office.record(1)
    segment = office.active.with_name("000001.ndjson")
    whole = segment.read_bytes()
    for bit in range(0, len(whole) * 8, 11):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        segment.write_bytes(damaged)
        reading = office.read()
        assert reading.findings
        for record in reading.records():
            assert record.rang == 6 or record == written[record.id]


def test_damage_hides_nothing_else(office: Machine, tmp_path: Path) -> None:
    """A bad line costs that line: those around it and the other streams are read."""
    office.record(4)
    second = other_machine(tmp_path, 2)
    second.record(2)
    lines = lines_of(office.active)
    lines[1] = lines[1].replace(b"Liaison", b"liaison")
    office.active.write_bytes(b"".join(lines))
    reading = office.read()
    assert reading.count == 5
    (damage,) = [one for one in reading.findings if one.gravite == 4]
    assert (damage.kind, damage.ligne, damage.poste, damage.rang) == (
        "ligne-abimee",
        2,
        office.poste,
        2,
    )


CONFLICTS = [
    "actif (conflicted copy 2026-11-12 130500).ndjson",  # Nextcloud, ownCloud
    "actif.sync-conflict-20261112-130500-ABCDEFG.ndjson",  # Syncthing
    "actif (Copie en conflit de PC-Vars 2026-11-12).ndjson",  # Dropbox
    "actif 2.ndjson",  # iCloud
    "actif-PC-Vars.ndjson",  # OneDrive
    "actif (1).ndjson",  # Google Drive
    "actif.ndjson.orig",  # git, rsync
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_conflict_copies_are_pieces_of_log(office: Machine, name: str) -> None:
    """A conflict copy is read; what stands in both counts once; nothing is wrong."""
    office.record(2)
    stale = office.active.read_bytes()
    written = office.record(2)
    expected = reading_of(office)
    (office.active.parent / name).write_bytes(stale)
    assert reading_of(office) == expected
    assert office.read().count == 4
    shutil.copy(office.active, office.active.with_name(name))
    office.active.write_bytes(stale)
    assert reading_of(office) == expected
    assert ids(office.read().records())[2:] == ids(written)


def test_names_prove_nothing(office: Machine, small_segments: int, tmp_path: Path) -> None:
    """Renamed folders and files, all in one or scattered: the same reading."""
    for _ in range(4):
        office.record(3)
    expected = reading_of(office)
    folder = office.active.parent
    renamed = folder.with_name("n'importe quoi (2)")
    folder.rename(renamed)
    assert reading_of(office) == expected
    for index, path in enumerate(sorted(renamed.iterdir())):
        path.rename(office.journal.root / f"z{9 - index}.ndjson.txt")
    assert reading_of(office) == expected


def test_a_segment_copied_whole_costs_nothing(office: Machine, small_segments: int) -> None:
    """A byte for byte copy of a sealed segment is left out whole, and the other stays trusted."""
    office.record(5)
    office.record(1)
    segment = office.active.with_name("000001.ndjson")
    shutil.copy(segment, segment.with_name("000001 (1).ndjson"))
    reading = office.read()
    by_name = {file.path.rpartition("/")[2]: file for file in reading.files}
    assert by_name["000001.ndjson"].trusted
    assert by_name["000001 (1).ndjson"].count == 0
    assert by_name["000001 (1).ndjson"].bytes_kept() == b""
    assert (reading.count, reading.findings) == (6, ())


def test_a_stale_copy_of_a_segment(office: Machine, small_segments: int) -> None:
    """The active file as it was before sealing, come back: copies, nothing else."""
    office.record(4)
    stale = office.active.read_bytes()
    office.record(1)
    office.record(1)
    office.active.with_name("actif 2.ndjson").write_bytes(stale)
    reading = office.read()
    assert (reading.count, reading.findings) == (6, ())


def test_a_segment_that_has_not_got_its_seal_yet(office: Machine, small_segments: int) -> None:
    """Every line arrived but not the seal: nothing is missing, nothing is said."""
    office.record(5)
    office.record(1)
    segment = office.active.with_name("000001.ndjson")
    segment.write_bytes(b"".join(lines_of(segment)[:-1]))
    reading = office.read()
    assert (reading.count, reading.findings) == (6, ())


def test_git_union_merge(office: Machine, tmp_path: Path) -> None:
    """Two versions of one file concatenated, or shuffled: every line counts once."""
    office.record(4)
    office.record_lot(2)
    expected = reading_of(office)
    lines = lines_of(office.active)
    office.active.write_bytes(b"".join(lines + lines[2:] + lines[:3]))
    assert reading_of(office) == expected
    office.active.write_bytes(b"".join(reversed(lines)))
    assert reading_of(office) == expected


@pytest.mark.parametrize(
    ("rewrite", "reason"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "CR LF"),
        (lambda data: b"\xef\xbb\xbf" + data, "BOM"),
        (lambda data: data.replace(b'":', b'": '), "format 1"),
        (lambda data: data.replace("é".encode(), b"\\u00e9"), "empreinte"),
    ],
)
def test_a_file_rewritten_by_another_tool(office: Machine, rewrite: Any, reason: str) -> None:
    """CRLF, BOM, spaces, escapes: one finding for neighbouring lines, saying what happened."""
    office.record(3)
    office.active.write_bytes(rewrite(office.active.read_bytes()))
    damage = [one for one in office.read().findings if one.kind == "ligne-abimee"]
    assert len(damage) == 1
    assert reason in damage[0].message


def test_traps_are_never_opened(office: Machine, tmp_path: Path) -> None:
    """A FIFO, a link, a device, a folder and a hollow terabyte neither hang nor count."""
    office.record(2)
    folder = office.active.parent
    os.mkfifo(folder / "tube.ndjson")
    (folder / "lien.ndjson").symlink_to(office.active)
    (folder / "boucle").symlink_to(folder)
    (folder / "dossier.ndjson").mkdir()
    (folder / "note.txt").write_text("bonjour", encoding="utf-8")
    with (folder / "creux.ndjson").open("wb") as file:
        file.truncate(1 << 40)
    reading = office.read()
    assert reading.count == 2
    assert kinds(reading) == ["fichier-illisible"]
    assert [one.path.rpartition("/")[2] for one in reading.ignored] == [
        "boucle",
        "lien.ndjson",
        "note.txt",
        "tube.ndjson",
    ]


def test_a_fork_keeps_both_branches(office: Machine, tmp_path: Path) -> None:
    """Two machines under one name: both suites are shown, told once, and end the position."""
    office.record(2)
    (office.env.state_dir.parent / "saved").mkdir()
    saved = office.active.read_bytes()
    mine = office.record(2)
    longer = office.active.read_bytes()
    clone = office.again()
    office.active.write_bytes(saved)
    state = next((office.env.state_dir / "journaux").iterdir()) / "tete.json"
    head = office.read().position[0]
    state.write_text(
        f'{{"poste":"{office.poste}","avant":[2,"{head.empreinte}"],"lignes":[],"inconnu":false}}\n',
        encoding="ascii",
    )
    theirs = clone.record(3)
    office.active.with_name("actif 2.ndjson").write_bytes(longer)
    reading = office.read()
    assert set(ids(mine + theirs)) <= set(shown(reading))
    assert kinds(reading) == ["bifurcation"]
    assert set(reading.findings[0].evenements) == {mine[0].id, theirs[0].id}
    assert reading.findings[0].rang == 3
    assert {(e.rang, e.empreinte) for e in reading.position} == {
        (4, mine[-1].empreinte),
        (5, theirs[-1].empreinte),
    }
    clone.stream.close()


def test_a_gap_is_told_and_what_follows_served(office: Machine) -> None:
    """Lines after a missing one are shown; the finding says which rangs are missing."""
    office.record(5)
    lines = lines_of(office.active)
    office.active.write_bytes(lines[0] + b"".join(lines[3:]))
    reading = office.read()
    assert [record.rang for record in reading.records()] == [1, 4, 5]
    (gap,) = reading.findings
    assert (gap.kind, gap.gravite, gap.rang, gap.ligne) == ("lacune", 1, 2, 2)
    assert "les rangs 2 à 3" in gap.message


def test_a_rewritten_line_breaks_the_chain(office: Machine, tmp_path: Path) -> None:
    """A line replaced by another that is sound by itself is detected by the line after it."""
    office.record(2)
    other = office.again()
    other.record(2)
    lines = lines_of(office.active)
    from ter_core.log.line import decode, encode

    second = decode(lines[1])
    forged = encode(
        office.draft(code="D-9"),
        poste=second.poste,
        rang=2,
        precedente=second.precedente,
        lot=None,
        sel="0" * 32,
    )[0]
    office.active.write_bytes(lines[0] + forged + b"".join(lines[2:]))
    reading = office.read()
    assert [(f.kind, f.gravite, f.rang) for f in reading.findings] == [("chaine-rompue", 4, 3)]
    other.stream.close()


def test_a_stream_of_another_journal(office: Machine, tmp_path: Path) -> None:
    """Rang 1 ties a stream to its journal: one brought from elsewhere is an integrity finding."""
    office.record(1)
    from ter_core.log.journal import create_journal
    from tests.log.support import make_env

    env = make_env(tmp_path / "far", 9)
    stranger = Machine(env, create_journal(tmp_path / "far" / "events", env))
    stranger.record(1)
    shutil.copytree(stranger.active.parent, office.journal.root / stranger.poste)
    assert kinds(office.read()) == ["autre-journal"]
    stranger.stream.close()


def witness(office: Machine, reading: Reading) -> dict[str, Any]:
    """The payload of a `TemoinDepose`."""
    return {
        "position": [
            {"poste": e.poste, "rang": e.rang, "empreinte": e.empreinte} for e in reading.position
        ]
    }


@pytest.mark.parametrize("sealed", [False, True])
def test_a_cut_end_is_seen_by_a_witness(
    office: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sealed: bool
) -> None:
    """A stream cut at a line end is whole by itself; only another poste's witness shows it."""
    if sealed:
        monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    office.record(4)
    second = other_machine(tmp_path, 2)
    second.append([[second.draft("TemoinDepose", **witness(second, second.read()))]])
    second.record(3)
    second.record(1)
    assert office.read().findings == ()
    whole = lines_of(office.active)
    office.active.write_bytes(b"".join(whole[:-1]))
    (finding,) = office.read().findings
    assert (finding.kind, finding.gravite, finding.poste, finding.rang) == (
        "flux-raccourci",
        4,
        office.poste,
        4,
    )
    second.stream.close()


@pytest.mark.parametrize("sealed", [False, True])
def test_a_stream_rewritten_whole_is_seen_by_a_witness(
    office: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sealed: bool
) -> None:
    """A stream replaced by another, sound from end to end, differs from what was witnessed."""
    if sealed:
        monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    office.record(2)
    second = other_machine(tmp_path, 2)
    second.append([[second.draft("TemoinDepose", **witness(second, second.read()))]])
    office.record(1)
    office.record(2)
    poste, folder = office.poste, office.active.parent
    shutil.rmtree(folder)
    fake = other_machine(tmp_path, 3)
    with fake.stream.locked() as writer, monkeypatch.context() as patch:
        patch.setattr("ter_core.log.own_stream.mint_name", lambda _: poste)
        writer.mint()
    fake.record(3)
    fake.record(2)
    assert kinds(office.read()) == ["flux-different"]
    fake.stream.close()
    second.stream.close()


def erasure(machine: Machine, event: str, reprise: dict[str, Any]) -> None:
    """Record a `ContenuEfface`."""
    machine.append(
        [[machine.draft("ContenuEfface", evenement=event, fondement="RGPD", reprise=reprise)]]
    )


def test_an_erased_payload_has_its_reprise(office: Machine) -> None:
    """The reading says what to read instead, whether the line was blanked already or not."""
    first = office.record(2)[0]
    erasure(office, first.id, {"code": "D-1", "libelle": "effacé"})
    reading = office.read()
    assert reading.reprises == {first.id: '{"code":"D-1","libelle":"effacé"}'.encode()}
    lines = lines_of(office.active)
    office.active.write_bytes(erased(lines[0]) + b"".join(lines[1:]))
    reading = office.read()
    assert (reading.count, reading.findings) == (3, ())
    assert shown(reading)[first.id].is_erased
    assert first.id in reading.reprises


def test_a_reprise_is_found_in_a_trusted_segment(office: Machine, small_segments: int) -> None:
    """A seal does not hide an erasure from the rest of the log."""
    first = office.record(3)[0]
    erasure(office, first.id, {"code": "D-1"})
    office.record(1)
    office.record(1)
    reading = office.read()
    assert any(file.trusted for file in reading.files)
    assert reading.reprises == {first.id: b'{"code":"D-1"}'}


def test_an_erased_copy_wins_only_if_it_was_lawful(office: Machine) -> None:
    """Of two copies, the blank one counts if an erasure names it, else the full one."""
    first = office.record(2)[0]
    blank = erased(lines_of(office.active)[0])
    office.active.with_name("autre.ndjson").write_bytes(blank)
    assert not shown(office.read())[first.id].is_erased
    erasure(office, first.id, {"code": "D-1"})
    assert shown(office.read())[first.id].is_erased


def test_erased_without_its_act(office: Machine) -> None:
    """A blank line that nothing explains is an event without payload and a finding, no damage."""
    office.record(2)
    lines = lines_of(office.active)
    office.active.write_bytes(erased(lines[0]) + lines[1])
    reading = office.read()
    assert reading.count == 2
    assert [(f.kind, f.gravite, f.rang) for f in reading.findings] == [("efface-sans-acte", 1, 1)]


def test_a_blanked_segment_stays_readable(office: Machine, small_segments: int) -> None:
    """A lawful erasure breaks a seal: the line pass explains it and nothing is wrong."""
    first = office.record(5)[0]
    office.record(1)
    erasure(office, first.id, {"code": "D-1"})
    segment = office.active.with_name("000001.ndjson")
    lines = lines_of(segment)
    segment.write_bytes(erased(lines[0]) + b"".join(lines[1:]))
    reading = office.read()
    assert (reading.count, reading.findings) == (7, ())


def test_a_false_seal(office: Machine, small_segments: int) -> None:
    """A seal that vouches for other bytes than those before it is an integrity finding."""
    office.record(5)
    office.record(1)
    segment = office.active.with_name("000001.ndjson")
    lines = lines_of(segment)
    seal = lines[-1][: lines[-1].index(b'"sha256":"') + 10] + b"0" * 64 + b'"}}\n'
    segment.write_bytes(b"".join(lines[:-1]) + seal)
    assert kinds(office.read()) == ["sceau-faux"]
    segment.write_bytes(b"".join(lines[:3] + lines[4:]))
    assert set(kinds(office.read())) == {"sceau-faux", "lacune"}


def test_incomplete_lots_are_hidden_until_whole(office: Machine) -> None:
    """A lot cut by a synchronisation is invisible; a piece elsewhere makes it whole."""
    office.record(1)
    office.record_lot(3)
    lines = lines_of(office.active)
    office.active.write_bytes(b"".join(lines[:3]))
    reading = office.read()
    assert (reading.count, kinds(reading)) == (1, ["lot-incomplet"])
    assert reading.position[0].rang == 3
    office.active.with_name("suite.ndjson").write_bytes(lines[3])
    reading = office.read()
    assert (reading.count, reading.findings) == (4, ())


def test_an_incomplete_lot_under_a_seal(
    office: Machine, small_segments: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sealed segment holding half a lot is not trusted: the half is left out."""
    from ter_core.log.heads import HeadMemory

    with monkeypatch.context() as patch:
        patch.setattr(HeadMemory, "confirm", lambda *_: None)
        office.record_lot(3)
    office.active.write_bytes(b"".join(lines_of(office.active)[:2]))
    again = office.again()
    for _ in range(5):
        again.record(1)
    reading = again.read()
    sealed = next(file for file in reading.files if file.path.endswith("000001.ndjson"))
    assert not sealed.trusted
    assert sealed.count == 3
    assert kinds(reading) == ["lot-incomplet"]


def test_old_versions_are_brought_forward(office: Machine, small_segments: int) -> None:
    """A segment with an old version is not given by path; its bytes speak the current one."""
    office.record(5)
    office.record(1)
    with upcasts.temporarily("DecisionAdoptee", 1, lambda donnees: donnees | {"priorite": 2}):
        reading = office.read()
        assert not any(file.trusted for file in reading.files)
        kept = b"".join(file.bytes_kept() for file in reading.files)
        assert kept.count(b'"version":2,') == kept.count(b'"priorite":2') == 6
        assert all(record.version == 1 for record in reading.records())
    assert any(file.trusted for file in office.read().files)


def test_bytes_kept_are_the_events(office: Machine, small_segments: int) -> None:
    """Whatever was left out, the bytes kept are exactly the lines of the events shown."""
    office.record(6)
    office.record(2)
    lines = lines_of(office.active)
    office.active.write_bytes(b"xx\n" + b"".join(lines) + lines[0] + b"torn")
    reading = office.read()
    kept = b"".join(file.bytes_kept() for file in reading.files)
    assert kept.count(b"\n") == reading.count == 8
    assert b"scelle" not in kept


def test_only_what_is_new_since(office: Machine, tmp_path: Path, small_segments: int) -> None:
    """`records(since)` gives what another reading did not show, through seals and copies."""
    office.record(3)
    before = office.read()
    second = other_machine(tmp_path, 2)
    written = [office.record(1)[0] for _ in range(9)] + second.record(2)
    after = office.read(previous=before)
    assert sorted(ids(written)) == ids(after.records(since=before))
    assert ids(after.records(since=after)) == []
    shutil.copy(second.active, second.active.with_name("copie.ndjson"))
    assert ids(office.read(previous=after).records(since=after)) == []
    second.stream.close()


def test_a_lot_completed_later_is_new(office: Machine) -> None:
    """A lot seen in part and then whole is new when it becomes whole."""
    office.record(1)
    lot = office.record_lot(3)
    lines = lines_of(office.active)
    office.active.write_bytes(b"".join(lines[:3]))
    before = office.read()
    office.active.write_bytes(b"".join(lines))
    assert ids(office.read(previous=before).records(since=before)) == ids(lot)


def test_previous_changes_nothing_but_the_time(office: Machine, small_segments: int) -> None:
    """Reading on from a previous reading gives what reading afresh gives."""
    reading = office.read()
    for count in (1, 3, 1, 4, 2, 6):
        office.record(count)
        with office.active.open("ab") as file:
            file.write(b'{"id":')
        office.stream.close()
        reading = office.read(previous=reading)
        fresh = office.read()
        assert reading.findings == fresh.findings
        assert reading.position == fresh.position
        assert [f.leave_out for f in reading.files] == [f.leave_out for f in fresh.files]


def test_events_of_the_future_are_told(office: Machine) -> None:
    """A clock ahead of ours is a finding, and its events are read."""
    office.record(1)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    reading = office.read(now=now)
    assert reading.count == 1
    assert [(f.kind, f.gravite) for f in reading.findings] == [("date-future", 1)]


def test_one_id_for_two_events(office: Machine, tmp_path: Path) -> None:
    """Two different lines under one id: one is shown, always the same, and it is told."""
    from attrs import evolve

    second = other_machine(tmp_path, 2)
    first = office.draft()
    office.append([[first]])
    second.append([[evolve(first, donnees={"code": "autre"})]])
    reading = office.read()
    assert (reading.count, kinds(reading)) == (1, ["identifiant-double"])
    second.stream.close()


def test_reading_needs_no_right_to_write(office: Machine, tmp_path: Path) -> None:
    """Reading creates nothing: no identity, no lock, no file."""
    office.record(1)
    journal = copy_log(office, tmp_path / "copy" / "events")
    before = sorted(path for path in tmp_path.rglob("*"))
    reader = Machine(office.env, journal)
    assert reader.read().count == 1
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_a_segment_sealed_while_reading(
    office: Machine, small_segments: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file renamed between the listing and the reading is neither missed nor a finding."""
    office.record(5)
    stale = list_files(office.journal.root)
    office.record(1)
    answers = [stale]

    def listing(root: Path) -> Listing:
        return answers.pop() if answers else list_files(root)

    monkeypatch.setattr("ter_core.log.read.list_files", listing)
    reading = office.read()
    assert answers == []
    assert (reading.count, reading.findings) == (6, ())


def test_a_file_gone_while_reading(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conflict copy deleted between the listing and the reading was never there."""
    office.record(2)
    copy = office.active.with_name("actif 2.ndjson")
    shutil.copy(office.active, copy)
    answers = [list_files(office.journal.root)]
    copy.unlink()

    def listing(root: Path) -> Listing:
        return answers.pop() if answers else list_files(root)

    monkeypatch.setattr("ter_core.log.read.list_files", listing)
    reading = office.read()
    assert (reading.count, reading.findings) == (2, ())


def test_verifying_in_processes_says_the_same(
    office: Machine, small_segments: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The full pass on every core finds what the plain one finds, damage included."""
    for _ in range(9):
        office.record(5)
    first = office.active.with_name("000003.ndjson")
    first.write_bytes(first.read_bytes().replace(b"Liaison", b"liaison", 1))
    alone = office.read(full=True)
    monkeypatch.setattr("ter_core.log.verify.WORTH_IT", 0)
    together = office.read(full=True)
    assert kinds(alone) == ["ligne-abimee"]
    assert together.findings == alone.findings
    assert together.position == alone.position
    assert list(together.records()) == list(alone.records())
    assert [file.trusted for file in together.files] == [file.trusted for file in alone.files]

"""A territory begins with one lot, or not at all."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from ter_core import Entry, Environment, Session
from ter_core.errors import ConfirmationNeeded, OutcomeUnknown, WorkspaceProblem
from ter_core.events import get
from ter_core.workspace.start import start
from tests.workspace.conftest import A_PUPIL, COORDINATION, every_file, function, territory


def begin(folder: Path, env: Environment) -> None:
    """Begin an ordinary territory."""
    start(folder, env, acteur=function(), territoire=territory(), poste="Portable")


def test_one_lot_opens_the_poste_the_function_and_the_territory(
    tmp_path: Path, office: Environment
) -> None:
    """The log's first three lines are one lot of the function that begins; the log is sound."""
    folder = tmp_path / "ter"
    written = start(folder, office, acteur=function(), territoire=territory(), poste="Portable")
    records = [one.record for one in written]

    assert [one.type for one in records] == ["PosteOuvert", "ActeurInscrit", "TerritoireOuvert"]
    assert [one.rang for one in records] == [1, 2, 3]
    assert [one.lot for one in records] == [f"{n}/3:{records[0].id}" for n in (1, 2, 3)]
    assert {one.auteur for one in records} == {COORDINATION}
    assert records[0].donnees == {"nom": "Portable", "acteur": COORDINATION}
    with Session.open(folder, env=office) as session:
        assert records[2].sujet == f"territoire:{session.journal.id}"
        assert session.check() == []


def test_who_began_goes_on_without_saying_so(tmp_path: Path, office: Environment) -> None:
    """The machine remembers who began; its next event stands in the same stream."""
    begin(tmp_path / "ter", office)
    with Session.open(tmp_path / "ter", env=office) as session:
        assert session.author == COORDINATION
        axis = get("AxeDefini")(code="axe-1", numero=1, intitule="Réussite")
        (written,) = session.record(Entry(axis))
    assert (written.record.rang, written.record.auteur) == (4, COORDINATION)


def test_a_function_without_a_code_gets_one(tmp_path: Path, office: Environment) -> None:
    """The code comes from the quality, and signs the very lot that creates it."""
    qualite = "Principale du collège"
    written = start(
        tmp_path / "ter",
        office,
        acteur=function(code=None, qualite=qualite),
        territoire=territory(),
        poste="Portable",
    )
    assert {one.record.auteur for one in written} == {"acteur:principale-du-college"}
    assert written[1].record.sujet == "acteur:principale-du-college"


def test_git_is_told_to_leave_the_log_alone(tmp_path: Path, office: Environment) -> None:
    """A workspace carries `.gitattributes`, LF included; nothing but it and the log."""
    begin(tmp_path / "ter", office)
    assert (tmp_path / "ter" / ".gitattributes").read_bytes() == b"events/** -text\n"
    assert {path.name for path in (tmp_path / "ter").iterdir()} == {".gitattributes", "events"}


@pytest.mark.parametrize("before", [b"*.pdf binary\n", b"*.pdf binary", b"events/** -text\n"])
def test_attributes_that_stand_there_are_kept(
    tmp_path: Path, office: Environment, before: bytes
) -> None:
    """The file of somebody else's repository keeps its lines, and gets ours once."""
    (tmp_path / ".gitattributes").write_bytes(before)
    begin(tmp_path, office)
    lines = (tmp_path / ".gitattributes").read_bytes().splitlines()
    assert lines[: len(before.splitlines())] == before.splitlines()
    assert lines.count(b"events/** -text") == 1


def refused(folder: Path, env: Environment) -> ConfirmationNeeded:
    """Begin with a function that the catalogue doubts."""
    with pytest.raises(ConfirmationNeeded) as caught:
        start(
            folder, env, acteur=function(qualite=A_PUPIL), territoire=territory(), poste="Portable"
        )
    return caught.value


def test_a_refused_lot_leaves_no_journal(tmp_path: Path, office: Environment) -> None:
    """A function refused by a rule leaves no log; the same folder then begins as if new."""
    error = refused(tmp_path / "ter", office)
    assert error.where.startswith("événement 2 du lot")
    assert not (tmp_path / "ter" / "events").exists()

    begin(tmp_path / "ter", office)
    with Session.open(tmp_path / "ter", env=office) as session:
        assert session.check() == []
        assert len(list(session.journal.root.iterdir())) == 2  # journal.json and one stream


def test_a_refused_lot_leaves_what_was_there(tmp_path: Path, office: Environment) -> None:
    """Files that stood in the folder before a refusal stand there after it."""
    (tmp_path / "ter").mkdir()
    (tmp_path / "ter" / "notes.txt").write_text("à garder", encoding="utf-8")
    refused(tmp_path / "ter", office)
    assert (tmp_path / "ter" / "notes.txt").read_text(encoding="utf-8") == "à garder"


def test_a_refused_lot_leaves_no_folder(tmp_path: Path, office: Environment) -> None:
    """What `start` made, the folder included, goes when the lot is refused."""
    refused(tmp_path / "ter", office)
    assert not (tmp_path / "ter").exists()


def test_an_unknown_outcome_keeps_the_journal(
    tmp_path: Path, office: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk did not confirm, the remedy says to reopen the log: it must be there."""

    def failing(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("ter_core.log.stream.flush", failing)
        with pytest.raises(OutcomeUnknown):
            begin(tmp_path / "ter", office)
    with Session.open(tmp_path / "ter", env=office) as session:
        assert session.journal.root == tmp_path / "ter" / "events"


@pytest.mark.parametrize("where", [".", "events"])
def test_a_folder_that_is_a_journal_is_refused(
    tmp_path: Path, office: Environment, where: str
) -> None:
    """Neither a workspace nor its log can begin again; not a byte changes, the remedy joins."""
    begin(tmp_path / "ter", office)
    before = every_file(tmp_path / "ter")
    with pytest.raises(WorkspaceProblem, match="contient déjà un journal") as caught:
        begin(tmp_path / "ter" / where, office)
    assert "ter init --acteur" in caught.value.remedy
    assert every_file(tmp_path / "ter") == before


@pytest.mark.parametrize("name", ["fichier", "fichier/ter"])
def test_a_file_where_a_folder_should_be(tmp_path: Path, office: Environment, name: str) -> None:
    """A place where no folder can be made is an error that names it, and nothing is written."""
    (tmp_path / "fichier").write_bytes(b"autre chose")
    with pytest.raises(WorkspaceProblem, match="ne peut pas être écrit") as caught:
        begin(tmp_path / name, office)
    assert caught.value.where == str(tmp_path / name)
    assert every_file(tmp_path) == {"fichier": b"autre chose"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path, office: Environment) -> None:
    """The same for a folder of somebody else."""
    folder = tmp_path / "ter"
    folder.mkdir(mode=0o500)
    with pytest.raises(WorkspaceProblem, match="ne peut pas être écrit"):
        begin(folder, office)
    assert every_file(folder) == {}


def test_a_system_that_refuses(
    tmp_path: Path, office: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full or read-only disk is an error in French with its reason, never a bug."""

    def failing(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("ter_core.log.journal.write_once", failing)
    with pytest.raises(WorkspaceProblem, match="le disque est en lecture seule"):
        begin(tmp_path / "ter", office)


def test_a_file_called_events(tmp_path: Path, office: Environment) -> None:
    """A file where the log should stand is not told as a log."""
    (tmp_path / "events").write_bytes(b"autre chose")
    with pytest.raises(WorkspaceProblem) as caught:
        begin(tmp_path, office)
    assert "journal existe déjà" not in caught.value.what


def test_a_machine_that_cannot_remember(tmp_path: Path, office: Environment) -> None:
    """Where the state folder may not be written nothing begins, and the remedy is TER_ETAT."""
    office.state_dir.parent.mkdir(parents=True)
    office.state_dir.write_bytes(b"")
    with pytest.raises(WorkspaceProblem, match="dossier d'état") as caught:
        begin(tmp_path / "ter", office)
    assert "TER_ETAT" in caught.value.remedy
    assert not (tmp_path / "ter" / "events").exists()


def test_a_territory_may_have_been_there_before(tmp_path: Path, office: Environment) -> None:
    """Dated, so that the facts of a year already begun are of a territory and of a function."""
    day = date(2026, 9, 1)
    written = start(
        tmp_path, office, acteur=function(), territoire=territory(), poste="Portable", on=day
    )

    dated = {one.record.type: one.record.survenu_le for one in written}
    assert dated["TerritoireOuvert"] == dated["ActeurInscrit"] == "2026-09-01"

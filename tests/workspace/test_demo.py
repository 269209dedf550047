"""The demonstration is read as it is, and copied to be written in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson
import pytest

from ter_core import Entry, Environment, Session
from ter_core.errors import ReadOnlyJournal, WorkspaceProblem
from ter_core.events import get
from ter_core.imports.lot import record_lot
from ter_core.log.journal import open_journal
from ter_core.workspace.demonstration import copy_demo, demonstration
from ter_core.workspace.start import join
from tests.workspace.conftest import COORDINATION, every_file

AXIS: dict[str, Any] = {"code": "essai", "numero": 9, "intitule": "Essai"}


def test_a_copy_is_the_log_without_its_flag(tmp_path: Path, office: Environment) -> None:
    """The same journal and the same lines, byte for byte; only `modele` and git's file differ."""
    root = copy_demo(tmp_path / "essai", office)
    copied, source = every_file(root), every_file(demonstration())

    assert root == tmp_path / "essai" / "events"
    assert (tmp_path / "essai" / ".gitattributes").read_bytes() == b"events/** -text\n"
    assert source.pop("journal.json") != (kept := copied.pop("journal.json"))
    assert orjson.loads(kept) == {"format": 1, "journal": open_journal(demonstration()).id}
    assert copied == source
    assert (open_journal(demonstration()).modele, open_journal(root).modele) == (True, False)


def test_a_copy_is_joined_as_the_coordination(tmp_path: Path, office: Environment) -> None:
    """One writes in it at once, under a poste of one's own that says what it had seen."""
    root = copy_demo(tmp_path / "essai", office)
    with Session.open(root, env=office) as session:
        assert session.author == COORDINATION
        session.follow()
        (written,) = session.record(Entry(get("AxeDefini")(**AXIS)))
        news = session.follow()

        assert written.record.auteur == COORDINATION
        assert [one.type for one in news] == ["PosteOuvert", "TemoinDepose", "AxeDefini"]
        assert {one.poste for one in news} == {written.record.poste}
        assert max(finding.gravite for finding in session.check()) == 1  # its one conflict


def test_a_copy_of_a_read_only_installation_may_be_written(
    tmp_path: Path, office: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files installed without the right to write are copied with it."""
    installed = tmp_path / "installation"
    shutil.copytree(demonstration(), installed)
    for path in installed.rglob("*.ndjson"):
        path.chmod(0o444)
    # By its full name: the package's attribute of that name is the function.
    module = import_module("ter_core.workspace.demonstration")
    monkeypatch.setattr(module, "demonstration", lambda: installed)
    root = copy_demo(tmp_path / "essai", office)

    assert all(path.stat().st_mode & 0o200 for path in (root, *root.rglob("*")))


def test_an_empty_folder_takes_a_copy(tmp_path: Path, office: Environment) -> None:
    """A folder made for it is not refused."""
    (tmp_path / "essai").mkdir()
    assert copy_demo(tmp_path / "essai", office).is_dir()


@pytest.mark.parametrize("name", ["essai", "essai/notes.txt"])
def test_a_place_that_holds_something_is_refused(
    tmp_path: Path, office: Environment, name: str
) -> None:
    """A folder that is not empty, or a file, is left as it was."""
    (tmp_path / "essai").mkdir()
    (tmp_path / "essai" / "notes.txt").write_bytes(b"autre chose")
    with pytest.raises(WorkspaceProblem, match="n'est pas vide"):
        copy_demo(tmp_path / name, office)
    assert every_file(tmp_path) == {"essai/notes.txt": b"autre chose"}


def by_record(root: Path, env: Environment) -> object:
    """One event, through the session."""
    with Session.open(root, env=env, author=COORDINATION) as session:
        return session.record(Entry(get("AxeDefini")(**AXIS)))


def by_lot(root: Path, env: Environment) -> object:
    """A lot, through its door."""
    with Session.open(root, env=env, author=COORDINATION) as session:
        return record_lot(session, [orjson.dumps({"type": "AxeDefini", "donnees": AXIS})])


def by_nobody(root: Path, env: Environment) -> object:
    """One event, without saying who writes: that the log is a modele comes first."""
    with Session.open(root, env=env) as session:
        return session.record(Entry(get("AxeDefini")(**AXIS)))


def by_joining(root: Path, env: Environment) -> object:
    """A poste, opened by joining."""
    return join(root, env, acteur="coordination", poste="Portable")


def by_command(root: Path, env: Environment) -> object:
    """A command line; its words carry the error back."""
    import io

    from ter_cli.main import run

    words = "axe definir --code essai --numero 9 --intitule Essai --auteur coordination"
    err = io.BytesIO()
    arguments = ["--journal", str(root), *words.split()]
    code = run(arguments, env, stdin=io.BytesIO(), stdout=err, stderr=err)
    assert code == 3, err.getvalue().decode()
    raise ReadOnlyJournal("", remedy=err.getvalue().decode())


@pytest.mark.parametrize(
    "write", [by_record, by_lot, by_nobody, by_joining, by_command], ids=lambda f: f.__name__
)
def test_the_modele_refuses_every_write(
    tmp_path: Path, office: Environment, write: Callable[[Path, Environment], object]
) -> None:
    """Whatever door is taken, the remedy is `ter demo`, and not a byte changes."""
    root = tmp_path / "events"
    shutil.copytree(demonstration(), root)
    before = every_file(root)
    with pytest.raises(ReadOnlyJournal) as caught:
        write(root, office)
    assert "ter demo" in caught.value.remedy
    assert every_file(root) == before


def test_the_modele_answers_and_is_not_touched(tmp_path: Path, office: Environment) -> None:
    """Asking, following, checking and previewing write nothing beside the modele's files."""
    from ter_core import reports

    root = tmp_path / "events"
    shutil.copytree(demonstration(), root)
    before = every_file(root)
    with Session.open(root, env=office, author=COORDINATION) as session:
        assert session.ask(reports.get("suivi")()).rows
        assert session.preview(Entry(get("AxeDefini")(**AXIS)))[0].name == "essai"
        assert session.follow() == []
        assert session.check()
    assert every_file(root) == before


def test_a_copy_made_again_begins_afresh(tmp_path: Path, office: Environment) -> None:
    """A copy deleted and made again in the same place is the demonstration, nothing more."""
    from ter_core import reports

    for _ in range(2):
        root = copy_demo(tmp_path / "essai", office)
        with Session.open(root, env=office) as session:
            codes = [row[0] for row in session.ask(reports.get("axes")()).rows]
            assert "essai" not in codes
            session.record(Entry(get("AxeDefini")(**AXIS)))
            session.follow()
        shutil.rmtree(tmp_path / "essai")

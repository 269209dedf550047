"""Finding, opening and creating a log."""

from __future__ import annotations

from pathlib import Path

import pytest

from ter_core.errors import JournalNotFound, LogUnreadable, WorkspaceProblem
from ter_core.log.journal import Journal, create_journal, find_journal, open_journal
from tests.log.support import JOURNAL_ID, make_env


def test_what_is_created_is_opened(tmp_path: Path) -> None:
    """`journal.json` holds the format, the id and, of a modele, that it is one."""
    env = make_env(tmp_path)
    plain = create_journal(tmp_path / "a", env, journal_id=JOURNAL_ID)
    modele = create_journal(tmp_path / "b", env, journal_id=JOURNAL_ID, modele=True)
    text = (tmp_path / "a" / "journal.json").read_text(encoding="utf-8")
    assert text == f'{{"format":1,"journal":"{JOURNAL_ID}"}}\n'
    text = (tmp_path / "b" / "journal.json").read_text(encoding="utf-8")
    assert text == f'{{"format":1,"journal":"{JOURNAL_ID}","modele":true}}\n'
    assert open_journal(tmp_path / "a") == plain == Journal(tmp_path / "a", JOURNAL_ID)
    assert open_journal(tmp_path / "b") == modele


def test_a_journal_is_created_once(tmp_path: Path) -> None:
    """A second creation is refused and the first one stands."""
    env = make_env(tmp_path)
    first = create_journal(tmp_path / "events", env)
    with pytest.raises(WorkspaceProblem, match="existe déjà"):
        create_journal(tmp_path / "events", env)
    assert open_journal(tmp_path / "events") == first
    assert [path.name for path in (tmp_path / "events").iterdir()] == ["journal.json"]


def test_a_journal_is_found_upward(tmp_path: Path) -> None:
    """From the workspace, from a folder inside it, and from `events/` itself."""
    root = create_journal(tmp_path / "events", make_env(tmp_path)).root
    inside = tmp_path / "a" / "b"
    for folder in (inside, root / "poste"):
        folder.mkdir(parents=True)
    for start in (tmp_path, inside, root, root / "poste"):
        assert find_journal(start) == root


def test_a_folder_that_does_not_exist_leads_nowhere(tmp_path: Path) -> None:
    """A name mistyped inside a workspace is not taken for the workspace."""
    create_journal(tmp_path / "events", make_env(tmp_path))
    with pytest.raises(JournalNotFound, match="ter init"):
        find_journal(tmp_path / "autre")


def test_no_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither here nor above: the remedy is `ter init`."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(JournalNotFound, match="ter init"):
        find_journal()
    with pytest.raises(JournalNotFound, match="ter init"):
        open_journal(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "est abîmé"),
        (b"\xff\xfe", "est abîmé"),
        (b"[]", "est abîmé"),
        (b'{"format":2,"journal":"x"}', "au format 2"),
        (b'{"format":true,"journal":"x"}', "au format"),
        (b'{"format":1}', "ne nomme pas son journal"),
        (b'{"format":1,"journal":"x"}', "ne nomme pas son journal"),
        (b'{"format":1,"journal":"%b","modele":1}' % JOURNAL_ID.encode(), "ne nomme pas"),
        (b" " * 5000, "est abîmé"),
    ],
)
def test_a_broken_journal(tmp_path: Path, content: bytes, message: str) -> None:
    """A `journal.json` that cannot be understood is an error that says what to do."""
    (tmp_path / "journal.json").write_bytes(content)
    with pytest.raises(LogUnreadable, match=message) as caught:
        open_journal(tmp_path)
    assert caught.value.remedy
    assert caught.value.where.endswith("journal.json")


def test_a_bad_id_is_refused(tmp_path: Path) -> None:
    """A journal is named by a lower-case UUID."""
    with pytest.raises(WorkspaceProblem, match="n'est pas un identifiant"):
        create_journal(tmp_path / "events", make_env(tmp_path), journal_id="mon journal")
    assert not (tmp_path / "events").exists()

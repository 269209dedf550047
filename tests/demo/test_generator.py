"""The generator of the demonstration: the small format of its source, and what stops it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from ter_core import Session
from tools.demo import LOG, SOURCE, SourceError, build, difference, lines

BEGIN = """
[2026-09-01 09:00 coordination]
init --poste "Coordination" --acteur coordination --qualite "Coordination du TER" \\
    --role coordination --nom "TER d’essai" --departement "Hautes-Alpes" \\
    --academie "Aix-Marseille" --zone B
acteur inscrire --code principal --qualite "Principal du collège" --role principal
[2026-09-01 10:00 secretariat]
init --acteur principal --poste "Secrétariat"
[synchroniser]
"""


def source(folder: Path, text: str) -> Path:
    """A source of one file."""
    (folder / "demo").mkdir()
    (folder / "demo" / "01.txt").write_text(text, encoding="utf-8")
    return folder / "demo"


def events(log: Path) -> list[dict[str, Any]]:
    """The events of a log, the witnesses left out, in the order of their ids."""
    stored = [path.read_bytes().splitlines() for path in log.glob("*/*.ndjson")]
    read = [orjson.loads(line) for stream in stored for line in stream]
    kept = [event for event in read if event["type"] != "TemoinDepose"]
    return sorted(kept, key=lambda event: str(event["id"]))


@pytest.fixture
def sessions_that_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each poste goes on with what its last command had read: hundreds of readings are one.

    What is written does not depend on it: the log of the repository was made without.
    """
    opened, known = Session.open, dict[tuple[Path, str | None], Session]()

    def open_again(*args: Any, **options: Any) -> Session:
        found = opened(*args, **options)
        last = known.setdefault((found.journal.root, found.author), found)
        last.follow()
        return last

    monkeypatch.setattr(Session, "open", open_again)
    monkeypatch.setattr(Session, "erased_persons", frozenset())  # it reads the log once more


def test_the_log_of_the_repository_is_what_its_source_tells(
    tmp_path: Path, sessions_that_last: None
) -> None:
    """`python -m tools.demo` gives these very bytes, whatever the machine and the day."""
    build(SOURCE, tmp_path / "events")

    assert difference(tmp_path / "events", LOG) is None


def test_the_first_file_that_differs_is_named(tmp_path: Path) -> None:
    """A file changed, missing or too many is told, the first by name."""
    for name, text in (("a/1", "x"), ("a/2", "x"), ("b/1", "x")):
        for root in (tmp_path / "made", tmp_path / "found"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    assert difference(tmp_path / "made", tmp_path / "found") is None

    (tmp_path / "found" / "b" / "1").write_text("y", encoding="utf-8")
    (tmp_path / "found" / "a" / "2").unlink()

    assert difference(tmp_path / "made", tmp_path / "found") == str(Path("a/2"))


def test_lines_continue_and_keep_their_place(tmp_path: Path) -> None:
    """A backslash continues a line; comments and empty lines count for places only."""
    folder = source(tmp_path, "# début\n\naxe definir \\\n    --numero 1\n[synchroniser]\n")

    assert [(line.place, line.text) for line in lines(folder)] == [
        ("demo/01.txt:3", "axe definir --numero 1"),
        ("demo/01.txt:5", "[synchroniser]"),
    ]


def test_files_are_read_together_hour_by_hour(tmp_path: Path) -> None:
    """Each block goes to its hour, whatever its file; at the same hour, files go by name."""
    folder = source(tmp_path, "[2026-09-01 09:00 a]\nun\n[2026-09-03 09:00 a]\nquatre\n")
    (folder / "02.txt").write_text(
        "[2026-09-01 09:00 b]\ndeux\n[2026-09-02 09:00 b]\ntrois\n", encoding="utf-8"
    )

    typed = [line.text for line in lines(folder) if not line.text.startswith("[")]

    assert typed == ["un", "deux", "trois", "quatre"]


def test_two_postes_write_at_the_time_of_the_source(tmp_path: Path) -> None:
    """Each command takes a minute of Paris, and each poste writes its own stream."""
    more = "[2026-09-02 08:00 secretariat]\naxe definir --numero 1 --intitule Un\n"
    more += "axe definir --numero 2 --intitule Deux\n"
    build(source(tmp_path, BEGIN + more), tmp_path / "events")

    written = events(tmp_path / "events")

    assert len({event["poste"] for event in written}) == 2
    assert [event["enregistre_le"] for event in written[-2:]] == [
        "2026-09-02T06:00:00.000Z",
        "2026-09-02T06:01:00.000Z",
    ]
    assert orjson.loads((tmp_path / "events" / "journal.json").read_bytes())["modele"] is True


def test_what_is_not_exchanged_is_not_known(tmp_path: Path) -> None:
    """Between two exchanges each poste is offline: both then speak first of the same subject."""
    rename = 'acteur modifier principal --qualite "{}"\n'
    more = f"[2026-09-02 08:00 coordination]\n{rename.format('Un')}"
    more += f"[2026-09-02 08:30 secretariat]\n{rename.format('Deux')}[noter deux]\n[synchroniser]\n"
    more += "[2026-09-02 09:00 coordination]\nconflit trancher {deux} --motif Accord\n"
    build(source(tmp_path, BEGIN + more), tmp_path / "events")

    *_, one, two, settled = events(tmp_path / "events")

    assert one["apres"] == two["apres"]
    assert settled["apres"] == sorted([one["id"], two["id"]])
    assert settled["donnees"] == {"retient": two["id"], "motif": "Accord"}


@pytest.mark.parametrize(
    ("more", "place", "why"),
    [
        ("axe definir --numero un --intitule Un\n", "demo/01.txt:10", "n’est pas un nombre entier"),
        ("[demain]\n", "demo/01.txt:10", "no directive"),
        ("[2026-08-31 09:00 coordination]\n", "demo/01.txt:10", "already 2026-09-01 10:01"),
    ],
)
def test_a_line_that_fails_stops_with_its_place(
    tmp_path: Path, more: str, place: str, why: str
) -> None:
    """The message says which line, and what the program answered."""
    with pytest.raises(SourceError, match=why) as caught:
        build(source(tmp_path, BEGIN + more), tmp_path / "events")

    assert str(caught.value).startswith(f"{place}: ")
    assert not (tmp_path / "events").exists()

"""The files of persons: copies are one person, what cannot be read hides nobody."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ter_core.carnet import Person
from ter_core.carnet.codec import encode
from ter_core.errors import ReadOnlyJournal, RuleBroken
from tests.carnet.conftest import add, carnet_of, files, pen, shelf

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

COPIES = {
    "Nextcloud": "{} (conflicted copy 2026-11-12 101500).json",
    "Dropbox": "{} (copie en conflit de poste).json",
    "Syncthing": "{}.sync-conflict-20261112-101500-ABCDEFG.json",
    "iCloud": "{} 2.json",
    "OneDrive": "{}-PC-ECOLE.json",
    "Google Drive": "{} (1).json",
}


def test_a_person_is_one_private_file(laptop: Machine) -> None:
    """Nobody else of the machine may read it, and one line is one mention."""
    person = add(laptop, courriel="camille@exemple.fr")
    path = shelf(laptop) / f"{person.id}.json"

    assert files(laptop) == {path.name}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf(laptop).stat().st_mode) == 0o700
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum('"champ"' in line for line in lines) == len(person.mentions) == 3


def test_conflict_copies_are_merged_then_removed(laptop: Machine) -> None:
    """The values of all are read at once; the next write, of anybody, makes one file of them."""
    person = add(laptop, courriel="camille@exemple.fr")
    others = {
        name: pen(at).said(person, {"courriel": f"copie{at}@exemple.fr"})
        for at, name in enumerate(COPIES.values())
    }
    mine = carnet_of(laptop).change(person, {"courriel": "moi@exemple.fr"})
    for name, other in others.items():
        (shelf(laptop) / name.format(person.id)).write_bytes(encode(other))

    carnet = carnet_of(laptop)
    (read,) = carnet.people()

    assert read == reduce(Person.merged, others.values(), mine)
    assert set(read.conflicts["courriel"]) == {
        "moi@exemple.fr",
        *(f"copie{at}@exemple.fr" for at in range(len(COPIES))),
    }
    assert len(files(laptop)) == 1 + len(COPIES)
    somebody = carnet.add(nom="Dominique Essai")
    assert files(laptop) == {f"{person.id}.json", f"{somebody.id}.json"}
    settled = carnet_of(laptop).change(read, {"courriel": "moi@exemple.fr"})
    assert (settled.courriel, dict(settled.conflicts)) == ("moi@exemple.fr", {})


def test_a_file_is_known_by_its_content(laptop: Machine) -> None:
    """One that was renamed is the same person, and gets its name back at the next write."""
    person = add(laptop)
    path = shelf(laptop) / f"{person.id}.json"
    path.rename(path.with_name("camille.json"))

    carnet = carnet_of(laptop)
    assert carnet.people() == (person,)
    carnet.change(person, {"telephone": "0492000000"})
    assert files(laptop) == {path.name}


def _link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 34)


def _git(path: Path) -> None:
    path.write_bytes(b'{"format":1,\n<<<<<<< HEAD\n"a"\n=======\n"b"\n>>>>>>> autre\n}')


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xff\x1b[31m")


INTRUDERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "dossier.json": (Path.mkdir, "fichier ordinaire"),
    "enorme.json": (_huge, "256 Kio"),
    "git.json": (_git, "deux versions"),
    "lien.json": (_link, "illisible"),
    "rien.json": (_garbage, "pas du JSON"),
    "tube.json": (os.mkfifo, "fichier ordinaire"),
}


def test_what_cannot_be_read_is_told(laptop: Machine) -> None:
    """Each is a finding that names its file; the other persons are read, and can be written."""
    person = add(laptop)
    for name, (make, _) in INTRUDERS.items():
        make(shelf(laptop) / name)

    carnet = carnet_of(laptop)

    assert carnet.people() == (person,)
    for finding, (name, (_, why)) in zip(carnet.findings, INTRUDERS.items(), strict=True):
        assert finding.fichier == f"carnet/{name}"
        assert why in finding.message
    assert carnet.change(person, {"telephone": "0492000000"}).telephone == "04 92 00 00 00"
    assert len(files(laptop)) == 1 + len(INTRUDERS)


def test_what_a_tool_writes_for_a_moment_is_no_file(laptop: Machine) -> None:
    """Half of a file that is on its way, or a shadow that a system keeps, is not told."""
    person = add(laptop)
    whole = (shelf(laptop) / f"{person.id}.json").read_bytes()
    for name in (".syncthing.{}.json.tmp", "._{}.json", ".~{}.json", "~{}.json"):
        (shelf(laptop) / name.format(person.id)).write_bytes(whole[:60])

    carnet = carnet_of(laptop)

    assert (carnet.people(), carnet.findings) == ((person,), ())


def test_what_git_could_not_merge_is_merged(laptop: Machine) -> None:
    """Both sides of a conflict say what they know of the person; the next write makes one file."""
    person = add(laptop)
    path = shelf(laptop) / f"{person.id}.json"
    common = path.read_text(encoding="utf-8").splitlines(keepends=True)
    sides = [
        encode(pen(at).said(person, {"telephone": number})).decode().splitlines(keepends=True)
        for at, number in enumerate(("0492000000", "0600000000"))
    ]
    ours, theirs = (next(line for line in side if line not in common) for side in sides)
    marked = ["<<<<<<< HEAD\n", ours, "||||||| base\n", "=======\n", theirs, ">>>>>>> autre\n"]
    at = next(at for at, line in enumerate(sides[0]) if line == ours)
    path.write_text("".join([*sides[0][:at], *marked, *sides[0][at + 1 :]]), encoding="utf-8")

    carnet = carnet_of(laptop)
    (read,) = carnet.people()

    assert set(read.conflicts["telephone"]) == {"04 92 00 00 00", "06 00 00 00 00"}
    assert carnet.change(read, {"telephone": "0492000000"}).conflicts == {}
    assert b"<<<" not in path.read_bytes()


def test_a_file_that_a_notepad_rewrote_is_read(laptop: Machine) -> None:
    """A mark at its start and other line ends change nothing of it."""
    person = add(laptop)
    path = shelf(laptop) / f"{person.id}.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    carnet = carnet_of(laptop)

    assert (carnet.people(), carnet.findings) == ((person,), ())


def test_a_file_that_git_could_not_merge_is_not_written_over(laptop: Machine) -> None:
    """What this machine remembers is shown; a change waits until the file is put right."""
    person = add(laptop)
    path = shelf(laptop) / f"{person.id}.json"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b"=======\n>>>>>>> autre\n")
    broken = path.read_bytes()

    carnet = carnet_of(laptop)

    assert carnet.people() == (person,)
    with pytest.raises(RuleBroken, match="deux versions"):
        carnet.change(person, {"telephone": "0492000000"})
    assert path.read_bytes() == broken


def test_a_linked_folder_is_not_followed(laptop: Machine, tmp_path: Path) -> None:
    """A carnet that stands elsewhere is told, neither read nor written."""
    (tmp_path / "ailleurs").mkdir()
    shelf(laptop).symlink_to(tmp_path / "ailleurs")

    carnet = carnet_of(laptop)

    assert "lien" in carnet.findings[0].message
    with pytest.raises(RuleBroken, match="lien"):
        carnet.add(nom="Camille Exemple")
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_a_trial_writes_nothing(laptop: Machine) -> None:
    """Not even a folder."""
    assert carnet_of(laptop).add(nom="Camille Exemple", trial=True).nom == "Camille Exemple"
    assert not shelf(laptop).exists()


def test_a_modele_is_read_only(laptop: Machine) -> None:
    """Its carnet is read, and refuses every change."""
    add(laptop)
    path = laptop.folder / "events" / "journal.json"
    path.write_bytes(path.read_bytes().replace(b"}", b',"modele":true}'))
    again = type(laptop)(laptop.folder, laptop.env, laptop.clock)

    carnet = carnet_of(again)
    assert [one.nom for one in carnet.people()] == ["Camille Exemple"]
    with pytest.raises(ReadOnlyJournal):
        carnet.add(nom="Dominique Essai")

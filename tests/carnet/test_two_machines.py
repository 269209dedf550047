"""A folder that is copied from machine to machine: nothing is lost, and nobody returns."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ter_core.carnet.codec import encode
from ter_core.carnet.erased import sweep
from ter_core.carnet.memory import Memory
from ter_core.errors import RuleBroken
from tests.carnet.conftest import add, carnet_of, files, shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ledger.conftest import Machine

MAIL = "camille@exemple.fr"


def copy(source: Machine, target: Machine) -> None:
    """What `cp -r` does: every file of one machine over those of the other; none is deleted."""
    shutil.copytree(source.folder, target.folder, dirs_exist_ok=True)


def cached(machine: Machine) -> list[bytes]:
    """Every file of the machine's own folders."""
    roots = (machine.env.cache_dir, machine.env.state_dir)
    return [path.read_bytes() for root in roots for path in root.rglob("*") if path.is_file()]


def test_what_a_copy_wrote_over_is_put_back(
    laptop: Machine, machines: Callable[..., Machine]
) -> None:
    """Each machine changed the same person; the copy of one folder loses neither change."""
    person = add(laptop)
    other = machines(laptop)
    carnet_of(laptop).change(person, {"courriel": MAIL})
    carnet_of(other).change(person, {"telephone": "0492000000"})

    copy(other, laptop)

    (read,) = carnet_of(laptop).people()
    assert (read.courriel, read.telephone) == (MAIL, "04 92 00 00 00")
    assert (shelf(laptop) / f"{person.id}.json").read_bytes() == encode(read)
    copy(laptop, other)
    assert carnet_of(other).people() == (read,)


def test_two_processes_that_write_at_once_lose_nothing(laptop: Machine) -> None:
    """What each writes is merged with what the other has written since it read."""
    person = add(laptop)
    one, two = carnet_of(laptop), carnet_of(laptop)

    one.change(person, {"courriel": MAIL})
    two.change(person, {"telephone": "0492000000"})

    (read,) = carnet_of(laptop).people()
    assert (read.courriel, read.telephone) == (MAIL, "04 92 00 00 00")


def test_a_file_that_is_gone_is_forgotten(laptop: Machine) -> None:
    """Here absence means delete: the machine keeps nothing, and a late change is refused."""
    person = add(laptop, courriel=MAIL)
    late = carnet_of(laptop)
    (shelf(laptop) / f"{person.id}.json").unlink()

    assert carnet_of(laptop).people() == ()
    assert not [data for data in cached(laptop) if MAIL.encode() in data]
    with pytest.raises(RuleBroken, match="supprimée"):
        late.change(person, {"telephone": "0492000000"})
    assert files(laptop) == set()


def test_the_memory_may_be_deleted(laptop: Machine) -> None:
    """It adds nothing to what the files say."""
    person = add(laptop)
    shutil.rmtree(laptop.env.cache_dir / "carnet")

    assert carnet_of(laptop).people() == (person,)


def test_an_erased_person_is_erased_everywhere(
    laptop: Machine, machines: Callable[..., Machine]
) -> None:
    """On the other machine after a copy that deletes nothing, in its memory, and a stale copy."""
    person = add(laptop, courriel=MAIL)
    kept = add(laptop, "Dominique Essai", acteur="coordination")
    other = machines(laptop)
    assert len(carnet_of(other).people()) == 2
    stale = (shelf(other) / f"{person.id}.json").read_bytes()
    (shelf(laptop) / f"{person.id} (conflicted copy).json").write_bytes(stale)
    (shelf(laptop) / "versions").mkdir()
    (shelf(laptop) / "versions" / "x~20261112.json").write_bytes(stale)

    (written,) = carnet_of(laptop).erase([person], "RGPD, article 17")

    assert written.record.sujet == "acteur:principal"
    assert written.record.donnees == {"fondement": "RGPD, article 17", "fichier": person.id}
    assert files(laptop) == {f"{kept.id}.json", "versions"}
    copy(laptop, other)
    other.at(laptop.clock[0])
    assert carnet_of(other).people() == (kept,)
    (shelf(other) / "retour.json").write_bytes(stale)
    assert carnet_of(other).people() == (kept,)
    for machine in (laptop, other):
        assert not [data for data in cached(machine) if MAIL.encode() in data]
        assert not [path for path in machine.folder.rglob("*") if MAIL in _text(path)]
        assert machine.session.check() == []


def _text(path: object) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""  # type: ignore[attr-defined]


def test_who_held_nothing_is_erased_too(laptop: Machine) -> None:
    """The function that erases says it: other machines must know which file goes."""
    person = carnet_of(laptop).add(nom="Camille Exemple")

    (written,) = carnet_of(laptop).erase([person], "Demande")

    assert written.record.sujet == "acteur:coordination"
    assert laptop.session.erased_persons == {person.id}
    assert carnet_of(laptop).people() == ()


def test_one_event_for_each_function_that_was_held(laptop: Machine) -> None:
    """In one lot, retired functions included; their states do not move."""
    person = add(laptop)
    carnet_of(laptop).change(person, {}, acteur="coordination")
    laptop.record("ActeurRetire", "principal")

    written = carnet_of(laptop).erase([person], "Demande")

    assert {one.record.sujet for one in written} == {"acteur:principal", "acteur:coordination"}
    assert len({one.record.lot.partition(":")[2] for one in written if one.record.lot}) == 1
    carnet = carnet_of(laptop)
    assert carnet.in_office() == ("acteur:coordination",)


def test_sweeping_touches_nothing_else(laptop: Machine) -> None:
    """Ids that are none, or nobody's, delete no file, and no folder is made for them."""
    assert sweep(laptop.session.journal, laptop.env, ["aaaaaaaaaaaaaaaa"]) == 0
    assert not shelf(laptop).exists()
    person = add(laptop)
    (shelf(laptop) / "LISEZMOI.txt").write_text("Le carnet", encoding="utf-8")

    assert sweep(laptop.session.journal, laptop.env, ["", ".", "carnet", "a" * 16]) == 0
    assert files(laptop) == {f"{person.id}.json", "LISEZMOI.txt"}
    assert sweep(laptop.session.journal, laptop.env, [person.id]) == 1
    assert files(laptop) == {"LISEZMOI.txt"}
    assert not list(Memory.of(laptop.session.journal, laptop.env).folder.iterdir())


def test_no_name_enters_the_log(laptop: Machine) -> None:
    """Everything that the carnet does is done; the bytes of the log say nothing of anybody."""
    person = add(laptop, courriel=MAIL, telephone="0492000000")
    carnet = carnet_of(laptop)
    carnet.change(person, {"courriel": "autre@exemple.fr"})
    new, (left,) = carnet.hand_over("principal", "Dominique Essai", on=laptop.session.today)
    carnet.erase([left, new], "Demande")

    log = b"".join(laptop.bytes().values())
    for said in ("Camille", "Exemple", "Dominique", "exemple.fr", "92 00"):
        assert said.encode() not in log

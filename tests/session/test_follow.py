"""A session stays open while the log grows: by another process, by another poste, by both."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from ter_core import Entry, Session, reports
from ter_core.events import get
from tests.ledger.conftest import Machine, synchronise
from tests.session.conftest import elsewhere

Make = Callable[..., Machine]

RECORD = """
from pathlib import Path
from ter_core import Entry, Session
from ter_core.events import get
with Session.open(Path("."), origin="cli") as session:
    made = [session.record(Entry(get("AxeDefini")(code=f"axe-{n}", numero=n, intitule="Essai")))
            for n in (1, 2)]
print(*(written.record.id for (written,) in made))
"""


def second_session(machine: Machine) -> Machine:
    """The same installation, the same folder, another session on it."""
    return Machine(machine.folder, machine.env, machine.clock)


def beside(machine: Machine, name: str) -> Machine:
    """Another installation that writes into the very same folder."""
    place = machine.folder.parent / name
    env = evolve(machine.env, state_dir=place / "etat", cache_dir=place / "cache")
    return Machine(machine.folder, env, machine.clock)


def ids(machine: Machine) -> list[str]:
    """Every event that a session shows, by id."""
    report = machine.session.ask(reports.get("evenements")())
    names = [column.name for column in report.columns]
    return [row[names.index("id")] for row in report.rows]


def told(machine: Machine) -> list[str]:
    """The kinds of what a session finds wrong."""
    return [finding.kind for finding in machine.session.check()]


def test_nothing_new_is_nothing(laptop: Machine) -> None:
    """The first look is what news are counted from; without news the answer is empty."""
    with Session.open(laptop.folder, env=laptop.env) as session:
        assert session.follow() == []
        assert session.follow() == []


def test_another_process_of_this_poste(laptop: Machine) -> None:
    """What another process wrote comes once, in order, and a question sees it."""
    laptop.session.follow()
    written = elsewhere(laptop, RECORD).split()

    assert [one.id for one in laptop.session.follow()] == written
    assert laptop.session.follow() == []
    assert ids(laptop)[-2:] == written


def test_a_question_follows_by_itself(laptop: Machine) -> None:
    """Nobody has to follow before asking: an answer rests on the log as it stands."""
    count = len(ids(laptop))
    written = elsewhere(laptop, RECORD).split()
    assert ids(laptop)[count:] == written


def test_ones_own_events_come_too(laptop: Machine) -> None:
    """A screen that redraws from `follow` sees what its own session recorded."""
    laptop.session.follow()
    written = laptop.decide()
    assert [one.id for one in laptop.session.follow()] == [written.record.id]


def test_another_poste(machines: Make) -> None:
    """What a synchronisation brings comes once: the poste, what it had seen, what it says."""
    one = machines()
    two = machines(one)
    decided = two.decide()
    one.session.follow()
    synchronise(two, one)  # which follows
    with Session.open(one.folder, env=one.env) as late:
        assert late.follow() == []
    assert decided.record.id in ids(one)

    again = two.decide()
    source = next((two.folder / "events").glob(f"{again.record.poste}/actif.ndjson"))
    (one.folder / "events" / again.record.poste / "actif.ndjson").write_bytes(source.read_bytes())
    assert [record.id for record in one.session.follow()] == [again.record.id]


def test_two_sessions_of_one_poste_take_turns(laptop: Machine) -> None:
    """Interleaved on one poste: one unbroken stream, no number twice, both see everything."""
    other = second_session(laptop)
    turns = [laptop, other, other, laptop, other, laptop, laptop, other]
    written = [machine.decide() for machine in turns]
    other_ids, own_ids = ids(other), ids(laptop)

    assert [one.name for one in written] == [f"D-2026-{n:03d}" for n in range(1, 9)]
    assert [one.record.rang for one in written] == list(range(7, 15))
    assert own_ids == other_ids
    assert own_ids[-8:] == [one.record.id for one in written]
    assert told(laptop) == told(other) == []
    other.session.__exit__(None, None, None)


def test_each_stands_on_what_the_other_wrote(laptop: Machine) -> None:
    """On one poste a session cites and is judged on events it has not been told of."""
    from ter_core.errors import RuleBroken

    other = second_session(laptop)
    adopted = laptop.decide()
    executed = other.record("DecisionExecutee", "D1")
    assert executed.record.apres == (adopted.record.id,)
    with pytest.raises(RuleBroken):
        laptop.record("DecisionExecutee", "D1")
    reopened = laptop.record("DecisionReouverte", "D1", motif="Essai")
    assert reopened.record.apres == (executed.record.id,)
    other.session.__exit__(None, None, None)


def test_a_seal_made_meanwhile(laptop: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file sealed and renamed by the other session is neither missed nor counted twice."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    other = second_session(laptop)
    laptop.session.follow()
    other.session.follow()
    written = []
    for number in range(8):
        machine, watcher = (laptop, other) if number % 2 else (other, laptop)
        written.append(machine.decide().record.id)
        assert [one.id for one in watcher.session.follow()][-1:] == written[-1:]
    assert ids(laptop)[-8:] == ids(other)[-8:] == written
    assert len(list((laptop.folder / "events").rglob("0*.ndjson"))) >= 2
    assert told(laptop) == told(other) == []
    other.session.__exit__(None, None, None)


def test_two_postes_of_one_folder(laptop: Machine) -> None:
    """Interleaved on two postes that follow: two sound streams, no number twice."""
    other = beside(laptop, "voisine")
    names = []
    for machine in (laptop, other, other, laptop, other, laptop):
        machine.session.follow()
        names.append(machine.decide().name)

    assert names == [f"D-2026-{n:03d}" for n in range(1, 7)]
    assert ids(laptop) == ids(other)
    position = laptop.session.ask(reports.get("conflits")()).position
    assert len(position) == 2
    assert position == other.session.ask(reports.get("conflits")()).position
    assert told(laptop) == told(other) == []
    other.session.__exit__(None, None, None)


def test_two_postes_that_do_not_look(laptop: Machine) -> None:
    """Without following, both may take one number: it is kept, told apart, and nothing is lost."""
    other = beside(laptop, "voisine")
    other.decide()  # what the other knows dates from here
    laptop.session.follow()
    first, second = laptop.decide(), other.decide()

    assert (first.name, second.name) == ("D-2026-002", "D-2026-002")
    assert {first.record.id, second.record.id} <= set(ids(laptop))
    assert ids(laptop) == ids(other)
    codes = [row[0] for row in laptop.session.ask(reports.get("suivi")()).rows]
    assert sorted(codes) == ["D-2026-001", "D-2026-002", "D-2026-002 bis"]
    other.session.__exit__(None, None, None)


def test_a_machine_that_lost_its_stream_is_told(machines: Make) -> None:
    """A stream that shrinks under an open session keeps its events: memory puts them back."""
    one = machines()
    two = machines(one)
    two.decide()
    synchronise(one, two)
    before = ids(one)
    (poste,) = {record["poste"] for record in _position(two)} - {_own(one)}
    file = one.folder / "events" / poste / "actif.ndjson"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))

    report = one.session.ask(reports.get("evenements")())
    assert len(report.rows) == len(before)
    assert "lignes-remises" in {finding.kind for finding in report.findings}


def _position(machine: Machine) -> tuple[dict[str, Any], ...]:
    return machine.session.ask(reports.get("conflits")()).position


def _own(machine: Machine) -> str:
    from ter_core.log.identity import load

    return str(load(machine.session.journal, machine.env).poste)


def test_what_was_erased_is_not_followed(laptop: Machine, machines: Make) -> None:
    """A record of an erased event has no payload, though its line is not blanked here yet."""
    home, third = machines(laptop), machines(laptop)
    third.session.follow()
    said = home.record("DecisionExecutee", home.decide().name, commentaire="Vu avec elle").record
    synchronise(laptop, home)
    erasure = get("ContenuEfface")(
        evenement=said.id, fondement="RGPD", reprise={"commentaire": "Vu"}
    )
    laptop.session.record(Entry(erasure, said.sujet))
    shutil.copytree(laptop.folder, third.folder, dirs_exist_ok=True)

    (told,) = [one for one in third.session.follow() if one.id == said.id]

    assert (told.is_erased, told.donnees) == (True, None)
    assert any(b"Vu avec elle" in path.read_bytes() for path in third.folder.rglob("*.ndjson"))


def test_a_key_sent_again_after_an_erasure(laptop: Machine) -> None:
    """A script that repeats itself gets the event it recorded, not an error, nor the old text."""
    code = laptop.decide().name
    entry = Entry(get("DecisionExecutee")(commentaire="Vu avec elle"), code, key="nuit-12")
    (first,) = laptop.session.record(entry)
    erasure = {"evenement": first.record.id, "fondement": "RGPD", "reprise": {"commentaire": "Vu"}}
    laptop.record("ContenuEfface", first.record.sujet, **erasure)

    (again,) = laptop.session.record(entry)

    assert (again.record.id, again.record.donnees) == (first.record.id, None)

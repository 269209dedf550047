"""A text taken back: gone from every file, nothing else moved, the same on every machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from ter_core import Entry, Environment, Report, Session
from ter_core.errors import RuleBroken
from ter_core.events import get
from ter_core.events.erasure import rewritten
from ter_core.events.seance_lines import Point
from ter_core.events.tout_sujet import ContenuEfface
from ter_core.reports.bilan_chiffres import BilanChiffres
from ter_core.reports.chercher import Chercher
from ter_core.reports.contenu import Contenu
from ter_core.reports.evenements import Evenements
from ter_core.reports.suivi import Suivi
from ter_core.vocabulary.text import ERASED
from ter_core.workspace.demonstration import copy_demo
from tests.ledger.conftest import Machine, synchronise

NAME = "Zoé Martin-Quincampoix"
BASIS = "RGPD, article 17"


def erase(machine: Machine, event: str, *texts: str) -> None:
    """Take a name back from an event, as the command does."""
    question = Contenu(evenement=event)
    found = question.recordings(
        machine.session.ask(question), fondement=BASIS, textes=texts or (NAME,)
    )
    machine.session.record(*(Entry(one, subject) for one, subject in found))


def holding(place: Path, text: str = NAME) -> list[str]:
    """The files under a folder in whose bytes a text stands."""
    return sorted(
        str(path.relative_to(place))
        for path in place.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


def followed(machine: Machine) -> list[tuple[object, ...]]:
    """The follow-up of every decision, its comment apart."""
    report = machine.session.ask(Suivi(toutes=True))
    return [
        tuple(value for name, value in row.items() if name != "commentaire")
        for row in report.named()
    ]


def executed(machine: Machine) -> str:
    """A decision executed with a word too many; the id of the event."""
    code = machine.decide().name
    said = machine.record("DecisionExecutee", code, commentaire=f"Vu avec {NAME} le matin")
    return said.record.id


def test_gone_from_the_machine_that_erases(laptop: Machine) -> None:
    """No file of the log, nor of what this machine derived from it, has the text any more."""
    event = executed(laptop)
    before = followed(laptop)
    assert holding(laptop.folder.parent)

    erase(laptop, event)

    assert holding(laptop.folder.parent) == []
    assert followed(laptop) == before
    assert laptop.session.check() == []
    (line,) = laptop.session.ask(Contenu(evenement=event)).named()[:1]
    assert line["texte"] == f"Vu avec {ERASED} le matin"
    assert laptop.session.ask(Chercher(texte="quincampoix")).rows == ()


def test_one_writes_on_after_it(laptop: Machine) -> None:
    """The stream that was blanked goes on, in this process and in the next."""
    erase(laptop, executed(laptop))
    laptop.decide()
    with Session.open(laptop.folder, env=laptop.env, author="acteur:coordination") as again:
        again.record(Entry(get("ReussiteRelevee")(texte="Bien")))
        assert again.check() == []
    assert laptop.session.check() == []
    assert len({path.parent for path in laptop.folder.rglob("actif.ndjson")}) == 1


@pytest.mark.parametrize("small", [False, True], ids=["growing", "sealed"])
def test_gone_from_the_other_machine_after_a_copy(
    laptop: Machine,
    machines: Callable[..., Machine],
    monkeypatch: pytest.MonkeyPatch,
    *,
    small: bool,
) -> None:
    """Whoever wrote it, and wherever it was erased: one copy of the folder each way is enough."""
    if small:
        monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    ours = executed(laptop)
    home = machines(laptop)
    theirs = executed(home)
    synchronise(laptop, home)
    before = followed(laptop)
    assert before == followed(home)
    assert holding(laptop.folder)
    assert holding(home.folder.parent)

    erase(laptop, ours)
    erase(laptop, theirs)
    synchronise(laptop, home)
    home.session.follow()
    synchronise(laptop, home)

    for machine in (laptop, home):
        assert holding(machine.folder.parent) == []
        assert machine.session.check() == []
        assert followed(machine) == before
        assert machine.session.ask(Chercher(texte=NAME)).rows == ()


def test_never_shown_before_its_owner_blanked_it(
    laptop: Machine, machines: Callable[..., Machine]
) -> None:
    """A foreign file that may still grow keeps its bytes, and no answer has them."""
    home = machines(laptop)
    theirs = executed(home)
    synchronise(laptop, home)

    erase(laptop, theirs)

    (left,) = holding(laptop.folder / "events")
    assert left.endswith("actif.ndjson")
    shown = laptop.session.ask(Evenements())
    assert NAME not in repr(shown.rows)
    (finding,) = laptop.session.check()
    assert (finding.kind, finding.gravite) == ("effacement-attendu", 0)


def test_a_stale_copy_that_returns_is_blanked(laptop: Machine, tmp_path: Path) -> None:
    """A backup laid over the folder, or a conflict copy, shows nothing and loses the text."""
    event = executed(laptop)
    (active,) = laptop.folder.rglob("actif.ndjson")
    old = active.read_bytes()
    erase(laptop, event)
    copy = active.with_name("actif (conflicted copy 2026-11-12).ndjson")
    copy.write_bytes(old)

    laptop.session.follow()

    assert holding(laptop.folder.parent) == []
    assert NAME not in repr(laptop.session.ask(Evenements()).rows)
    assert {finding.gravite for finding in laptop.session.check()} <= {0}


def test_what_an_erasure_repeats_is_erased_with_it(laptop: Machine) -> None:
    """A second text of the same event leaves the first erasure too, where it was said again."""
    code = laptop.decide().name
    said = f"{NAME} et Basile Quincampoix"
    event = laptop.record("DecisionExecutee", code, commentaire=said).record.id
    erase(laptop, event)
    assert holding(laptop.folder, "Basile")

    erase(laptop, event, "Basile Quincampoix")

    assert holding(laptop.folder.parent, "Basile") == []
    assert laptop.session.check() == []
    (first, *_) = laptop.session.ask(Contenu(evenement=event)).named()
    assert first["texte"] == f"{ERASED} et {ERASED}"


def test_nothing_else_may_change(laptop: Machine) -> None:
    """A reprise that drops a text, adds a field or says another number is refused."""
    participation = laptop.record("DecisionExecutee", laptop.decide().name, commentaire="Vu")
    sujet, event = participation.record.sujet, participation.record.id
    before = laptop.bytes()
    for reprise in ({}, {"commentaire": "Vu", "preuve": "mail"}, {"commentaire": "a\x1bb"}):
        wrong = ContenuEfface(evenement=event, fondement=BASIS, reprise=reprise)
        with pytest.raises(RuleBroken):
            laptop.session.record(Entry(wrong, sujet))
    adopted = laptop.session.ask(Evenements(nature="decision")).named()[0]
    said = json.loads(adopted["donnees"]) | {"echeance": "2027-03-16"}
    wrong = ContenuEfface(evenement=adopted["id"], fondement=BASIS, reprise=said)
    with pytest.raises(RuleBroken, match="echeance"):
        laptop.session.record(Entry(wrong, adopted["sujet"]))
    assert laptop.bytes() == before


def test_a_read_only_folder_keeps_its_files(
    laptop: Machine, machines: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written, the text is hidden all the same and nothing fails."""
    event = executed(laptop)
    home = machines(laptop)
    erase(laptop, event)
    synchronise_files(laptop, home)

    def refuse(*_: object) -> None:
        raise OSError("read-only")

    monkeypatch.setattr("ter_core.log.blank.replace_atomically", refuse)
    (old,) = (p for p in home.folder.rglob("actif.ndjson"))
    old.with_name("000001.ndjson").write_bytes(old.read_bytes())
    assert NAME not in repr(home.session.ask(Evenements()).rows)


def synchronise_files(source: Machine, target: Machine) -> None:
    """The whole folder of one machine over that of another."""
    shutil.copytree(source.folder, target.folder, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The demonstration, to write in."""
    place = tmp_path_factory.mktemp("effacer")
    env = Environment(
        fixed_today=date(2026, 11, 21), state_dir=place / "etat", cache_dir=place / "cache"
    )
    root = copy_demo(place / "ter", env)
    return Session.open(root, env=env, author="acteur:coordination")


def figures(session: Session) -> list[tuple[object, ...]]:
    """Every figure of every year, the words that name them apart."""

    def numbers(report: Report, names: Iterable[str]) -> list[tuple[object, ...]]:
        return [tuple(row[name] for name in names) for row in report.named()]

    found = []
    for year in ("2024-2025", "2025-2026"):
        report = session.ask(BilanChiffres(annee=year))
        names = [one.name for one in report.columns if one.type in ("nombre", "bornes")]
        found += numbers(report, ["cle", *names])
    suivi = session.ask(Suivi(toutes=True))
    found += numbers(
        suivi, ["code_affiche", "libelle_etat", "echeance", "nb_jours_retard", "nb_reports"]
    )
    return sorted(found, key=repr)


def test_no_text_of_the_demonstration_moves_a_figure(demo: Session) -> None:
    """Erasing every text that may be erased leaves every state and every figure as it was."""
    before = figures(demo)
    entries = []
    for row in demo.ask(Evenements()).named():
        cls = get(row["type"])
        payload = json.loads(row["donnees"])
        after = rewritten(cls, payload, lambda one: one.said if one.kind.counts else ERASED)
        if after != payload and not cls.declaration.quotes:
            erasure = ContenuEfface(evenement=row["id"], fondement=BASIS, reprise=after)
            entries.append(Entry(erasure, row["sujet"]))
    assert len(entries) > 500

    demo.record(*entries)

    assert figures(demo) == before
    assert [one.gravite for one in demo.check() if one.gravite > 1] == []


def test_what_is_blanked_is_no_news(laptop: Machine, machines: Callable[..., Machine]) -> None:
    """Who follows the log is told of the erasure, and of nothing that it knew already."""
    ours = executed(laptop)
    home = machines(laptop)
    theirs = executed(home)
    synchronise(laptop, home)
    erase(laptop, theirs)
    erase(laptop, ours)
    shutil.copytree(laptop.folder, home.folder, dirs_exist_ok=True)

    told = home.session.follow()

    assert {one.type for one in told} <= {"ContenuEfface", "TemoinDepose"}
    assert [one.type for one in told].count("ContenuEfface") == 2


def test_found_and_erased_however_it_was_typed(laptop: Machine) -> None:
    """Spaces, hyphens, apostrophes, ligatures and accents do not hide a name, even in a list."""
    agenda = (Point(n=1, titre="Bilan"), Point(n=2, titre="L’agent Zoé  Lecœur\u2011Martin"))
    event = laptop.record("OrdreDuJourArrete", "S1", points=agenda).record.id
    typed = "l'agent ZOE lecoeur martin"

    (found,) = laptop.session.ask(Chercher(texte=typed)).named()
    assert (found["evenement"], found["champ"]) == (event, "points.2.titre")

    erase(laptop, event, typed)
    told = [row["texte"] for row in laptop.session.ask(Contenu(evenement=event)).named()]
    assert told[:2] == ["Bilan", ERASED]
    assert laptop.session.ask(Chercher(texte=typed)).rows == ()
    assert laptop.session.ask(Chercher(texte="-")).rows == ()


def test_two_erasures_that_crossed_show_neither_text(
    laptop: Machine, machines: Callable[..., Machine]
) -> None:
    """Each erased what the other left: the event shows neither, and one more erasure ends it."""
    said = f"{NAME} et Basile Quincampoix"
    event = laptop.record("DecisionExecutee", laptop.decide().name, commentaire=said).record.id
    home = machines(laptop)
    erase(laptop, event)
    erase(home, event, "Basile Quincampoix")
    synchronise(laptop, home)
    for machine in (laptop, home):
        (row,) = (one for one in machine.session.ask(Suivi(toutes=True)).named())
        assert row["commentaire"] == ERASED
        assert [one.kind for one in machine.session.check()] == ["effacements-croises"]

    question = Contenu(evenement=event)
    report = laptop.session.ask(question)
    found = question.recordings(report, fondement=BASIS, champs=("commentaire",))
    laptop.session.record(*(Entry(one, subject) for one, subject in found))
    synchronise(laptop, home)
    home.session.follow()
    synchronise(laptop, home)

    for machine in (laptop, home):
        assert holding(machine.folder.parent, "Quincampoix") == []
        assert machine.session.check() == []


def test_an_old_segment_that_returns_is_blanked(
    laptop: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup laid over a blanked segment fails nothing, shows nothing, and is blanked again."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    event = executed(laptop)
    executed(laptop)
    (held,) = (one for one in holding(laptop.folder) if event in (laptop.folder / one).read_text())
    assert not held.endswith("actif.ndjson")
    old = (laptop.folder / held).read_bytes()
    erase(laptop, event)
    (laptop.folder / held).write_bytes(old)

    assert laptop.session.follow() == []

    assert event.encode() in (laptop.folder / held).read_bytes()
    assert (laptop.folder / held).read_bytes() != old
    assert laptop.session.check() == []

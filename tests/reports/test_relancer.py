"""Who is reminded of what: one message per function, one event per decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import Entry
from ter_core.errors import UnknownCode
from ter_core.reports.relancer import Relancer
from ter_core.vocabulary.choices import NatureOrganisme
from tests.reports.conftest import told
from tests.reports.network import laptop, machines

if TYPE_CHECKING:
    from ter_core.reports.report import Report
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines"]

HOSTILE = '=cmd|"[red]" \\'
BOTH = ("coordination", "principal")


@pytest.fixture
def late(laptop: Machine) -> Machine:
    """Three decisions of 12 November, two of them late on the 20th, seen that Friday."""
    nature = NatureOrganisme.ASSOCIATION
    laptop.record("OrganismeInscrit", code="club", nom="Club alpin", nature=nature)
    for due, label, who in (
        (date(2026, 11, 13), HOSTILE, BOTH),
        (date(2026, 11, 18), "Car", ("club", "principal")),
        (date(2026, 11, 20), "Pour aujourd'hui", ("principal",)),
    ):
        laptop.decide(libelle=label, responsables=who, echeance=due)
    friday(laptop, 20)
    return laptop


def friday(machine: Machine, day: int) -> None:
    """Move to a day of November."""
    machine.at(datetime(2026, 11, day, 9, tzinfo=UTC))


def asked(machine: Machine, **parameters: Any) -> Report:
    """The answer."""
    return machine.session.ask(Relancer(**parameters))


def reminded(machine: Machine, **parameters: Any) -> list[Any]:
    """Record what the answer proposes; the recipients of each event."""
    question = Relancer(**parameters)
    found = question.recordings(machine.session.ask(question), canal="courriel")
    written = machine.session.record(*(Entry(event, subject) for event, subject in found))
    return [(one.name, (one.record.donnees or {})["destinataires"]) for one in written]


def due(report: Report) -> list[tuple[Any, ...]]:
    """To whom, and about what."""
    return told(report, "code_fonction", "code_affiche")


def test_a_message_per_function(late: Machine) -> None:
    """Most late first; what people wrote stands as it is; who asks signs."""
    report = asked(late, signataire="coordination")

    assert told(report, "code_fonction", "qualite", "libelle", "nb_jours_retard") == [
        ("club", "Club alpin", "Car", 2), ("coordination", "Coordination du TER", HOSTILE, 7),
        ("principal", "Principal", HOSTILE, 7), ("principal", "Principal", "Car", 2),
    ]  # fmt: skip
    assert [(part.name, part.title) for part in report.parts] == [
        ("club", "Club alpin (club)"), ("coordination", "Coordination du TER (coordination)"),
        ("principal", "Principal (principal)"),
    ]  # fmt: skip
    subject, hello, said, items, ask, bye = report.parts[2].text
    assert subject == (
        "Objet\u202f: TER d'essai — 2 décisions dont l\u2019échéance est passée"
    )  # fmt: skip
    assert hello == "Bonjour,"
    assert said.startswith("Au 20 novembre 2026, l\u2019échéance de ces 2 décisions")
    assert items.splitlines() == [
        f"• D-2026-001 — {HOSTILE} — échéance du 13/11/2026 — 7 jours de retard",
        "• D-2026-002 — Car — échéance du 18/11/2026 — 2 jours de retard",
    ]
    assert "ce qui bloque" in ask
    assert bye.splitlines()[-1] == "Coordination du TER"


def test_who_signs(late: Machine) -> None:
    """Without a function that is known, the territory; a code that names nothing is refused."""
    for unsigned in (None, "acteur:personne"):
        (*_, bye) = asked(late, responsable="club", signataire=unsigned).parts[0].text
        assert bye.splitlines()[-1] == "TER d'essai"
    with pytest.raises(UnknownCode):
        asked(late, signataire="personne")


def test_one_event_per_decision(late: Machine) -> None:
    """To all its responsables; a week later they are asked again, and not before."""
    assert reminded(late) == [
        ("D-2026-002", ["organisme:club", "acteur:principal"]),
        ("D-2026-001", ["acteur:coordination", "acteur:principal"]),
    ]
    friday(late, 26)
    again = asked(late)
    assert due(again) == [("principal", "D-2026-003")]
    assert again.text[1].startswith("4 relances laissées de côté, car déjà faites il y a moins")
    assert "D-2026-002 (club)" in again.text[1]
    assert len(due(asked(late, toutes=True))) == 5
    friday(late, 27)
    assert told(asked(late), "nb_relances", "derniere_relance")[0] == (1, date(2026, 11, 20))
    assert len(due(asked(late))) == 5


def test_a_function_is_reminded_apart(late: Machine) -> None:
    """To remind one responsable leaves the other to be reminded."""
    assert reminded(late, responsable="club") == [("D-2026-002", ["organisme:club"])]

    assert due(asked(late)) == [
        ("coordination", "D-2026-001"), ("principal", "D-2026-001"), ("principal", "D-2026-002")
    ]  # fmt: skip


def test_who_has_left_is_not_written_to(late: Machine) -> None:
    """A function that left the network gets no message, and the answer says what to do."""
    late.decide(libelle="Seul", responsables=("club",), echeance=date(2026, 11, 19))
    late.record("OrganismeRetire", "club")

    report = asked(late)

    assert ("club", "D-2026-002") not in due(report)
    _, apart, orphan = report.text
    assert apart == "D-2026-002 — Car — la relance ne va pas à club (retiré du réseau)."
    assert orphan == (
        "D-2026-004 — Seul — 1 jour de retard, et plus personne n\u2019en répond (retiré du "
        "réseau\u202f: club)\u202f: «\u202fter decision confier D-2026-004\u202f»."
    )
    assert asked(late, responsable="club").text == (apart, orphan)
    assert [who for _, who in reminded(late)] == [
        ["acteur:coordination", "acteur:principal"], ["acteur:principal"]
    ]  # fmt: skip


def test_nothing_is_late(late: Machine) -> None:
    """Before the échéances, or once all is done, there is nobody to remind."""
    question = Relancer()
    early = late.session.ask(question, a_la_date=date(2026, 11, 13))

    assert (early.rows, early.parts, early.text) == ((), (), ())
    assert early.empty == "Rien à relancer."
    assert question.recordings(early, canal="courriel") == ()


def test_what_was_recorded_is_told_by_row(late: Machine) -> None:
    """Each row of a decision has the event that says it was sent; the others have none."""
    report = asked(late)
    subject = told(report, "sujet")[0][0]

    found = Relancer().recorded(report, {subject: "x"})

    assert told(report, "evenement") == [(None,)] * 4
    assert told(found, "code_affiche", "evenement") == [
        ("D-2026-002", "x"), ("D-2026-001", None), ("D-2026-001", None), ("D-2026-002", "x")
    ]  # fmt: skip

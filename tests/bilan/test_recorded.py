"""What an arrested bilan records: the figures of the question, and what they rest on."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from ter_cli.main import run
from ter_core import Entry
from ter_core.errors import InvalidValue
from ter_core.events import get
from ter_core.imports.lot import record_lot
from ter_core.reports.bilan import Bilan
from ter_core.vocabulary.choices import SectionBilan
from tests.bilan.conftest import NOTHING, YEAR, arrest, hears, own, said
from tests.ledger.network import attend, teams

if TYPE_CHECKING:
    from collections.abc import Callable

    from ter_core.log.record import Record
    from tests.ledger.conftest import Machine

INVENTED: dict[str, Any] = {
    "version": 7,
    "position": [{"poste": "k7mqzt2wv5c3hxab", "rang": 3, "empreinte": "0" * 64}],
    "chiffres": [{"cle": "eleves_touches", "minimum": 9999, "maximum": 9999}],
    "empreinte": "0" * 64,
    "confirme": [{"regle": line.regle, "motif": line.motif} for line in NOTHING],
}


def asked(machine: Machine, *words: str) -> Any:
    """What `ter` answers in JSON on that machine."""
    out, err = io.BytesIO(), io.BytesIO()
    line = (*words, "--format", "json", "--journal", str(machine.folder))
    code = run(line, machine.session.env, stdin=io.BytesIO(), stdout=out, stderr=err)
    assert code == 0, err.getvalue().decode()
    return json.loads(out.getvalue())


def invented(machine: Machine, subject: str | None = YEAR) -> Record:
    """Arrest by a lot whose author says figures, a position and a version of their own."""
    line = {"type": "BilanArrete", "donnees": INVENTED} | ({"sujet": subject} if subject else {})
    return record_lot(machine.session, [orjson.dumps(line)])[0].record


def test_what_is_recorded_is_what_was_answered(
    network: Machine, sharing: Callable[[Machine], Machine]
) -> None:
    """Figures, bounds and position are those that `ter bilan` printed just before; nobody else's.

    What a caller gives of them is overwritten: figures cannot be invented, nor a version skipped.
    """
    one = sharing(network)
    attend(one, "guillestre/CM2-A", "vars/CM1CM2-U", enseignants=teams("guillestre 2"))
    printed = asked(one, "bilan", YEAR)

    made = said(arrest(one))

    figures = (
        {"cle": row["cle"], **row["chiffre"]} for row in printed["donnees"] if row["chiffre"]
    )
    assert made["chiffres"] == sorted(figures, key=lambda figure: figure["cle"])
    assert {"cle": "eleves_touches", "minimum": 35, "maximum": 35} in made["chiffres"]
    assert made["position"] == printed["position"]

    one.record("BilanRectifie", YEAR, motif="Un oubli")
    again = said(invented(one))
    kept = ("chiffres", "empreinte", "confirme")
    assert {key: again[key] for key in kept[:2]} == {key: made[key] for key in kept[:2]}
    assert again["version"] == 2
    (mine,) = again["position"]
    assert mine["rang"] == made["position"][0]["rang"] + 2


def test_a_year_that_nobody_opened_is_answered(
    laptop: Machine, sharing: Callable[[Machine], Machine]
) -> None:
    """A decision was taken in it: what is known of it is told, and nothing fails."""
    laptop.decide()

    report = sharing(laptop).session.ask(Bilan(annee=YEAR))

    assert report.title == f"Bilan {YEAR}"


def test_a_planned_bilan_shows_its_figures_and_is_not_written(uncounted: Machine) -> None:
    """`--essai` works everything out."""
    before = uncounted.bytes()

    (planned,) = uncounted.session.preview(Entry(get("BilanArrete")(confirme=NOTHING), YEAR))

    assert (planned.donnees["version"], len(planned.donnees["position"])) == (1, 1)
    assert len(planned.donnees["empreinte"]) == 64
    assert uncounted.bytes() == before


def test_without_its_year_nothing_is_kept_of_what_a_caller_says(uncounted: Machine) -> None:
    """A lot that names no bilan is refused whole."""
    before = uncounted.bytes()

    with pytest.raises(InvalidValue, match="Il manque le sujet"):
        invented(uncounted, None)
    assert uncounted.bytes() == before


def test_a_bilan_is_arrested_alone(uncounted: Machine) -> None:
    """What the same lot writes is not in its position: it could be found again nowhere."""
    section = get("SectionRedigee")(section=SectionBilan.REUSSITES, texte="T")
    before = uncounted.bytes()

    with pytest.raises(InvalidValue, match="s'enregistre seul"):
        uncounted.session.record(
            Entry(section, YEAR), Entry(get("BilanArrete")(confirme=NOTHING[1:]), YEAR)
        )
    assert uncounted.bytes() == before


def test_the_same_key_gives_the_same_bilan(uncounted: Machine) -> None:
    """A command that is run again after a doubt about its end arrests nothing more."""
    entry = Entry(get("BilanArrete")(confirme=NOTHING), YEAR, key="bilan-de-juin")
    (made,) = uncounted.session.record(entry)
    before = uncounted.bytes()

    assert uncounted.session.record(entry) == [made]
    assert uncounted.bytes() == before


def test_a_witness_precedes_what_is_sent_out(
    uncounted: Machine, machines: Callable[..., Machine]
) -> None:
    """A bilan arrested and a relevé sent come after what this machine saw of the others.

    Even where it said so the same day; not where it said so already.
    """
    one, two = uncounted, machines(uncounted)
    _hold(one)
    two.record("ReussiteRelevee", texte="T")
    hears(one, two)
    one.record("ReussiteRelevee", texte="T")  # the first append of the day that knows of the other
    assert own(one)[-2:] == ["TemoinDepose", "ReussiteRelevee"]

    two.record("ReussiteRelevee", texte="T")
    hears(one, two)
    one.record("ReussiteRelevee", texte="T")
    assert own(one)[-1:] == ["ReussiteRelevee"]
    made = arrest(one)
    assert own(one)[-3:] == ["ReussiteRelevee", "TemoinDepose", "BilanArrete"]
    _, witness, last = _last(one, 3)
    assert witness.lot != last.lot or witness.lot is None
    assert {line["poste"] for line in said(witness)["position"]} == {
        line["poste"] for line in said(made)["position"]
    }

    one.record("BilanRectifie", YEAR, motif="Un oubli")
    arrest(one)
    assert own(one)[-2:] == ["BilanRectifie", "BilanArrete"]

    two.record("ReussiteRelevee", texte="T")
    hears(one, two)
    one.record("ReleveDiffuse", "S1", destinataires=("principal",), canal="courriel")
    one.record("ReleveDiffuse", "S1", destinataires=("principal",), canal="courriel")
    assert own(one)[-3:] == ["TemoinDepose", "ReleveDiffuse", "ReleveDiffuse"]


def test_alone_there_is_nothing_to_witness(uncounted: Machine) -> None:
    """Nobody else has ever written."""
    arrest(uncounted)
    uncounted.at(uncounted.clock[0] + timedelta(days=1))
    uncounted.record("BilanRectifie", YEAR, motif="Un oubli")
    arrest(uncounted)

    assert "TemoinDepose" not in own(uncounted)


def _last(machine: Machine, count: int) -> list[Record]:
    """The last records of a machine's own stream."""
    poste = machine.session._known_ledger().witness.own
    records = machine.session._known_reading().records()
    return [record for record in records if record.poste == poste][-count:]


def _hold(machine: Machine) -> None:
    """Hold the séance and validate its relevé."""
    debut, fin = (datetime(2026, 11, 12, hour) for hour in (14, 16))  # noqa: DTZ001 - local time
    machine.record("SeanceTenue", "S1", debut=debut, fin=fin)
    machine.record("ReleveValide", "S1", par="principal")


def test_the_question_is_about_what_was_named() -> None:
    """A year, typed or in full."""
    assert Bilan.about(YEAR) == Bilan.about(f"bilan:{YEAR}") == Bilan(annee=YEAR)

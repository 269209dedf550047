"""From what people type to one subject; what names none or several is refused with a way out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ter_core.errors import AmbiguousCode, InvalidValue, UnknownCode
from ter_core.reports.historique import Historique
from ter_core.reports.suivi import Suivi
from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.hand_log import HandLog
    from tests.reports.conftest import Ask


@pytest.mark.parametrize(
    "typed",
    ["D14", "d14", "D-2026-014", "d-2026-14", " D14 ", "decision:{id}", "{id}", "{end}", "{event}"],
)
def test_one_decision_has_many_names(log: HandLog, ask: Ask, typed: str) -> None:
    """Short or long code, full subject, the end of its identifier or of one of its events."""
    subject = decision(log)
    event = log.add("AvancementConstate", subject, {"etat": "en_cours"})
    name = typed.format(id=subject[9:], end=subject[-8:], event=event[-8:])

    assert len(ask(Historique(sujet=name)).rows) == 2


@pytest.mark.parametrize("typed", ["principal", "Principal", "acteur:principal"])
def test_a_slug_is_not_particular(ask: Ask, typed: str) -> None:
    """Capitals do not matter; a full subject always names one thing."""
    assert "Principal du collège" in ask(Historique(sujet=typed)).title


def test_short_codes_are_of_the_school_year(log: HandLog, ask: Ask) -> None:
    """As of a day of another year, D14 is another decision."""
    decision(log, "D-2026-014")
    decision(log, "D-2025-014", on="2026-03-01", libelle="L'an dernier")

    assert "L'an dernier" in ask(Historique(sujet="D14"), date(2026, 4, 1)).title
    assert "navette" in ask(Historique(sujet="D14")).title


def test_two_kinds_of_one_code(ask: Ask) -> None:
    """An acteur and an organisme have one code: what to type for each is told."""
    with pytest.raises(AmbiguousCode) as refused:
        ask(Suivi(responsable="vars"))

    assert "acteur:vars" in str(refused.value)
    assert "organisme:vars" in str(refused.value)


def test_two_decisions_of_one_number(log: HandLog, ask: Ask) -> None:
    """The bare number is refused and lists both; each name it tells names one."""
    first = decision(log, libelle="La première")
    decision(log, libelle="La seconde", poste=1)

    for typed in ("D14", "D-2026-014"):
        with pytest.raises(AmbiguousCode) as refused:
            ask(Historique(sujet=typed))
        assert "D-2026-014 bis" in str(refused.value)
        assert first[-8:] in str(refused.value)

    assert "seconde" in ask(Historique(sujet="D14 bis")).title
    assert "seconde" in ask(Historique(sujet="D-2026-014 BIS")).title
    assert "première" in ask(Historique(sujet=first[-8:])).title


def test_an_annulled_decision_still_has_its_story(log: HandLog, ask: Ask) -> None:
    """Its number is never given again, so its name stays good."""
    subject = decision(log)
    log.add("EvenementAnnule", subject, {"evenement": subject[9:], "motif": "x"})

    assert len(ask(Historique(sujet="D14")).rows) == 2


@pytest.mark.parametrize(
    "typed", ["D99", "abcdef", "rien", "acteur:rien", "'; drop table x; --", "%", "D14 ter"]
)
def test_what_names_nothing(log: HandLog, ask: Ask, typed: str) -> None:
    """It is refused with a remedy, whatever it looks like."""
    decision(log)

    with pytest.raises(UnknownCode) as refused:
        ask(Historique(sujet=typed))

    assert refused.value.remedy


def test_a_subject_of_another_kind(ask: Ask) -> None:
    """An instance answers for nothing."""
    with pytest.raises(InvalidValue):
        ask(Suivi(responsable="instance:copil"))

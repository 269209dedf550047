"""What the program fills where its author said nothing, and what it asks to confirm."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ter_core.errors import RuleBroken
from ter_core.reports.seances import Seances
from ter_core.vocabulary.choices import Role
from tests.ledger.conftest import Machine
from tests.ledger.network import attend, doubtful, inscribe, network, refused, sure

__all__ = ["network"]


def recipients(machine: Machine, name: str, **values: object) -> list[str]:
    """Who receives what is sent about S1."""
    donnees = machine.record(name, "S1", canal="courriel", **values).record.donnees or {}
    return [one.partition(":")[2] for one in donnees["destinataires"]]


def compose(machine: Machine) -> None:
    """A présidence that is a member too, and a member who has left since."""
    for code in ("ien", "elu", "invite", "parti"):
        machine.record("ActeurInscrit", code=code, qualite=code, roles=(Role.ELU,))
    machine.record("CompositionModifiee", "copil", membres=("principal", "elu", "parti"))
    machine.record("ActeurRetire", "parti")


def test_a_convocation_goes_to_the_whole_instance(laptop: Machine) -> None:
    """Its présidence and members who are still there, each once; or to whom is named, alone."""
    with refused("ni présidence ni membre connu", "composition"):
        laptop.record("ConvocationDiffusee", "S1", canal="courriel")
    compose(laptop)
    assert recipients(laptop, "ConvocationDiffusee") == ["principal", "elu"]
    assert recipients(laptop, "ConvocationDiffusee", destinataires=("invite",)) == ["invite"]


def test_a_releve_goes_to_who_was_there_too(laptop: Machine) -> None:
    """The instance, then those present who are not of it."""
    compose(laptop)
    laptop.record(
        "SeanceTenue",
        "S1",
        fin=datetime.fromisoformat("2026-11-12T15:00"),
        presents=("elu", "invite"),
    )
    laptop.record("ReleveValide", "S1", par="principal")
    assert recipients(laptop, "ReleveDiffuse") == ["principal", "elu", "invite"]


def test_a_seance_is_closed_without_being_told_again(laptop: Machine) -> None:
    """Its hour is the one that was planned, then noted; who was there stays; its day follows."""
    compose(laptop)
    opened = laptop.record("SeanceTenue", "S1", presents=("ien", "elu"), presidence="ien")
    assert (opened.record.donnees or {})["debut"] == "2026-11-12T14:00"
    laptop.record("SeanceTenue", "S1", debut=datetime.fromisoformat("2026-11-12T14:10"))
    closed = laptop.record("SeanceTenue", "S1", fin=datetime.fromisoformat("2026-11-12T15:30"))
    assert closed.record.donnees == {"debut": "2026-11-12T14:10", "fin": "2026-11-12T15:30"}
    assert closed.record.survenu_le == "2026-11-12"
    report = laptop.session.ask(Seances())
    assert report.rows[0][[column.name for column in report.columns].index("nb_presents")] == 2


def test_a_seance_does_not_end_in_the_future(laptop: Machine) -> None:
    """It is four in the afternoon: five is not known yet."""
    with refused("La fin (17:00) est à venir : il est 16:00", "quand la séance sera finie"):
        laptop.record("SeanceTenue", "S1", fin=datetime.fromisoformat("2026-11-12T17:00"))


def test_a_seance_is_not_held_before_its_day(laptop: Machine) -> None:
    """Nothing but waiting, or another date, will do: there is no date of the fact to put right."""
    laptop.at(datetime(2026, 11, 9, 9, tzinfo=UTC))
    with pytest.raises(RuleBroken, match="Attendez ce jour") as caught:
        laptop.record("SeanceTenue", "S1")
    assert "--le" not in str(caught.value)


def test_a_closed_year_asks_only_for_what_it_should_have_known(network: Machine) -> None:
    """A fact up to the day it was closed; what comes after is nobody's oversight."""
    network.record("AnneeClose", "2026-2027")
    with doubtful("annee-close", "close depuis le 12 novembre 2026"):
        attend(network, "vars/CM1CM2-U")
    attend(network, "vars/CM1CM2-U", confirme=sure("annee-close"))
    network.at(datetime(2026, 11, 13, 9, tzinfo=UTC))
    network.record("ActeurInscrit", code="ien", qualite="IEN", roles=(Role.IEN,))


def test_a_participation_out_of_its_actions_dates_is_a_doubt(network: Machine) -> None:
    """Before its first day, after its last one, or beginning too early; on one of them, none."""
    long = inscribe(network, debut=date(2026, 11, 3), fin=date(2026, 11, 6), axe="transversal").name
    with doubtful("hors-dates", "prévue le 10 novembre 2026", "vient le 12 novembre", "modifier"):
        attend(network, "vars/CM1CM2-U", le=date(2026, 11, 12))
    with doubtful("hors-dates", "du 3 novembre 2026 au 6 novembre 2026", "le 2 novembre 2026"):
        attend(network, "vars/CM1CM2-U", action=long, le=date(2026, 11, 2))
    with doubtful("hors-dates", "du 2 novembre 2026 au 4 novembre 2026"):
        attend(network, "vars/CM1CM2-U", action=long, du=date(2026, 11, 2), le=date(2026, 11, 4))
    attend(network, "vars/CM1CM2-U", action=long, du=date(2026, 11, 3), le=date(2026, 11, 6))
    attend(network, "vars/CM1CM2-U", le=date(2026, 11, 12), confirme=sure("hors-dates"))

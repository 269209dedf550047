"""The frame of the network: its conventions, who signed them, what they rest on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.events.diagnostic import ConstatTerritorial
from ter_core.events.territoire import Signataire
from ter_core.vocabulary.choices import NatureOrganisme
from tests.ledger.network import TODAY
from tests.reports.network import annul, laptop, machines, network

if TYPE_CHECKING:
    from ter_core import Written
    from ter_core.reports.report import Report
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]


def sign(machine: Machine, *who: str, le: date = TODAY, **values: Any) -> Written:
    """Sign a convention, its signataires typed as people do."""
    typed = tuple(Signataire.parse(one, TODAY) for one in who)
    usual = {"lieu": "Saint-Crépin", "debut": le, "signataires": typed, "le": le}
    return machine.record("ConventionSignee", **usual | values)


def diagnose(machine: Machine, *what: str, le: date) -> None:
    """Establish a diagnostic, its findings typed as people do."""
    typed = tuple(ConstatTerritorial.parse(one, TODAY) for one in what)
    machine.record("DiagnosticTerritorialEtabli", constats=typed, le=le)


@pytest.fixture
def framed(network: Machine) -> Machine:
    """Signed in November for the year, amended, its axe reworded; signed again in June."""
    network.at(datetime(2027, 6, 15, 9, tzinfo=UTC))
    for code in ("prefecture", "rectorat", "mairie"):
        network.record(
            "OrganismeInscrit", code=code, nom=code.capitalize(), nature=NatureOrganisme.ETAT,
            le=TODAY,
        )  # fmt: skip
    sign(
        network, "rectorat Le recteur", "prefecture Le préfet", fin=date(2027, 8, 31),
        document="Convention, 12 pages",
    )  # fmt: skip
    network.record("AvenantSigne", objet="L'axe 3 se resserre", le=date(2027, 1, 10))
    network.record(
        "AxeReformule", "axe-3", intitule="Sciences et arts", motif="Avenant", le=date(2027, 1, 10)
    )
    network.record("ObjectifFixe", "axe-3", intitule="Chacun sait nager", le=date(2027, 2, 1))
    diagnose(network, "Mobilité ; Loin ; Enquête 2026", le=date(2026, 11, 20))
    diagnose(
        network, "Santé ; Peu de soins ; ARS", "Mobilité ; Loin ; Enquête", le=date(2027, 3, 1)
    )
    sign(
        network, "mairie La maire", "prefecture Le préfet", le=date(2027, 6, 1),
        debut=date(2027, 9, 1), lieu="Vars",
    )  # fmt: skip
    return network


def told(machine: Machine, on: date | None = None) -> Report:
    """The answer."""
    return machine.session.ask(reports.get("convention")(), a_la_date=on)


def chapters(report: Report) -> dict[str, list[dict[str, Any]]]:
    """The rows of every chapter, by name."""
    return {
        one.name: [
            dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.rows
        ]
        for one in report.parts
    }


def test_the_last_convention_signed_comes_first(framed: Machine) -> None:
    """Its signataires are those shown, each since the first that it signed; the others are told."""
    report = told(framed)

    assert report.text == (
        "Convention signée le 1er juin 2027 à Vars, 2 signataires.",
        "À venir\u202f: à partir du 1er septembre 2027, sans date de fin.",
        "Auparavant\u202f: convention signée le 12 novembre 2026 à Saint-Crépin, en vigueur.",
    )
    assert [
        (one["nom_organisme"], one["qualite"], one["depuis"])
        for one in chapters(report)["signataires"]
    ] == [("Mairie", "La maire", date(2027, 6, 1)), ("Prefecture", "Le préfet", TODAY)]


def test_what_the_convention_rests_on(framed: Machine) -> None:
    """Axes as they are worded at last, their objectives, the last diagnostic, the communes."""
    found = chapters(told(framed))

    (axe,) = found["axes"]
    assert (axe["intitule"], axe["est_reformule"], axe["nb_objectifs"]) == (
        "Sciences et arts", True, 1)  # fmt: skip
    assert [(one["code_axe"], one["intitule"]) for one in found["objectifs"]] == [
        ("axe-3", "Chacun sait nager")
    ]
    assert [(one["objet"], one["date_convention"]) for one in found["avenants"]] == [
        ("L'axe 3 se resserre", TODAY)
    ]
    assert [one["theme"] for one in found["diagnostic"]] == ["Santé", "Mobilité"]
    assert found["communes"] == [{"code_insee": "05065", "nom": "Guillestre"}]


def test_every_element_is_a_row_for_programs(framed: Machine) -> None:
    """Each with its nature, its code, its label, what completes it and its date."""
    rows = told(framed).rows

    assert [row[0] for row in rows] == [
        "convention", "convention", "signataire", "signataire", "avenant", "axe", "objectif",
        "constat", "constat", "commune",
    ]  # fmt: skip
    assert ("signataire", "mairie", "Mairie", "La maire", date(2027, 6, 1)) in rows
    assert ("constat", "Santé", "Peu de soins", "ARS", date(2027, 3, 1)) in rows
    assert ("commune", "05065", "Guillestre", None, None) in rows


def test_the_frame_as_of_a_day(framed: Machine) -> None:
    """What was signed, reworded or found later is not there yet; what ended says so."""
    then = told(framed, date(2026, 11, 25))
    found = chapters(then)
    assert then.text == (
        "Convention signée le 12 novembre 2026 à Saint-Crépin, 2 signataires.",
        "En vigueur\u202f: du 12 novembre 2026 au 31 août 2027.",
        "Document\u202f: Convention, 12 pages",
    )
    assert [one["nom_organisme"] for one in found["signataires"]] == ["Rectorat", "Prefecture"]
    assert (found["avenants"], found["objectifs"]) == ([], [])
    assert [one["theme"] for one in found["diagnostic"]] == ["Mobilité"]
    assert [one["intitule"] for one in found["axes"]] == ["Sciences, arts et sports"]
    assert "échue" in told(framed, date(2027, 9, 1)).text[-1]


def test_no_convention_says_what_to_do(network: Machine) -> None:
    """None was signed, or the only one was annulled: the command stands in its place."""
    network.record("OrganismeInscrit", code="etat", nom="État", nature=NatureOrganisme.ETAT)
    annul(network, sign(network, "club Le club", "etat Le préfet"))
    report = told(network)

    assert report.text == (
        "Aucune convention signée à cette date\u202f: «\u202fter convention signer\u202f».",
    )
    assert {one.name for one in report.parts if not one.rows} == {
        "signataires", "avenants", "objectifs", "diagnostic"}  # fmt: skip
    assert [row[0] for row in report.rows] == ["axe", "commune"]

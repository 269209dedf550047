"""Headcounts of open data and of the house: level by level, nobody twice, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.events.etablissement import EffectifConstate
from ter_core.imports.carry_out import carry_out
from ter_core.imports.effectifs import propose
from ter_core.imports.effectifs.columns import number_of
from ter_core.imports.proposal import Proposal
from ter_core.vocabulary.choices import NatureEtablissement
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.cases.conftest import postes
from tests.cases.territory import Make
from tests.imports.sheets import csv_file
from tests.ledger.conftest import Machine
from tests.ledger.network import count, school

__all__ = ["postes"]

ECOLES = (
    "Rentrée scolaire",
    "Académie",
    "Numéro de l'école",
    "Nombre total d'élèves",
    "Nombre d'élèves en pré-élémentaire hors ULIS",
    "Nombre d'élèves en élémentaire hors ULIS",
    "Nombre d'élèves en ULIS",
    "Nombre d'élèves en CP hors ULIS",
    "Nombre d'élèves en CM2 hors ULIS",
)
GUILLESTRE = (2026, "AIX", "0059001G", 70, 20, 44, 6, 24, 20)


@pytest.fixture(scope="module")
def read(postes: Make) -> Machine:
    """Three écoles and a collège, without headcounts: nothing is written there."""
    return furnished(postes())


@pytest.fixture
def network(postes: Make) -> Machine:
    """The same, to write in."""
    return furnished(postes())


def furnished(machine: Machine) -> Machine:
    """Attach the établissements, one of them only since October."""
    school(machine, "guillestre", "0059001G")
    school(machine, "vars", "0059002H", nature=NatureEtablissement.ECOLE_MATERNELLE)
    school(machine, "risoul", "0059003J", le=date(2026, 10, 5))
    school(machine, "college", "0059004K", college=True)
    return machine


def ecoles(folder: Path, *rows: Sequence[Any], headings: Sequence[str] = ECOLES) -> Path:
    """A file of open data."""
    return csv_file(folder / "effectifs.csv", [headings, *rows])


def counts(proposal: Proposal) -> dict[str, list[str]]:
    """What would be recorded, line by line, by UAI."""
    found = {}
    for step in proposal.steps:
        for entry in step.entries:
            event = cast("EffectifConstate", entry.event)
            teachers = event.enseignants
            lines = [one.short() for one in event.lignes]
            found[str(entry.subject).partition(":")[2]] = lines + [f"+{teachers}"] * bool(teachers)
    return found


def said(proposal: Proposal, line: int | None) -> list[str]:
    """The remarks on a line, with plain spaces."""
    return [one.said.replace("\u202f", " ") for one in proposal.remarks if one.line == line]


def test_open_data_of_ecoles(network: Machine, tmp_path: Path) -> None:
    """Levels, ULIS, and cycle 1 for those too young to be told by level; one year, one network."""
    rows = [GUILLESTRE, (2025, *GUILLESTRE[1:]), (2026, "AIX", "0783774D", *GUILLESTRE[3:])]
    proposal = propose(network.session, ecoles(tmp_path, *rows))

    assert counts(proposal) == {"0059001G": ["C1 20", "CP 24", "CM2 20", "ULIS 6"]}
    assert proposal.source == "Effectifs des écoles, rentrée 2026"
    (step,) = proposal.steps
    assert (step.line, step.sign, step.entries[0].on) == (2, "+", date(2026, 9, 15))
    assert said(proposal, None) == [
        "1 ligne sur des établissements que le journal ne connaît pas.",
        "1 ligne d’une autre année scolaire que 2026-2027 : 2025-2026.",
    ]
    assert not any(one.is_rejection for one in proposal.remarks)
    carry_out(network.session, proposal)
    found = network.session.ask(reports.get("etablissements")()).named()
    assert {row["code"]: row["effectif"] for row in found}["guillestre"] == 70


def test_only_what_differs_is_told(network: Machine, tmp_path: Path) -> None:
    """The same file changes nothing; another number is told from the old one to the new."""
    carry_out(network.session, propose(network.session, ecoles(tmp_path, GUILLESTRE)))
    again = propose(network.session, ecoles(tmp_path, GUILLESTRE))
    assert (again.same, again.steps) == (1, ())

    other = (*GUILLESTRE[:3], 65, *GUILLESTRE[4:6], 0, 24, 21)
    proposal = propose(network.session, ecoles(tmp_path, other))
    (step,) = proposal.steps
    assert step.sign == "~"
    told = step.told.replace("\u202f", " ")
    assert told == "École de guillestre (guillestre), CM2 : 20 → 21, ULIS : 6 → 0"
    carry_out(network.session, proposal)
    assert propose(network.session, ecoles(tmp_path, other)).same == 1


def test_a_later_headcount_is_kept(network: Machine, tmp_path: Path) -> None:
    """What was counted in October is not undone by a file of September, which says so."""
    count(network, "guillestre", "CM2 26", le=date(2026, 10, 1))

    proposal = propose(network.session, ecoles(tmp_path, GUILLESTRE))

    assert counts(proposal) == {"0059001G": ["C1 20", "CP 24", "ULIS 6"]}
    assert any("le journal a 26 au 01/10/2026" in one for one in said(proposal, 2))
    dated = propose(network.session, ecoles(tmp_path, GUILLESTRE), on=date(2026, 11, 3))
    assert "CM2 20" in counts(dated)["0059001G"]


COLLEGES = ("Rentrée scolaire", "Numéro du collège", "Nombre d'élèves total",
            "Nombre d'élèves total Segpa", "Nombre d'élèves total ULIS", "6èmes total",
            "5èmes total", "4èmes total", "3èmes total")  # fmt: skip


def test_open_data_of_colleges(read: Machine, tmp_path: Path) -> None:
    """Pupils of ULIS and SEGPA are counted once: in their level, unless levels are told apart."""
    row = ("2026", "0059004K", 100, 8, 4, 25, 25, 25, 25)
    whole = propose(read.session, ecoles(tmp_path, row, headings=COLLEGES))
    assert counts(whole) == {"0059004K": ["6E 25", "5E 25", "4E 25", "3E 25"]}
    assert [one.split(", ", 1)[1] for one in said(whole, 2)] == [
        "ULIS : 4 élèves, déjà dans leur niveau.",
        "SEGPA : 8 élèves, déjà dans leur niveau.",
    ]

    apart = [f"{name}èmes hors Segpa hors ULIS" for name in "6543"]
    path = ecoles(tmp_path, (*row, 22, 22, 22, 22), headings=(*COLLEGES, *apart))
    proposal = propose(read.session, path)
    assert counts(proposal)["0059004K"] == [
        "6E 22", "5E 22", "4E 22", "3E 22", "ULIS 4", "SEGPA 8"]  # fmt: skip
    assert proposal.remarks == ()


def test_the_sheet_of_a_house(read: Machine, tmp_path: Path) -> None:
    """A workbook with a title, names instead of UAI, a line of total: read as people read it."""
    path = tmp_path / "effectifs.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:H1", "Effectifs du réseau")
        sheet.write_row("A3", ["École", "TPS", "PS", "CM1", "CM2", "6ème", "Total", "Enseignants"])
        sheet.write_row("A4", ["Ecole de  GUILLESTRE", "", "", 20, 22, "", 45, 4])
        sheet.write_row("A5", ["vars", 2, 11.0, "", "", "", 13, ""])
        sheet.write_row("A6", ["Collège de Vras", "", "", "", "", 58, 58, ""])
        sheet.write_row("A7", ["Total", 2, 11, 20, 22, 58, 116, 4])

    proposal = propose(read.session, path, year=AnneeScolaire("2026-2027"))

    assert counts(proposal) == {
        "0059001G": ["CM1 20", "CM2 22", "+4"],
        "0059002H": ["TPS 2", "PS 11"],
    }
    assert "3 élèves sans niveau, non retenus" in said(proposal, 4)[0]
    assert "n’est pas un établissement du journal" in said(proposal, 6)[0]
    assert "Ligne de total" in said(proposal, 7)[0]
    assert [one.line for one in proposal.remarks if one.is_rejection] == [6]
    assert proposal.source == "Effectifs, rentrée 2026"


def test_a_total_alone(read: Machine, tmp_path: Path) -> None:
    """All the pupils of a maternelle are in cycle 1; elsewhere a total says too little."""
    headings = ("UAI", "Effectif", "Enseignants")
    rows = [("0059002H", 31, ""), ("0059001G", 70, ""), ("0059003J", 33, 3)]

    proposal = propose(read.session, ecoles(tmp_path, *rows, headings=headings))

    assert counts(proposal) == {"0059002H": ["C1 31"], "0059003J": ["+3"]}
    assert "un total de 70, sans niveau ni cycle" in said(proposal, 3)[0]
    assert "un total de 33, sans niveau ni cycle" in said(proposal, 4)[0]
    assert [one.line for one in proposal.remarks if one.is_rejection] == [3]


def test_a_school_that_came_later(read: Machine, tmp_path: Path) -> None:
    """Its headcount is of the day it entered; a year before, it cannot be held."""
    row = (2026, "AIX", "0059003J", *GUILLESTRE[3:])
    (step,) = propose(read.session, ecoles(tmp_path, row)).steps
    assert step.entries[0].on == date(2026, 10, 5)

    before = propose(read.session, ecoles(tmp_path, (2025, *row[1:])))
    assert "n’est du réseau que depuis le 05/10/2026" in said(before, 2)[0]
    assert before.remarks[0].is_rejection


def test_a_year_is_chosen(read: Machine, tmp_path: Path) -> None:
    """The one asked for, or the latest that has begun; a day must be of it."""
    path = ecoles(tmp_path, GUILLESTRE, ("2025-2026", *GUILLESTRE[1:]), (2027, *GUILLESTRE[1:]))

    assert propose(read.session, path).steps[0].line == 2
    asked = propose(read.session, path, year=AnneeScolaire("2025-2026"))
    assert [(one.line, one.entries[0].on) for one in asked.steps] == [(3, date(2025, 9, 15))]
    with pytest.raises(InvalidValue, match="n'a pas commencé"):
        propose(read.session, path, year=AnneeScolaire("2027-2028"))
    with pytest.raises(InvalidValue, match="n'est pas de l'année"):
        propose(read.session, path, year=AnneeScolaire("2026-2027"), on=date(2026, 6, 1))


def test_a_line_that_cannot_be_read(read: Machine, tmp_path: Path) -> None:
    """Its number, its column, its reason; the others are taken."""
    wrong = [(*GUILLESTRE[:-1], cell) for cell in ("n.d.", "<5", "24,5", "-3")]
    rows = [*wrong, ("rentrée", *GUILLESTRE[1:]), (2026, "AIX", "0059001A", *GUILLESTRE[3:]),
            GUILLESTRE, (*GUILLESTRE[:-1], 21), GUILLESTRE]  # fmt: skip

    proposal = propose(read.session, ecoles(tmp_path, *rows))

    assert [one.line for one in proposal.remarks if one.is_rejection] == [2, 3, 4, 5, 6, 7, 9]
    assert said(proposal, 3)[0].startswith("colonne « Nombre d'élèves en CM2 hors ULIS » : « <5 »")
    assert "déjà à la ligne 8" in said(proposal, 9)[0]
    assert "la même ligne que la ligne 8" in said(proposal, 10)[0]
    assert [one.line for one in proposal.steps] == [8]


@pytest.mark.parametrize(
    ("cell", "number"),
    [(None, None), (24, 24), ("24", 24), ("24,0", 24), ("1 024", 1024), (Decimal("24.0"), 24)],
)
def test_a_number_as_files_write_it(cell: Any, number: int | None) -> None:
    """Empty is not zero; a whole number may be written with a decimal sign."""
    assert number_of(cell) == number

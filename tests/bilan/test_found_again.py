"""Whatever is written later, an arrested bilan is found again: figures, bounds, texts, evidence."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from ter_core import Environment, Session
from ter_core.exports.duckdb_file import export_duckdb
from ter_core.reports.bilan import Bilan
from ter_core.vocabulary.choices import SectionBilan
from tests.bilan.conftest import YEAR, arrest, hears, said
from tests.exports.conftest import opened
from tests.ledger.network import attend, changes, count, groups, sure, teams
from tests.projections.hand_log import HandLog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ter_core import Report
    from ter_core.log.record import Record
    from tests.exports.conftest import Plain
    from tests.ledger.conftest import Machine

pytestmark = pytest.mark.parcours

FIGURES = """
select cle, minimum, maximum from bilan_chiffres
where annee_scolaire = '2026-2027' and minimum is not null
order by cle
"""
VERSIONS = "select version, date_arret, position, chiffres, empreinte from bilans order by version"


def figures_of(report: Report) -> list[dict[str, Any]]:
    """The known figures of an answer, as an event holds them."""
    names = [column.name for column in report.columns]
    values = (dict(zip(names, row, strict=True)) for row in report.rows)
    return [
        {"cle": one["cle"], "minimum": one["chiffre"].minimum, "maximum": one["chiffre"].maximum}
        for one in sorted(values, key=lambda one: one["cle"])
        if one["chiffre"]
    ]


WRITTEN = frozenset(section.value for section in SectionBilan)


def ask(machine: Machine, version: int | None = None) -> Report:
    """The bilan, living or as a version arrested it."""
    return machine.session.ask(Bilan(annee=YEAR, arrete=version))


def write(machine: Machine, section: SectionBilan, texte: str) -> None:
    """Write a section."""
    machine.record("SectionRedigee", YEAR, section=section, texte=texte)


def assert_french(report: Report) -> None:
    """What the program says, as it must be printed: curved apostrophes, spaces that hold."""
    chapters = (part.text for part in report.parts if part.name not in WRITTEN)
    for sentence in (*report.text, *(text for texts in chapters for text in texts)):
        assert not re.search(r"'| [;:!?%»]|« |\d \d{3}\b", sentence), sentence


def first_version(machine: Machine) -> Record:
    """A day of athletics, what was thought of it, a bilan arrested on 12 November."""
    lines = ("guillestre/CM2-A", "vars/CM1CM2-U")
    attend(machine, *lines, enseignants=teams("guillestre 2"))
    machine.record("ReussiteRelevee", texte="Les classes s'entraident", action="A1")
    write(machine, SectionBilan.DIFFICULTES, "Le car ne monte plus.")
    return arrest(machine, confirme=sure("aucune-perspective"))


def later(machine: Machine, other: Machine, first: str) -> None:
    """Everything that may be corrected, added, renamed, rewritten, or come from elsewhere."""
    wrong = attend(machine, "college/6e 1/").record
    machine.record("EvenementAnnule", evenement=wrong.id, motif="Pas venue")
    machine.record(
        "ParticipationCorrigee",
        first,
        champs=changes("ParticipationEnregistree", lignes=groups("guillestre/CM2-A 20")),
        motif="Quatre absents",
    )
    attend(machine, "eygliers/CM1-CM2", le=date(2026, 11, 10))
    count(machine, "guillestre", "CM2/CM2-A 21", teachers=4, le=date(2026, 11, 13))
    named = changes("EtablissementRattache", nom="École des Glaciers")
    machine.record("EtablissementModifie", "vars", champs=named, motif="Nouveau nom")
    write(machine, SectionBilan.DIFFICULTES, "Le car remonte.")
    attend(other, "risoul/CM2", le=date(2026, 11, 10))
    other.record("DifficulteRelevee", texte="La neige")
    hears(machine, other)


def test_an_arrested_bilan_is_found_again(
    network: Machine,
    machines: Callable[..., Machine],
    sharing: Callable[[Machine], Machine],
    tmp_path: Path,
) -> None:
    """On the machine that arrested it, on any copy, in plain DuckDB: to the last figure and text.

    The living bilan says how many figures changed since; each version has its own.
    """
    one = sharing(network)
    first = first_version(one)
    (came,) = one.session._known_ledger().index.kinds["participation"]
    then = ask(one)
    assert figures_of(then) == said(first)["chiffres"]
    assert "Rien n’y a changé depuis." in then.text[0]

    for chapter in ("reussites", "difficultes", "perspectives"):
        rewritten = tuple(
            evolve(part, text=("Autre",)) if part.name == chapter else part for part in then.parts
        )
        quoted = Bilan(annee=YEAR).quotation(evolve(then, parts=rewritten))
        assert quoted["chiffres"] == said(first)["chiffres"]
        assert quoted["empreinte"] != said(first)["empreinte"]

    other = machines(one)
    for machine in (one, other):
        machine.at(machine.clock[0] + timedelta(days=2))
    later(one, other, came)
    living = ask(one)
    assert_french(living)
    now = {figure["cle"]: figure for figure in figures_of(living)}
    changed = sum(1 for figure in said(first)["chiffres"] if now.get(figure["cle"]) != figure)
    assert changed > 20
    assert f"Depuis, {changed} chiffres ont changé" in living.text[0]
    assert f"«\u202fter bilan {YEAR} --arrete 1\u202f»" in living.text[0]

    one.record("BilanRectifie", YEAR, motif="Une école oubliée")
    second = arrest(one, confirme=sure("aucune-perspective"), le=date(2026, 11, 13))
    assert said(second)["version"] == 2
    assert said(second)["empreinte"] != said(first)["empreinte"]

    copy = sharing(machines(one))
    for machine, version, made in ((one, 1, first), (copy, 1, first), (copy, 2, second)):
        again = ask(machine, version)
        assert figures_of(again) == said(made)["chiffres"]
        assert_french(again)
        assert list(again.position) == said(made)["position"]
        assert "ses chiffres et ses textes sont ceux qui ont été arrêtés" in again.text[0]
        assert f"(empreinte {said(made)['empreinte'][:8]})" in again.text[0]
        assert again.a_la_date == date.fromisoformat(made.survenu_le)
        if version == 1:
            assert (again.rows, again.parts) == (then.rows, then.parts)
            assert again.text[1:] == then.text[1:]
            assert "remplacée depuis" in again.text[0]

    export_duckdb(one.session, tmp_path / "journal.duckdb")
    plain = opened(tmp_path / "journal.duckdb")
    marts = plain.rows(VERSIONS)
    assert [(row[0], row[4]) for row in marts] == [
        (said(made)["version"], said(made)["empreinte"]) for made in (first, second)
    ]
    for made, (_, day, position, figures, _) in zip((first, second), marts, strict=True):
        assert figures == said(made)["chiffres"]
        assert json.loads(position) == said(made)["position"]
        assert _plain(plain, a_la_date=day, position=position) == figures
    assert _plain(plain, a_la_date=marts[-1][1]) == said(second)["chiffres"]
    plain.connection.close()


def _plain(plain: Plain, **moment: Any) -> list[dict[str, Any]]:
    """The figures of the year that an exported file gives, at a moment."""
    names = ("cle", "minimum", "maximum")
    return [dict(zip(names, row, strict=True)) for row in plain.rows(FIGURES, **moment)]


def test_a_bilan_that_is_not_found_again_is_said(views: Path, tmp_path: Path) -> None:
    """No line can be changed; one that never was what its machine knew is told at once.

    Figures first; where these are found, a text that is not.
    """
    log = HandLog(tmp_path)
    year = {"annee_scolaire": YEAR, "periodes": []}
    log.add("AnneeOuverte", f"annee:{YEAR}", year, on="2026-09-01")
    log.add(
        "BilanArrete",
        f"bilan:{YEAR}",
        {
            "version": 1,
            "position": log.position(),
            "chiffres": [{"cle": "participations", "minimum": 5, "maximum": 5}],
            "empreinte": "5" * 64,
        },
        on="2026-11-12",
    )
    log.add("BilanRectifie", f"bilan:{YEAR}", {"motif": "M"}, on="2026-11-13")
    figure = {"cle": "participations", "minimum": 0, "maximum": 0}
    log.add(
        "BilanArrete",
        f"bilan:{YEAR}",
        {"version": 2, "position": log.position(), "chiffres": [figure], "empreinte": "5" * 64},
        on="2026-11-13",
    )
    log.read()
    env = Environment(state_dir=tmp_path / "etat", cache_dir=views, fixed_today=date(2026, 11, 21))
    with Session.open(log.journal.root, env=env) as session:
        first, second = (session.ask(Bilan(annee=YEAR, arrete=n)).text[0] for n in (1, 2))

    assert "ses chiffres NE sont PAS ceux qui ont été arrêtés" in first
    assert "(empreinte 55555555)" in first
    assert "ses textes NE s\u2019y retrouvent PAS tous" in second

"""The grid of participations: classes that are ticked, remembered, corrected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import Entry
from ter_core.events.action import ActionInscrite
from ter_core.vocabulary.choices import NatureAction
from ter_core.vocabulary.levels import Niveau
from ter_tui.participation import drafts
from ter_tui.participation.sheet import Number, Place, School, Sheet, rows_of
from ter_tui.screens.participations import Participations
from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment

_FEW = 15
_GUILLESTRE = School("etablissement:0059001G", "guillestre", "École de Guillestre", "1D")
_VARS = School("etablissement:0059002H", "vars", "École de Vars", "1D")
_SCHOOLS = {one.subject: one for one in (_GUILLESTRE, _VARS)}


def _counted(uai: str, niveau: str, groupe: str | None, effectif: int) -> dict[str, Any]:
    return {
        "uai": uai,
        "population": "eleves",
        "niveau": niveau,
        "groupe": groupe,
        "effectif": effectif,
        "plus_grand": effectif + 1,
    }


_COUNTED = (
    _counted("0059001G", "CM2", None, 24),
    _counted("0059001G", "CM2", "CM2-A", 24),
    _counted("0059001G", "CP", None, 20),
    _counted("0059001G", "CM1", "CM1CM2-U", 6),
    _counted("0059001G", "CM2", "CM1CM2-U", 5),
)


def _row(driver: Driver, *words: str) -> str:
    """The line of the screen that holds every word."""
    found = [line for line in driver.lines if all(word in line for word in words)]
    assert found, f"no line holds {words}:\n{driver.text}"
    return found[0]


def _recorded(driver: Driver) -> dict[str, Any]:
    return driver.app.last_written[-1].record.donnees or {}


async def test_record_and_correct(demo: Path, env: Environment) -> None:
    """A class takes five keys, families alone may come, a correction records what differs."""
    async with driven(demo, env, start="participations") as driver:
        await driver.press("down", "a", "6", "ctrl+s")
        assert "vars 1" in _row(driver, "Enseignants")
        assert any("Motif" in line and "À remplir." in line for line in driver.lines)
        await driver.type("absent")
        await driver.press("ctrl+s")
        assert list(_recorded(driver)["champs"]) == ["lignes"]
        assert [one["eleves"] for one in _recorded(driver)["champs"]["lignes"]] == [6, 8, 7]
        assert _recorded(driver)["motif"] == "absent"
        assert "21" in _row(driver, "05/10/2026")
        driver.count_from_here()
        await driver.press("n", "enter", "enter", "space", "ctrl+s")  # no pause: no key is lost
        assert driver.strokes <= _FEW
        assert "25" in _row(driver, "13/11/2026", "Cross")
        donnees = _recorded(driver)
        assert donnees["lignes"] == [
            {
                "etablissement": "etablissement:0059011T",
                "groupe": "6A",
                "niveau": "6E",
                "eleves": 25,
            }
        ]
        driver.count_from_here()
        await driver.press("n")
        await driver.type("caf\n\n")
        assert "Café des parents" in driver.text
        assert "samedi 21 novembre" in _row(driver, "Jour")
        await driver.press("tab", "tab", "tab")
        await driver.type("12")
        await driver.press("ctrl+s")
        assert driver.strokes <= _FEW
        assert _recorded(driver)["familles"] == 12
        assert not _recorded(driver).get("lignes")
        await driver.press("n", "ctrl+s")
        assert "Personne n’a pris part" in driver.text  # refused: the grid stays
        await driver.press("escape")
        assert "Café des parents" in driver.toasts[-1]  # by its name: it has no code
        screen = driver.app.screen
        assert isinstance(screen, Participations)
        assert "Café" in str(screen.table.current_named["intitule_action"])
        await driver.press("enter", "u", "enter")  # nothing is left of it to show
        assert driver.app.screen is screen
        assert "Événement annulé" in driver.toasts[-1]


@pytest.mark.parcours
async def test_what_came_is_remembered(demo: Path, env: Environment) -> None:
    """Who came last is ticked, the rest is there to tick; more than there are asks why."""
    async with driven(demo, env, start="participations") as driver:
        await driver.press("n")
        await driver.type("nat prem\n")
        await driver.type("12/10\n")
        assert "7" in _row(driver, "✓", "École de Vars", "CPCE1CE2-U", "CP")
        assert "·" in _row(driver, "École de Guillestre", "CE1-A", "24")
        assert "1 classe, 22 élèves" in driver.text
        assert "vars 1" in _row(driver, "Enseignants")
        await driver.press("down", "c")
        assert "Aucun élève" in driver.text
        await driver.press("c", "up", "space")
        assert "2 classes, 46 élèves" in driver.text
        assert "guillestre 1, vars" in _row(driver, "Enseignants")
        await driver.type("26")
        await driver.press("right")
        await driver.type("à")  # the key of 0 where Shift is not held: no girl
        assert "48 élèves dont 0 fille" in driver.text
        await driver.press("backspace")
        assert "◆ 26" in _row(driver, "CE1-A")
        await driver.wait_for("dont l’effectif est de 24")
        await driver.press("ctrl+n")
        assert "À confirmer" in driver.text
        await driver.type("ajout\n")
        await driver.press("tab")
        assert "Aucun élève" in driver.text, driver.text
        assert "A-2026-001" in _row(driver, "Action")
        lines = [(one.get("groupe"), one["eleves"]) for one in _recorded(driver)["lignes"]]
        assert lines == [
            ("CE1-A", 26), ("CPCE1CE2-U", 7), ("CPCE1CE2-U", 8), ("CPCE1CE2-U", 7),
        ]  # fmt: skip
        assert _recorded(driver)["confirme"][0]["regle"] == "effectif"
        assert "filles" not in _recorded(driver)["lignes"][0]
        await driver.press("slash")
        await driver.type("college 3d\n")
        await driver.press("space", "escape", "g")
        await driver.type("vars\nchorale\nCM1\n9\n\n")
        assert "1 classe, 1 autre groupe, 32 élèves" in driver.text
        assert "✓" in _row(driver, "chorale", "CM1")
        assert "✓" in _row(driver, "3D")


async def test_a_draft_survives(demo: Path, env: Environment) -> None:
    """What was said is there after a crash, whatever its names hold, until one drops it."""
    title, group = "[red]Veillée[/] ][", "[b]chœur]["
    async with driven(demo, env, start="participations") as driver:
        action = ActionInscrite(
            intitule=title,
            axe="axe-3",
            nature=NatureAction.CULTURE,
            porteur="principal",
            etablissements=("guillestre",),
            debut=date(2026, 11, 20),
            fin=date(2026, 11, 20),
        )
        await driver.app.desk.record(Entry(action))
        await driver.press("n", "enter", "enter")
        assert title in _row(driver, "Action")
        assert "20/11/2026" in _row(driver, "Jour")
        await driver.press("g")
        await driver.type("guillestre\n")
        await driver.type(group)
        await driver.press("enter")
        await driver.type("CE1\n8\n3\n")
        assert "1 groupe, 8 élèves dont 3 filles" in driver.text, driver.text
        driver.app.screen.dismiss(None)  # as if it were killed: nobody is asked anything
        await driver.press("n")
        assert "Saisie reprise" in driver.text
        assert title in _row(driver, "Action")
        assert "8       3" in _row(driver, "✓", group, "CE1")
        await driver.press("escape", "n", "n")  # « Non » drops it; the grid opens anew
        assert "Aucun élève" in driver.text
        await driver.press("escape")  # nothing was said: nothing is asked
        assert "3 lignes" in driver.text


def test_rows_are_what_can_be_ticked() -> None:
    """A class has one row per level, a level without class one, an école nobody counted its levels.

    What came stands first, then what the action means; the rest is there without being meant.
    """
    came = Place(_GUILLESTRE.subject, None, Niveau.CP)
    rows = rows_of(_SCHOOLS, _COUNTED, [_VARS.subject, _GUILLESTRE.subject], [Niveau.CM1], [came])
    assert [(row.name, row.headcount, row.is_planned) for row in rows] == [
        ("guillestre/CP", 20, False),
        ("vars/CM1", None, True),
        ("guillestre/CM1CM2-U/CM1", 6, True),
        ("guillestre/CM1CM2-U/CM2", 5, True),
        ("guillestre/CM2-A/CM2", 24, False),
    ]
    everything = rows_of(_SCHOOLS, _COUNTED, [], [], [])
    assert all(row.is_planned for row in everything)


def test_a_sheet_adds_up() -> None:
    """A class is ticked by level or whole, at its headcount; the sum tells classes from groups."""
    sheet = Sheet()
    sheet.know(rows_of(_SCHOOLS, _COUNTED, [_VARS.subject], [Niveau.CM1], []), _SCHOOLS)
    unknown, cm2, cp, cm1 = sheet.rows[0], sheet.rows[1], sheet.rows[2], sheet.rows[3]
    assert not sheet.toggle([unknown])
    assert sheet.toggle(sheet.class_of(cm1))
    assert sheet.total() == "1 classe, 11 élèves"
    sheet.toggle([cp])
    sheet.say(cm2, pupils=26)
    sheet.say(cm2, girls=10)
    assert sheet.total() == "2 classes, 1 autre groupe, 57 élèves dont 10 filles"
    assert [row.name for row in sheet.rows if sheet.wrong(row)] == ["guillestre/CM2-A/CM2"]
    assert sheet.lines()[0].short().endswith("/CM2-A/CM2 26 dont 10 filles")
    sheet.say(cm2, pupils=0)
    sheet.toggle(sheet.class_of(cm1))
    assert sheet.total() == "1 groupe, 20 élèves"


def test_a_draft_is_read_back() -> None:
    """A draft gives back what was said; what is damaged in it is left out."""
    place = Place("etablissement:0059001G", None, Niveau.SIXIEME)
    kept = drafts.written({"lieu": "Stade"}, {place: Number(25, 12)}, "A-2026-001")
    assert drafts.read(kept) == ({"lieu": "Stade"}, {place: Number(25, 12)})
    kept["nombres"] += [["x"], ["etablissement:0059001G", None, "7E", 1, None], 3]
    assert drafts.read(kept)[1] == {place: Number(25, 12)}
    assert drafts.read({"champs": 3, "nombres": "x"}) == ({}, {})

"""Forms: what is typed, completed, refused, doubted, recorded, and taken back."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from rich.text import Text
from textual.widgets import Static

from ter_core import Entry, Session, events
from ter_core.events.appreciation import ReussiteRelevee
from ter_core.events.decision import DecisionAdoptee
from ter_core.events.participation import ParticipationEnregistree
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_tui.acts.choosing import in_order
from ter_tui.desk import Known
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.forms.candidates import Knowledge, resolved, shortened
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.files import fingerprint
from ter_tui.forms.form import FormRequest, FormScreen
from ter_tui.forms.layout import plan_of
from ter_tui.forms.reading import read_form
from ter_tui.forms.wording import labelled, meaning_of, same_value
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment
    from ter_core.events.fields import Ref
    from tests.tui.driver import Driver

_DAY = date(2026, 11, 21)


def _said(driver: Driver) -> Any:
    """What the last event recorded here says."""
    return driver.app.last_written[-1].record.donnees


def _box(driver: Driver, key: str) -> FieldBox:
    return next(box for box in driver.app.screen.query(FieldBox) if box.plan.key == key)


async def _a_decision_is_typed_without_the_mouse(driver: Driver) -> None:
    """What is needed comes first, codes complete, mistakes are told below, Enter records."""
    driver.app.create("DecisionAdoptee")
    await driver.settle()
    assert driver.text.index("Responsables *") < driver.text.index("Facultatif")
    assert driver.text.index("Séance *") < driver.text.index("ou Hors séance *")
    assert "Quelques lettres complètent" in driver.text
    await driver.type("S99")
    await driver.wait_for("ne désigne rien")
    await driver.press("backspace", "backspace")
    await driver.type("3")
    assert "ne désigne" not in driver.text
    assert "= Comité technique" in driver.text
    await driver.press("enter", "enter")
    await driver.type("Commander les dossards")
    await driver.press("enter")
    await driver.type("princ")
    assert "Principal du collège, copilote du TER  acteur" in driver.text
    await driver.press("escape")
    assert isinstance(driver.app.screen, FormScreen)
    assert "  acteur" not in driver.text
    await driver.press("down", "enter")
    await driver.type(",cpc-e")
    await driver.press("tab")
    assert _box(driver, "responsables").text == "principal, cpc-eps"
    await driver.type("31/02")
    await driver.wait_for("n’existe pas dans le")
    await driver.press("ctrl+u")
    await driver.type("+15j")
    assert "= dim. 6 décembre 2026" in driver.text
    await driver.press("ctrl+s")
    await driver.until(lambda: bool(_box(driver, "seance").error))  # it is still to come
    assert driver.app.screen.focused is _box(driver, "seance").control
    await driver.press("ctrl+u", "tab")
    await driver.type("courriel")
    await driver.press("ctrl+s")
    assert _said(driver)["hors_seance"] == "courriel"
    assert _said(driver)["responsables"] == ["acteur:principal", "acteur:cpc-eps"]
    assert _said(driver)["echeance"] == "2026-12-06"
    assert any("Décision adoptée" in one for one in driver.toasts)

    driver.app.create("InitiativeProposee")
    await driver.settle()
    await driver.press("tab")
    await driver.type("sci")
    await driver.press("enter", "enter", "enter", "enter")
    assert _box(driver, "domaine").text == "sciences et développement durable"
    assert _box(driver, "idee").error == "À remplir."  # Enter in the last field records
    assert driver.app.screen.focused is _box(driver, "idee").control
    await driver.press("escape", "2")


async def _rules_and_doubts(driver: Driver) -> None:
    """A refusal stands under its field, a doubt is seen while typing and asks for a reason."""
    driver.app.say("EcheanceReportee", "decision", "D-2025-014")
    await driver.settle()
    await driver.type("01/12/2025")
    await driver.press("tab")
    await driver.type("Attente du budget")
    await driver.press("ctrl+s")
    await driver.wait_for("▲")
    assert _box(driver, "echeance").error
    assert driver.app.screen.focused is _box(driver, "echeance").control
    await driver.press("escape", "é")  # the second choice: drop what is typed
    assert not isinstance(driver.app.screen, FormScreen)

    driver.app.create("SeanceProgrammee")
    await driver.settle()
    await driver.type("copil")
    await driver.press("enter")
    await driver.type("13/12/2026 14h")
    await driver.press("enter")
    await driver.type("Mairie")
    await driver.press("enter")
    await driver.type("pr")
    await driver.press("enter")
    await driver.until(lambda: _box(driver, "debut").is_warning)
    assert "Un motif sera demandé" in _box(driver, "debut").error
    await driver.press("ctrl+s")
    await driver.wait_for("À confirmer")
    await driver.press("ctrl+s")
    assert "Il faut un motif." in driver.text
    await driver.type("Seul jour libre")
    await driver.press("enter")
    assert [one["motif"] for one in _said(driver)["confirme"]] == ["Seul jour libre"]


async def _a_change_records_what_changed(driver: Driver) -> None:
    """A form that changes a subject shows it as it is, and records only what differs."""
    driver.app.say("ActionModifiee", "action", "A-2026-003")
    await driver.settle()
    before = {box.plan.key: box.text for box in driver.app.screen.query(FieldBox)}
    assert before["champs.porteur"]
    assert ":" not in before["champs.etablissements"]
    await driver.press("ctrl+s")
    assert "Rien n’est changé" in driver.text
    box = _box(driver, "champs.lieu")
    box.text = "Stade de Vars"
    _box(driver, "champs.intitule").text = ""
    await driver.press("ctrl+s")
    assert _box(driver, "champs.intitule").error == "Ne peut pas rester vide."
    _box(driver, "champs.intitule").text = before["champs.intitule"]
    _box(driver, "champs.budget_prevu").text = "1 250,50"
    await driver.settle()
    meant = str(_box(driver, "champs.budget_prevu").query_one(".label", Static).render())
    assert meant.replace("\u202f", " ") == "Budget prévu  = 1 250,50 €"
    await driver.press("ctrl+s")
    assert _said(driver)["champs"] == {"lieu": "Stade de Vars", "budget_prevu": 125050}

    driver.app.say("CompositionModifiee", "instance", "copil")
    await driver.settle()
    assert "dasen, sous-prefet" in _box(driver, "membres").text
    await driver.press("escape")


async def _lines_and_long_texts(driver: Driver) -> None:
    """Codes and classes complete inside a line, its mistakes name it, Enter twice goes on."""
    driver.app.push_screen(FormScreen(FormRequest(ParticipationEnregistree)))
    await driver.settle()
    await driver.type("A-2026-003")
    _box(driver, "lignes").control.focus()
    await driver.type("guil")
    assert "École de Guillestre" in driver.text.replace("élémentaire ", "")
    await driver.press("enter")
    await driver.type("/")
    assert "CM" in driver.text
    await driver.press("down", "up", "enter")
    first = _box(driver, "lignes").text
    assert first.startswith("guillestre/")
    await driver.press("enter")
    await driver.type("vars 24x")
    assert not _box(driver, "lignes").error  # the line is not finished
    await driver.press("enter")
    await driver.wait_for("▲ ligne 2")
    await driver.press("backspace", "ctrl+u", "enter")
    assert _box(driver, "lignes").text == first
    assert driver.app.screen.focused is _box(driver, "enseignants").control
    await driver.press("up")
    assert driver.app.screen.focused is _box(driver, "lignes").control


async def _choosing(driver: Driver) -> None:
    """A digit chooses, shifted or not; many choices are searched; nothing to choose says so."""
    chosen: list[str | None] = []
    few = [("a", Text("Un")), ("b", Text("Deux")), ("c", Text("Trois"))]
    driver.app.push_screen(ChooseDialog(Text("Lequel ?"), few), chosen.append)
    await driver.settle()
    await driver.press("é")
    driver.app.push_screen(ChooseDialog(Text("Lequel ?"), few), chosen.append)
    await driver.settle()
    await driver.press("9", "3")
    many = [(str(n), Text(f"Choix {n}")) for n in range(30)]
    helps = {"17": Text("[b]celui[/b] des écoles")}
    driver.app.push_screen(ChooseDialog(Text("Lequel ?"), many, helps=helps), chosen.append)
    await driver.settle()
    await driver.type("ecoles")
    assert "[b]celui[/b] des écoles" in driver.text
    await driver.press("enter")
    driver.app.push_screen(ChooseDialog(Text("Lequel ?"), []), chosen.append)
    await driver.wait_for("Rien n’est possible ici.")
    await driver.press("escape")
    assert chosen == ["b", "c", "17", None]


async def _taking_back(driver: Driver) -> None:
    """What was recorded is taken back with a reason, and with all that was recorded with it."""
    driver.app.last_written = []
    driver.app.action_undo_last()
    await driver.settle()
    assert "Rien n’a encore été enregistré ici." in driver.toasts[-1]
    lot = [Entry(ReussiteRelevee(texte=text)) for text in ("Premier", "Second")]
    driver.app.last_written = await driver.app.desk.record(*lot)
    driver.app.action_undo_last()
    await driver.settle()
    assert "un autre événement enregistré en même temps" in driver.text
    await driver.press("enter")
    assert driver.app.last_written == []
    known = await driver.app.desk.known("appreciation")
    assert not {"Premier", "Second"} & {one.label for one in known}

    driver.app.undo("decision", "D-2025-014")
    await driver.wait_for("Pourquoi")
    await driver.press("escape")


async def test_forms(demo: Path, env: Environment) -> None:
    """Forms are typed, judged, recorded and taken back, all from the keyboard."""
    async with driven(demo, env, start="journal") as driver:
        await _a_decision_is_typed_without_the_mouse(driver)
        await _rules_and_doubts(driver)
        await _a_change_records_what_changed(driver)
        await _lines_and_long_texts(driver)
        await _choosing(driver)
        await _taking_back(driver)


async def test_who_writes_is_asked_once(demo: Path, env: Environment, tmp_path: Path) -> None:
    """Where nobody is known to write, the function is asked, and what was typed is recorded."""
    elsewhere = evolve(env, state_dir=tmp_path / "ailleurs")
    async with driven(demo, elsewhere, author=None, start="journal") as driver:
        driver.app.create("ReussiteRelevee")
        await driver.settle()
        await driver.type("Une réussite")
        await driver.press("ctrl+s")
        await driver.wait_for("Qui êtes-vous")
        await driver.type("princ")
        await driver.press("enter")
        await driver.wait_for("Vous écrivez comme")
        assert driver.app.desk.signed_by == "acteur:principal"
        assert driver.app.last_written[-1].record.auteur == "acteur:principal"
    with Session.open(demo, env=elsewhere) as session:
        assert session.author == "acteur:principal"


def test_alternatives_of_a_change() -> None:
    """To fill one alternative empties the other by itself; both filled are refused."""
    cls = events.get("DecisionRectifiee")
    plans, request = plan_of(cls), FormRequest(cls, "D14")
    before = {"champs.hors_seance": "courriel", "champs.axe": "axe-1"}

    def read(**texts: str) -> Any:
        said = {f"champs.{key}": text for key, text in texts.items()}
        return read_form(request, plans, {**before, **said, "motif": "Erreur"}, before, _DAY)

    found = read(seance="S3", hors_seance="", axe="")
    assert found.errors == {}
    changed = found.entry.event.champs
    assert (changed.seance, changed.vider) == ("S3", ("axe",))
    assert set(read(seance="S3").errors) == {"champs.seance", "champs.hors_seance"}
    assert set(read(hors_seance="").errors) == {"champs.hors_seance", ""}


def test_what_is_proposed_reads_well() -> None:
    """Sums and choices are proposed as people write them, and read as the same values."""
    plans = {plan.key: plan for plan in plan_of(events.get("ActionInscrite"))}
    kind = plans["budget_prevu"].kind
    assert labelled(kind, "1250,50", _DAY) == "1\u202f250,50"
    assert same_value(kind, "1\u202f250,50", "1250,50 €", _DAY)
    assert not same_value(kind, "1250,50", "1250,5", _DAY)
    assert labelled(plans["niveaux"].kind, "CM2, 6E", _DAY) == "CM2, 6e"
    assert meaning_of(plans["debut"].kind, "demain", _DAY) == "dim. 22 novembre 2026"


def test_codes_are_known_however_they_are_typed() -> None:
    """A reference is known by its code, short or in full, its label, the end of its identifier."""
    kind: Ref = next(plan.kind for plan in plan_of(DecisionAdoptee) if plan.key == "seance")  # type: ignore[assignment]
    seance = Known("S-2026-003", "COPIL", "seance", "séance", "tenue", "tenue", "seance:01-abcdef9")
    known = Knowledge((seance,))
    year = AnneeScolaire("2026-2027")
    for typed in ("S3", "s-2026-3", "S-2026-003", "seance:01-abcdef9", "bcdef9", "copil"):
        assert resolved(kind, typed, known, year) is seance, typed
    for typed in ("S4", "D3", "cdef9", "acteur:01-abcdef9", "cop"):
        assert resolved(kind, typed, known, year) is None, typed

    anyone: Ref = next(plan.kind for plan in plan_of(DecisionAdoptee) if plan.key == "responsables")  # type: ignore[assignment]
    mairie = Known("vars", "Vars", "organisme", "organisme", None, None, "organisme:vars")
    both = (mairie, evolve(mairie, kind="acteur", subject="acteur:vars"))
    assert shortened(anyone, "ien, organisme:vars", (mairie,)) == "ien, vars"
    assert shortened(anyone, "organisme:vars", both) == "organisme:vars"


def test_a_file_stands_for_its_fingerprint(tmp_path: Path) -> None:
    """A file is named as people type it or as a terminal pastes it; what is none is refused."""
    file = tmp_path / "relevé n° 3.pdf"
    file.write_bytes(b"contenu")
    wanted = hashlib.sha256(b"contenu").hexdigest()
    for typed in (str(file), f"'{file}'", file.as_uri(), wanted):
        assert fingerprint(typed) == wanted
    for typed, told in ((str(tmp_path), "dossier"), (f"{file}x", "existe pas"), ("\0", "fichier")):
        with pytest.raises(ValueError, match=told):
            fingerprint(typed)


def test_verbs_come_by_use() -> None:
    """What is said every day comes first, what ends something later, corrections last."""
    names = [
        "DecisionRectifiee", "DecisionAbandonnee", "DecisionConfiee", "DecisionExecutee",
        "AvancementConstate",
    ]  # fmt: skip
    ordered = [cls.__name__ for cls in in_order(events.get(name) for name in names)]
    assert ordered == [
        "AvancementConstate", "DecisionExecutee", "DecisionConfiee", "DecisionAbandonnee",
        "DecisionRectifiee",
    ]  # fmt: skip

"""The journal: the last event first, told in full, searched, taken back, its texts erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.events import get
from ter_core.vocabulary.choices import EtatAvancement
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


async def test_an_event_is_told_in_full(shipped: Path, env: Environment) -> None:
    """The last event comes first; Enter says every field of it in words, who wrote it, where."""
    async with driven(shipped, env, start="journal", size=(100, 36)) as driver:
        first = next(line for line in driver.lines if "19/11/2026" in line)
        assert "Participation enregistrée" in first
        await driver.press("enter")
        for told in (
            "jeudi 19 novembre 2026",
            "A-2026-004 — Café des parents, à Guillestre et dans le Queyras",
            "Autres professionnels  1",
            "20/11/2026 17:10, en ligne de commande",
            "Coordination du TER, n° 600",
            "01a1f9b8-cbc0-7000-9712-82b7a0e15545",
        ):
            assert told in driver.text, told
        await driver.press("h")
        assert "coordination · a0e15545" in driver.text
        await driver.press("escape")
        await driver.press("escape")

        await driver.press("slash")
        await driver.type("849cc830")
        await driver.wait_for("1 sur 748")
        await driver.press("enter", "enter")
        assert "Première page relue par les pilotes." in driver.text
        assert "en cours" in driver.text
        assert "50" in driver.text


async def test_a_word_is_searched_in_every_text(shipped: Path, env: Environment) -> None:
    """The search waits for its words, finds them whatever the accents, and opens the event."""
    async with driven(shipped, env, start="journal") as driver:
        await driver.press("right")
        assert "748" not in driver.text
        await driver.press("p")
        await driver.type("xyz")
        await driver.press("ctrl+s")
        assert "Ce texte n’est écrit nulle part dans le journal." in driver.text
        await driver.press("p", *["backspace"] * 3)
        await driver.type("NAVÉTTE")
        await driver.press("ctrl+s")
        assert "3 lignes" in driver.text
        await driver.press("down", "enter")
        assert "Décision adoptée — D-2025-" in driver.text


async def test_one_event_is_taken_back(demo: Path, env: Environment) -> None:
    """The event under the cursor is annulled, with a reason; it says so when it is read."""
    async with driven(demo, env, start="journal", size=(110, 36)) as driver:
        await driver.press("u")
        assert "Annuler « Participation enregistrée » du 19/11/2026" in driver.text.replace(
            "\u202f", " "
        )
        await driver.press("enter")
        assert any("Événement annulé" in toast for toast in driver.toasts)
        lines = [line for line in driver.lines if "/2026  " in line]
        assert "Événement annulé" in lines[0]
        await driver.press("home", "down")
        while "Participation" not in driver.app.screen.table.current_named["libelle"]:  # type: ignore[attr-defined]
            await driver.press("down")
        await driver.press("enter")
        assert "✕ Annulé par l’événement" in driver.text
        await driver.press("h")
        assert "annulé par" in driver.text
        await driver.press("escape")
        await driver.press("u")
        assert any("a été annulé (participation)" in toast for toast in driver.toasts)


async def test_a_text_leaves_the_log(demo: Path, env: Environment) -> None:
    """What was ticked, or some words, go after a « oui » typed in full; the disk forgets them."""

    def files() -> str:
        return "".join(one.read_text() for one in demo.rglob("*.ndjson"))

    noted = get("AvancementConstate")(
        etat=EtatAvancement.EN_COURS, commentaire="Vu avec Camille Exemple, au gymnase communal."
    )
    async with driven(demo, env, start="journal", size=(100, 36)) as driver:
        await driver.app.desk.record(Entry(noted, "D-2026-007"))
        await driver.settle()
        await driver.press("home", "e")
        await driver.press("ctrl+s")
        assert "Cochez un texte" in driver.text
        assert "Commentaire : Vu avec Camille" in driver.text.replace("\u202f", " ")
        await driver.press("tab")
        await driver.type("xy")
        await driver.press("ctrl+s")
        assert "« xy » ne se lit pas" in driver.text.replace("\u202f", " ")
        await driver.press(*["backspace"] * 2)
        await driver.type("CAMILLE EXEMPLE")
        await driver.press("ctrl+s")
        assert "les anciennes sauvegardes" in driver.text
        await driver.type("o")
        await driver.press("enter")
        assert "Tapez « oui »" in driver.text.replace("\u202f", " ")
        assert "Camille Exemple" in files()
        await driver.type("ui")
        await driver.press("enter")
        assert any("n’est plus montré nulle part" in toast for toast in driver.toasts)
        assert "Contenu effacé" in next(line for line in driver.lines if "/2026  " in line)
        assert "Camille" not in files()
        await driver.press("home", "down", "enter")
        assert "Vu avec [texte effacé], au gymnase communal." in driver.text
        await driver.press("e")
        await driver.press("space", "ctrl+s")
        await driver.type("oui")
        await driver.press("enter")
        assert "gymnase communal" not in files()

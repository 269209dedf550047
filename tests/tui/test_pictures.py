"""The pictures of the guide: every screen as `docs/images` shows it, to the letter.

`TER_TRANSCRIPTS=ecrire pytest tests/tui/test_pictures.py` draws them again.
"""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from textual import events
from textual.widgets import Input, TextArea

from ter_core import Entry, Session
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.seance_lines import Point
from ter_core.workspace.start import start
from tests.pages.console import DOCS
from tests.tui.driver import driven
from tests.tui.pictures import picture
from tests.workspace.conftest import function, territory

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from tests.tui.driver import Driver

IMAGES = DOCS / "images"
_CONSTRAINTS = (DOCS.parent / "constraints.txt").read_text(encoding="utf-8")
_DRAWERS = ("textual", "rich")
_OTHERS = [name for name in _DRAWERS if f"\n{name}=={version(name)}\n" not in _CONSTRAINTS]
drawn_as_pinned = pytest.mark.skipif(
    bool(_OTHERS), reason=f"pictures are those of constraints.txt, not of this {_OTHERS}"
)
_AGAIN = "TER_TRANSCRIPTS=ecrire pytest tests/tui/test_pictures.py"
_USUAL, _LARGE, _SMALL = (100, 30), (120, 36), (80, 24)
_HEAVIEST = 80_000
_TITLES = ("Suivi des décisions", "Liaison CM2-6e", "Transports", "Questions diverses")
_NOTED = "Le collège ouvre une salle ; les écoles s’inscrivent d’une semaine à l’autre.\n"
_WRITTEN = (
    "Les classes de CM2 et de 6e travaillent désormais ensemble toute l’année.\n\n"
    "Le cross et la natation ont réuni des écoles qui ne se voyaient jamais."
)


class Album:
    """Pictures that are compared with those of the guide, or put in their place."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    async def take(self, name: str, *told: str) -> None:
        """The screen, which tells some words, is the picture of that name."""
        app = self.driver.app
        app.clear_notifications()
        for one in app.screen.query("Input, TextArea"):
            assert isinstance(one, Input | TextArea)
            one.cursor_blink = False
            one._cursor_visible = True
        await self.driver.settle()
        for words in told:
            assert words in self.driver.text, f"{name}: « {words} »\n{self.driver.text}"
        compare(IMAGES / f"{name}.svg", picture(app.export_screenshot(title="ter")))


def compare(path: Path, found: str) -> None:
    """The first line that differs fails, unless pictures are being drawn again."""
    if os.environ.get("TER_TRANSCRIPTS") == "ecrire":
        path.write_text(found, encoding="utf-8", newline="\n")
        return
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = enumerate(zip_longest(before, found.splitlines()), start=1)
    for line, (was, now) in pairs:
        if was != now:
            pytest.fail(f"{path.name}, line {line}\n- {was}\n+ {now}\nDraw it again: {_AGAIN}")


@pytest.fixture
def steady(env: Environment) -> Environment:
    """A machine that draws the same chance at each run."""
    chance = random.Random(2026)  # noqa: S311 - identifiers of a test
    return evolve(env, random_bytes=chance.randbytes)


async def paste(driver: Driver, text: str) -> None:
    """Type a text at once."""
    driver.app.post_message(events.Paste(text))
    await driver.settle()


@drawn_as_pinned
async def test_decisions(demo: Path, steady: Environment) -> None:
    """What waits, the decisions, the card of one, a new one being typed, the palette, the help."""
    async with driven(demo, steady, size=_USUAL) as driver:
        album = Album(driver)
        await album.take("accueil", "Décisions en retard", "D-2025-014")
        await driver.press("3")
        await driver.press("down", "enter")
        await album.take("fiche", "Histoire")
        await driver.press("escape", "f1")
        await album.take("aide", "Aide")
        await driver.press("escape", "n")
        await driver.type("S2")
        await driver.press("tab", "tab")
        await paste(driver, "Ouvrir une navette entre Vars et le collège le jeudi")
        await driver.press("tab")
        await paste(driver, "principal,")
        await driver.type("va")
        await album.take("formulaire", "Décision adoptée")
        await driver.press("escape", "escape", "2", "2", "ctrl+p")
        await driver.type("transp")
        await album.take("palette", "region-transports")
        await driver.press("escape", "3")
        await driver.pilot.resize_terminal(*_LARGE)
        await driver.wait_for("Relance émise")
        await album.take("decisions", "D-2025-013")


@drawn_as_pinned
async def test_a_year(demo: Path, steady: Environment) -> None:
    """Who came, the network, what was evaluated, the bilan down to what makes a figure."""
    async with driven(demo, steady, size=_USUAL) as driver:
        album = Album(driver)
        await driver.press("5")
        await driver.press("n")
        await driver.press("enter", "enter", "space", "down", "down", "space")
        await album.take("participations", "2 classes, 50 élèves")
        await driver.press("escape", "n", "6")
        await album.take("reseau", "college-guillestre")
        await driver.press("7")
        await driver.press("less_than_sign")
        await album.take("evaluation", "5 actions finies sur 14")
        await driver.press("8")
        await driver.press("less_than_sign")
        await driver.press("down", "enter", "down")
        await album.take("bilan", "changé d’échelle")
        await driver.press("enter")
        await album.take("preuve", "Indispensables")
        await driver.press("escape", "escape", "left", "left")
        await driver.press("greater_than_sign")
        await driver.press("down", "down", "e")
        await paste(driver, _WRITTEN)
        await album.take("section", "Réussites")
        await driver.press("escape", "1", "9")
        await album.take("journal", "Avancement constaté")
        await driver.press("f8")
        await album.take("conflit", "Laquelle est la bonne")
        await driver.press("escape", "f9")
        await driver.press("v")
        await album.take("constats", "À regarder")


@drawn_as_pinned
async def test_a_meeting(demo: Path, steady: Environment) -> None:
    """A séance as it is held: who is there, a decision being taken, the relevé."""
    evening = datetime(2026, 12, 10, 16, 20, tzinfo=UTC)
    steady = evolve(steady, now=lambda: evening, fixed_today=evening.date())
    points = tuple(Point(n=n, titre=title) for n, title in enumerate(_TITLES, start=1))
    with Session.open(demo, env=steady, author="acteur:coordination") as session:
        session.record(Entry(OrdreDuJourArrete(points=points), "S-2026-003"))
    async with driven(demo, steady, size=_USUAL, start="seances") as driver:
        album = Album(driver)
        await driver.press("s")
        await driver.press("f5")
        await driver.press("d", *"ppppppep")
        await album.take("presences", "7 présents, 1 excusé")
        await driver.press("t", "ctrl+s")
        await driver.press("ctrl+down")
        await paste(driver, _NOTED)
        await paste(driver, "Prêter la salle de sciences le mercredi matin")
        await driver.press("f2", *"pri", "enter", "2", "9", "slash", "0", "1", "enter")
        await driver.press("enter")  # the decision took its line with it
        await paste(driver, "Afficher les horaires du car dans chaque école")
        await driver.press("f2", *"pri", "enter", "plus", "1", "5", "j")
        await album.take("seance", "D-2026-010", "Échéance")
        await driver.press("enter")
        await driver.press("f10")
        await driver.press("enter")
        await album.take("releve", "Présidence")


@drawn_as_pinned
async def test_other_colours(shipped: Path, steady: Environment) -> None:
    """Twenty-four lines of eighty columns, on paper, and in high contrast."""
    async with driven(shipped, steady, size=_SMALL, start="decisions") as driver:
        album = Album(driver)
        driver.app.keep_theme("ter-clair")
        await driver.press("1")
        await album.take("accueil-clair", "Décisions en retard")
        driver.app.keep_theme("ter-contraste")
        await driver.press("3")
        await album.take("decisions-contraste", "D-2025-014")


@drawn_as_pinned
async def test_setting_out(
    tmp_path: Path, steady: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no log, and where nothing has happened yet."""
    monkeypatch.chdir(tmp_path)
    async with driven(None, steady, author=None, size=_SMALL) as driver:
        await Album(driver).take("bienvenue", "Bienvenue")
    opened = territory(nom="TER des deux rives")
    start(tmp_path / "neuf", steady, acteur=function(), territoire=opened, poste="Portable")
    async with driven(tmp_path / "neuf", steady, size=_SMALL) as driver:
        await Album(driver).take("premiers-pas", "Mettre le territoire en place")


def test_pictures_are_light_and_ask_for_nothing() -> None:
    """Each picture is drawn here, shown in a page, light, and fetches nothing from elsewhere."""
    pages = "".join(
        page.read_text(encoding="utf-8")
        for page in (DOCS.parent / "README.md", *(DOCS / "guide").glob("*.md"))
    )
    scenes = Path(__file__).read_text(encoding="utf-8")
    for image in IMAGES.iterdir():
        text = image.read_text(encoding="utf-8")
        assert f'"{image.stem}"' in scenes, image.name
        assert f"images/{image.name}" in pages, image.name
        assert len(text) < _HEAVIEST, image.name
        assert text.count("://") == 1, image.name  # the name of the format
        assert "url(" not in text.replace("url(#", ""), image.name

"""On every screen hostile texts are shown, and neither obeyed, nor markup, nor fatal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ter_core import Entry
from ter_core.events import get
from ter_core.vocabulary.choices import NatureOrganisme
from ter_core.vocabulary.visible import visible
from ter_tui.catalogue import RUBRIQUES, Rubric
from ter_tui.screens.listing import ListingScreen
from tests.tui.driver import Driver, driven
from tests.tui.forged import forge

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment

pytestmark = pytest.mark.parcours

_OUR_LINKS = re.compile(r"(app\.(open\('\w+'\)|moment|conflicts|findings)|screen\.\w+(\(.*\))?)")
_LITERAL = ("[red]x[/nope]", "[@click=app.quit]y[/]", "<U+001B>]2;pirate<U+0007><U+001B>[2J",
            "[link=https://exemple.fr]z[/link]", "<U+202E>elbisivni<U+2066>",
            "a<U+200B>b<U+FEFF><U+009B>31m", "=1+1", "שלום", "日本語")  # fmt: skip


class Reader:
    """What the screens showed so far, each looked at as it came."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.seen = ""

    def look(self) -> None:
        """Nothing that a terminal obeys; no link but the program's own."""
        screen = self.driver.app.screen
        for strip in screen._compositor.render_strips():
            for segment in strip:
                assert visible(segment.text) == segment.text, (screen, segment.text)
                if segment.style is not None:
                    assert segment.style.link is None, (screen, segment)
                    click = segment.style.meta.get("@click")
                    assert click is None or _OUR_LINKS.fullmatch(str(click)), (screen, click)
        self.seen += self.driver.text

    async def press(self, *keys: str) -> None:
        """Press keys and look."""
        await self.driver.press(*keys)
        self.look()

    async def leave(self) -> None:
        """Close whatever is open over the rubrique."""
        for _ in range(6):
            if len(self.driver.app.screen_stack) == 1:
                return
            await self.driver.press("escape")
        raise AssertionError(self.driver.text)


def lists_of_kinds(rubric: Rubric, seen: set[str]) -> list[int]:
    """The lists of a rubrique that show a kind of subject for the first time, or none."""
    found = []
    for number, listing in enumerate(rubric.lists):
        if number and (not listing.kind or listing.kind not in seen):
            found.append(number)
        seen.add(listing.kind)
    return found


async def test_hostile_texts_are_only_shown(demo: Path, env: Environment) -> None:
    """Every rubrique and every kind of row, cards, stories, forms, palette, help and toasts."""
    forge(demo)
    seen: set[str] = set()
    async with driven(demo, env, size=(110, 30)) as driver:
        reader = Reader(driver)
        reader.look()
        for rubric in RUBRIQUES:
            driver.app.action_open(rubric.name)
            await reader.press("down")
            await reader.press("enter")
            await reader.leave()
            screen = driver.app.screen
            if isinstance(screen, ListingScreen):
                for number in lists_of_kinds(rubric, seen):
                    screen.action_list(number)
                    await reader.press()
        driver.app.action_open("decisions")
        for keys in ("h", "a", "e", "f1", "f8", "f9"):
            await reader.press(keys)
            await reader.leave()
        driver.app.say("ActionModifiee", "action", "A-2026-001")
        await reader.press()
        await reader.leave()
        await reader.press("ctrl+p")
        await driver.type("nope")
        reader.look()
        await reader.leave()
        hostile = Entry(
            get("OrganismeInscrit")(nom="[/nope] =1", nature=NatureOrganisme.ASSOCIATION)
        )
        await driver.app.record(hostile)
        await reader.press()
        for text in _LITERAL:
            assert text in reader.seen, text

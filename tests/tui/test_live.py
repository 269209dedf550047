"""Lists refresh by themselves when anybody else writes; nobody who types is disturbed."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

from attrs import evolve

from ter_core import Entry, Session
from ter_core.events import get
from ter_core.workspace.demonstration import copy_demo
from ter_tui.forms.field_box import FieldBox
from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


def tell(number: int) -> Entry:
    """Something that anybody may say, and that creates an axe."""
    return Entry(get("AxeDefini")(code=f"axe-{number}", numero=number, intitule=f"Axe n° {number}"))


def elsewhere(env: Environment, place: Path) -> Environment:
    """Another machine."""
    return evolve(env, state_dir=place / "autre-etat")


def rows(driver: Driver) -> list[str]:
    """What the first column of the open list says."""
    return [str(row[0]) for row in driver.app.screen.table.rows_known]  # type: ignore[attr-defined]


async def until(driver: Driver, code: str) -> None:
    """Wait until the open list has a row."""
    await driver.until(lambda: code in rows(driver))


async def test_what_others_write_comes_by_itself(
    demo: Path, env: Environment, tmp_path: Path
) -> None:
    """Another machine's events join the list within moments; who is typing is not disturbed.

    They come in one folder that is shared, then as the files that a synchronisation brings.
    """
    other = elsewhere(env, tmp_path)
    async with driven(demo, env, start="reseau", follow=True) as driver:
        await driver.press("right")
        while driver.app.screen.listing.name != "Axes":  # type: ignore[attr-defined]
            await driver.press("right")
        await driver.press("down")
        pointed = rows(driver)[driver.app.screen.table.cursor_row]  # type: ignore[attr-defined]
        with Session.open(demo, env=other, author="acteur:coordination") as session:
            session.record(tell(9))
        await until(driver, "axe-9")
        table = driver.app.screen.table  # type: ignore[attr-defined]
        assert rows(driver)[table.cursor_row] == pointed
        assert table.has_focus
        assert driver.toasts == []

        await driver.press("n")
        await driver.type("7")
        form = driver.app.screen
        typed = [box.text for box in form.query(FieldBox)]
        focused = form.focused
        assert "7" in typed
        synced = copy_demo(tmp_path / "copie", env)
        third = elsewhere(env, tmp_path / "tiers")
        with Session.open(synced, env=third, author="acteur:coordination") as session:
            poste = session.record(tell(8))[0].record.poste
        version = driver.app.desk.version
        shutil.copytree(synced / poste, demo / poste)
        await driver.until(lambda: driver.app.desk.version != version)
        await driver.settle()
        assert driver.app.screen is form
        assert form.focused is focused
        assert [box.text for box in form.query(FieldBox)] == typed
        assert driver.toasts == []
        await driver.press("escape")
        await driver.press("2")  # what was typed is dropped
        await until(driver, "axe-8")


async def test_two_at_once_write_in_turn(demo: Path, env: Environment) -> None:
    """Two interfaces of one machine on one log: each event is there once, for both of them."""

    async def somebody(numbers: range, *, waits: set[str]) -> list[str]:
        async with driven(demo, env, start="journal") as driver:
            for number in numbers:
                assert await driver.app.record(tell(number))
            while True:
                found = {one.code for one in await driver.app.desk.known("axe")}
                if waits <= found:
                    await driver.settle()
                    return sorted(found)
                await asyncio.sleep(0.02)

    everything = {f"axe-{number}" for number in range(10, 16)}
    one, two = await asyncio.wait_for(
        asyncio.gather(
            somebody(range(10, 13), waits=everything), somebody(range(13, 16), waits=everything)
        ),
        60,
    )
    assert one == two
    with Session.open(demo, env=env) as session:
        assert [one.kind for one in session.check()] == ["conflit"]

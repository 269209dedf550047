"""Every event that people say is recorded from a form, whatever is typed in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ter_core import events
from ter_core.events.base import Event
from ter_core.events.declaration import ANY_SUBJECT
from ter_core.events.fields import Kind, Lines
from ter_core.events.kinds import Code
from ter_core.events.shape import takes_subject, typed_fields
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.form import FormRequest, FormScreen
from ter_tui.forms.layout import ON, plan_of, sections_of
from ter_tui.forms.reading import read_form
from ter_tui.forms.wording import help_of, labelled
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment

_DAY = date(2026, 11, 21)
# What has a door of its own: « u » takes back, F8 settles, the journal erases.
_ELSEWHERE = {"EvenementAnnule", "ConflitTranche", "ContenuEfface"}
_HOSTILE = (
    "[red]rouge[/nope]",
    "\x1b[31mrouge\x1b]52;c;AAAA\x07",
    "\u202ecilbup\u2066",
    "x" * 5000,
    "= 1+1",
    "15/03, [b]CM2[/b] \x9b31m",
)


def _classes() -> list[type[Event]]:
    return [
        events.get(entry.type)
        for entry in events.entries()
        if not entry.internal and entry.type not in _ELSEWHERE
    ]


def _examples(kind: Kind) -> str:
    """The examples of a field, in the words that a form shows."""
    joined = ("\n" if isinstance(kind, Lines) else ", ").join(kind.examples)
    return labelled(kind, joined if kind.many else kind.example, _DAY)


def _varied() -> Iterator[type[Event]]:
    """Classes that have between them every kind of field."""
    seen: set[type] = set()
    for cls in sorted(_classes(), key=lambda one: -len(plan_of(one))):
        kinds = {
            plan.kind.of if isinstance(plan.kind, Lines) else type(plan.kind)
            for plan in plan_of(cls)
        }
        if not kinds <= seen:
            seen |= kinds
            yield cls


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_the_form_of_an_event_takes_its_examples(cls: type[Event]) -> None:
    """Each field that somebody types is in the form once, and its own examples are read there."""
    plans = plan_of(cls)
    keys = {plan.key.partition(".")[0] for plan in plans} - {ON}
    assert keys == {spec.name for spec in typed_fields(cls)}
    shown = [plan for part in sections_of(plans) for row in part.rows for plan in row.plans]
    assert sorted(plan.key for plan in shown) == sorted(plan.key for plan in plans)
    assert not any(isinstance(plan.kind, Code) for plan in plans[:-1])

    texts: dict[str, str] = {}
    filled: set[str] = set()
    for plan in plans:
        if not filled.intersection(plan.group):  # of alternatives, the first
            texts[plan.key] = _examples(plan.kind)
            filled.add(plan.key)
    about = "x" if takes_subject(cls) else None
    found = read_form(FormRequest(cls, about), plans, texts, {}, _DAY)
    assert found.errors == {}
    assert isinstance(found.entry.event if found.entry else None, cls)


def test_what_has_no_form_has_its_own_door() -> None:
    """The events left out are those that are about other events."""
    assert all(events.get(name).declaration.subject is ANY_SUBJECT for name in _ELSEWHERE)


async def test_a_form_shows_whatever_is_typed(shipped: Path, env: Environment) -> None:
    """Each kind of field has its label and its help, and draws any text without obeying it."""
    async with driven(shipped, env, start="journal") as driver:
        for cls in _varied():
            with driver.app.batch_update():  # one paint per form is enough
                screen = FormScreen(FormRequest(cls, None, "[i]sujet[/i] \x1b[1m"))
                await driver.app.push_screen(screen)
                boxes = list(screen.query(FieldBox))
                labels = "\n".join(str(one.render()) for one in screen.query(".label"))
                for box, text in zip(boxes, _HOSTILE * len(boxes), strict=False):
                    assert french(box.plan.kind.label) in labels, (cls, box.plan.key)
                    box.text = text
            await driver.settle()
            drawn = driver.text
            assert visible(drawn, lines=True) == drawn, cls
            assert "[i]sujet[/i] <U+001B>[1m" in drawn
            errors = screen._read().errors
            for box in boxes:
                assert errors.get(box.plan.key) or box.text.strip() == box.value_text.strip()
                assert visible(help_of(box.plan.kind)) == help_of(box.plan.kind)
            await screen.dismiss(None)
        driver.app.create("ReussiteRelevee")  # the demonstration as shipped is only read
        await driver.wait_for("ne s’écrit pas")

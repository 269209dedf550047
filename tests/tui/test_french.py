"""Textual's own words: none is left in English, whatever widget they come from."""

from __future__ import annotations

import ast
import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import textual.widgets
from textual import containers
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import DataTable, Input, KeyPanel, LoadingIndicator, Select, TextArea

import ter_tui
from ter_core.vocabulary.typography import french
from ter_tui.french import WORDS, install, key_display, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.dom import DOMNode
    from textual.pilot import Pilot

_SOURCES = sorted(Path(ter_tui.__file__).parent.rglob("*.py"))
_ALWAYS = {"DataTable", "Input", "OptionList", "Select", "SelectionList", "Switch", "TextArea"}
# Widgets that write English texts of their own, beside the descriptions of their keys.
_SPEAKING = {"Collapsible", "Header", "Link", "MaskedInput", "Placeholder", "Welcome"}
_ENGLISH = re.compile(
    r"\b(the|to|and|search|commands?|matches|found|quit|theme|keys?|show|press|select|loading|focus"
    r"|next|previous|cursor|delete|move|scroll|paste|home|input|screenshot|want|changes?)\b",
    re.IGNORECASE,
)


def _imported() -> Iterator[tuple[str, str]]:
    """Each name that the interface takes from Textual, and the module it takes it from."""
    for source in _SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                yield from ((node.module or "", alias.name) for alias in node.names)


def _classes() -> list[type[DOMNode]]:
    names = _ALWAYS | {name for module, name in _imported() if module == "textual.widgets"}
    widgets = [getattr(textual.widgets, name) for name in sorted(names)]
    return [App, Screen, CommandPalette, containers.ScrollableContainer, *widgets]


def _drawn(app: App[Any]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


class _Host(App[None]):
    """Every kind of field, and the panel that lists keys."""

    def compose(self) -> ComposeResult:
        """A line, a text, a table, a choice, something that loads."""
        yield Input()
        yield TextArea()
        yield DataTable()
        yield Select([("Un", 1)])
        yield LoadingIndicator()
        yield KeyPanel()

    def get_key_display(self, binding: Binding) -> str:
        """As the interface does."""
        return key_display(binding)


def _played(scenario: Any) -> None:
    install()

    async def play() -> None:
        app = _Host()
        app.animation_level = "none"
        async with app.run_test(size=(120, 60), notifications=True) as pilot:
            await scenario(app, pilot)

    asyncio.run(play())


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("enter", "Entrée"),
        ("escape", "Échap"),
        ("space", "Espace"),
        ("delete", "Suppr"),
        ("backspace", "Retour arr."),
        ("tab", "Tab"),
        ("shift+tab", "Maj+Tab"),
        ("ctrl+s", "Ctrl+S"),
        ("ctrl+shift+z", "Ctrl+Maj+Z"),
        ("ctrl+pagedown", "Ctrl+Page suiv."),
        ("f1", "F1"),
        ("f10", "F10"),
        ("f", "f"),
        ("N", "Maj+N"),
        ("up", "↑"),
        ("home", "Début"),
        ("end", "Fin"),
        ("pageup", "Page préc."),
        ("slash", "/"),
        ("colon", ":"),
        ("question_mark", "?"),
        ("less_than_sign", "<"),
        ("minus", "-"),
        ("plus", "+"),
        ("+", "+"),
        ("1,ampersand", "1"),
        ("é", "é"),
    ],
)
def test_a_key_is_said_as_its_keyboard_says_it(key: str, shown: str) -> None:
    """A key is told by what is printed on a French keyboard, the first where there are several."""
    assert key_display(Binding(key, "quit")) == shown


def test_a_binding_may_say_its_own_key() -> None:
    """What a binding says of its key is what is shown."""
    assert key_display(Binding("f1", "aide", key_display="F1 ou ?")) == "F1 ou ?"


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_the_keys_of_a_widget_are_french(cls: type[DOMNode]) -> None:
    """Each key of a widget that the interface uses has a French description and tooltip."""
    merged = cls._merged_bindings
    assert merged is not None
    spoken = {french(word) for word in WORDS.values()} | {""}
    for _, binding in merged:
        told = translated(binding)
        assert {told.description, told.tooltip} <= spoken
        assert (told.key, told.action, told.show) == (binding.key, binding.action, binding.show)


def test_no_widget_speaks_english_by_itself() -> None:
    """The interface uses no widget, and no validator, that shows English texts of its own."""
    taken = list(_imported())
    assert not {name for module, name in taken if module == "textual.widgets"} & _SPEAKING
    assert "textual.validation" not in {module for module, _ in taken}


def test_keys_are_french_wherever_the_focus_is() -> None:
    """What a footer or a panel reads of the keys is French, whichever field has the focus."""

    async def scenario(app: App[None], pilot: Pilot[None]) -> None:
        for widget in app.query("Input, TextArea, DataTable, Select").results(
            textual.widget.Widget
        ):
            widget.focus()
            await pilot.pause()
            told = [active.binding.description for active in app.screen.active_bindings.values()]
            assert len(told) > 5
            assert not [text for text in told if _ENGLISH.search(text)]

    _played(scenario)


def test_what_is_drawn_is_french() -> None:
    """The panel of keys, an empty choice and what loads are drawn without an English word."""

    async def scenario(app: App[None], pilot: Pilot[None]) -> None:
        app.query_one(Input).focus()
        await pilot.pause()
        drawn = _drawn(app)
        assert "Choisir" in drawn
        assert "Chargement…" in drawn
        assert "Maj+Fin" in drawn
        assert not _ENGLISH.findall(drawn)

    _played(scenario)


def test_the_palette_is_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """The palette asks, offers what Textual can do and finds nothing in French."""
    monkeypatch.setattr(CommandPalette, "_NO_MATCHES_COUNTDOWN", 0.01)

    async def scenario(app: App[None], pilot: Pilot[None]) -> None:
        app.action_command_palette()
        await pilot.pause(0.1)
        drawn = _drawn(app)
        assert "Chercher une commande" in drawn
        assert "Quitter" in drawn
        assert not _ENGLISH.findall(drawn)
        await pilot.press("z", "z", "z")
        await pilot.pause(0.2)
        assert "Rien ne correspond." in _drawn(app)
        assert not _ENGLISH.findall(_drawn(app))

    _played(scenario)


def test_system_commands_are_french() -> None:
    """What Textual offers by itself is told in French, less what would answer in English."""

    async def scenario(app: App[None], pilot: Pilot[None]) -> None:
        app.query_one(DataTable).focus()
        await pilot.pause()
        found = list(app.get_system_commands(app.screen))
        assert {"Quitter", "Touches", "Agrandir"} <= {one.title for one in found}
        assert not [one for one in found if _ENGLISH.search(f"{one.title} {one.help}")]

    _played(scenario)


def test_leaving_is_told_in_french() -> None:
    """Ctrl+C, which does not leave, tells in French which key does."""

    async def scenario(app: App[None], pilot: Pilot[None]) -> None:
        app.action_help_quit()
        await pilot.pause(0.1)
        drawn = _drawn(app)
        assert "Ctrl+Q ferme l’interface." in drawn
        assert not _ENGLISH.findall(drawn)

    _played(scenario)


def test_installing_again_changes_nothing() -> None:
    """Saying it twice neither replaces nor wraps anything again."""
    install()
    before = Screen.active_bindings, App.get_system_commands
    install()
    assert (Screen.active_bindings, App.get_system_commands) == before

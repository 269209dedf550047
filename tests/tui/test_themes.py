"""The three themes: what may be read must be readable, wherever it stands, without colours too."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.color import Color
from textual.widgets import Input

from ter_tui.ink import colour
from ter_tui.themes import DEFAULT, LABELS, NAMES, THEMES

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.theme import Theme

    from ter_tui.ink import Tone

_TONES: tuple[Tone, ...] = ("alerte", "attention", "bien", "accent", "discret")
_PLAIN = ("background", "surface", "panel")
_CURSORS = ("block-cursor-background", "block-cursor-blurred-background", "block-hover-background")


def _light(colour: Color) -> float:
    """The relative luminance of WCAG 2."""
    parts = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _colours(theme: Theme) -> dict[str, Color]:
    """Every colour that a theme gives to the style sheet."""
    told = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(value) for name, value in told.items() if value.startswith("#")}


@pytest.fixture(params=THEMES, ids=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme."""
    found: Theme = request.param
    return found


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    """Black on white is 21:1, and #767676 the lightest grey that reaches 4.5:1 on white."""
    white = Color.parse("#ffffff")
    assert _contrast(Color.parse("#000000"), white) == pytest.approx(21)
    assert _contrast(Color.parse("#767676"), white) >= 4.5 > _contrast(Color(119, 119, 119), white)


def test_tones_are_plain_colours(theme: Theme) -> None:
    """Every tone is a colour that Rich reads as it is, apart from every other."""
    told = [colour(theme, tone) for tone in _TONES]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", one) for one in told)
    assert len(set(told)) == len(told)


def test_texts_are_readable_on_every_background(theme: Theme) -> None:
    """Texts and tones reach 4.5:1 on each background; 7:1 in the theme of high contrast."""
    least = 7 if theme.name == "ter-contraste" else 4.5
    colours = _colours(theme)
    texts = [colours["foreground"], colours["primary"], colours["secondary"]]
    for text in (*texts, *(Color.parse(colour(theme, tone)) for tone in _TONES)):
        assert min(_contrast(text, colours[name]) for name in _PLAIN) >= least


def test_tones_are_readable_under_the_cursor(theme: Theme) -> None:
    """A coloured word stays readable on the row under the cursor, the keyboard there or not."""
    colours = _colours(theme)
    for tone in _TONES:
        text = Color.parse(colour(theme, tone))
        assert min(_contrast(text, colours[name]) for name in _CURSORS) >= 4.5


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("footer-key-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
        ("button-foreground", "surface"),
        ("button-color-foreground", "primary"),
        ("button-color-foreground", "success"),
        ("button-color-foreground", "warning"),
        ("button-color-foreground", "error"),
        ("link-color-hover", "link-background-hover"),
        ("text-muted", "panel"),
        ("text-disabled", "panel"),
        ("text-success", "panel"),
        ("text-warning", "panel"),
        ("text-error", "panel"),
    ],
)
def test_pairs_of_colours_are_readable(theme: Theme, text: str, behind: str) -> None:
    """What Textual writes over a colour of its own reaches 4.5:1; 7:1 in high contrast."""
    least = 7 if theme.name == "ter-contraste" else 4.5
    colours = _colours(theme)
    assert _contrast(colours[text], colours[behind]) >= least


def test_where_the_keyboard_is_can_be_seen(theme: Theme) -> None:
    """Borders stand out of what they enclose, and the one that has the keyboard out of the others.

    The row under the cursor stands out of the other rows, more than one that the keyboard left.
    """
    colours = _colours(theme)
    for name in _PLAIN:
        for border in ("border", "border-blurred"):
            assert _contrast(colours[border], colours[name]) >= 3
        cursor = _contrast(colours["block-cursor-background"], colours[name])
        left = _contrast(colours["block-cursor-blurred-background"], colours[name])
        assert cursor >= 1.25
        assert cursor > left > 1.02
    assert _contrast(colours["border"], colours["border-blurred"]) >= 1.5
    assert theme.variables["block-cursor-text-style"] == "bold"


def test_greys_tell_the_same(theme: Theme) -> None:
    """Under NO_COLOR, where colours become greys, the cursor is seen and every text is read."""
    greys = {name: one.monochrome for name, one in _colours(theme).items()}
    cursor = greys["block-cursor-background"]
    assert _contrast(cursor, greys["background"]) >= 1.25
    assert _contrast(cursor, greys["block-cursor-foreground"]) >= 4.5
    for tone in _TONES:
        text = Color.parse(colour(theme, tone)).monochrome
        assert min(_contrast(text, greys[name]) for name in _PLAIN) >= 4.5


def test_themes_have_a_name_for_people() -> None:
    """Each theme has its label, and the one to begin with is one of them."""
    assert list(LABELS) == list(NAMES) == [theme.name for theme in THEMES]
    assert DEFAULT in NAMES


def test_an_application_takes_each_theme() -> None:
    """A style sheet that uses our own variable is drawn in each theme, one after the other."""

    class Host(App[None]):
        CSS = "Input { color: $ter-discret; border: tall $border-blurred; }"

        def __init__(self) -> None:
            super().__init__()
            for one in THEMES:
                self.register_theme(one)
            self.theme = DEFAULT

        def compose(self) -> ComposeResult:
            yield Input()

    async def play() -> None:
        app = Host()
        async with app.run_test() as pilot:
            for one in THEMES:
                app.theme = one.name
                await pilot.pause()
                assert app.query_one(Input).styles.color == Color.parse(
                    one.variables["ter-discret"]
                )

    asyncio.run(play())

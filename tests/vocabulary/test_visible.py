"""What a terminal or an eye would obey is shown; what the program says is typeset."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ter_cli.formats.wrap import wrap
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import cell_width, visible


@given(st.text())
def test_no_control_passes(text: str) -> None:
    """Whatever the text, no control, format, surrogate or line separator is left in it."""
    left = {unicodedata.category(character) for character in visible(text)}

    assert left & {"Cc", "Cs", "Zl", "Zp"} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;x\x07", "<U+001B>]52;c;x<U+0007>"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("a\x9bb", "a<U+009B>b"),
        ("a\nb", "a<U+000A>b"),
        ("École « maternelle » n° 2, 1\u202f000 €", "École « maternelle » n° 2, 1\u202f000 €"),
    ],
)
def test_each_is_named(text: str, shown: str) -> None:
    """A hostile character is told by its number, an ordinary text is untouched."""
    assert visible(text) == shown


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"])), st.integers(2, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """Lines fit, and hold every letter in order."""
    lines = wrap(text, width)

    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("plain", "typeset"),
    [
        ("l'action d'Abriès", "l’action d’Abriès"),
        ("Quoi ? Oui ! Non ; si : là", "Quoi\u202f? Oui\u202f! Non\u202f; si\u202f: là"),
        ("12:30 et acteur:principal", "12:30 et acteur:principal"),
        ("« l'an » n'est rien", "«\u202fl'an\u202f» n’est rien"),
        ("confirmez : `--confirmer x='y'`.", "confirmez\u202f: «\u202f--confirmer x='y'\u202f»."),
        ("12 %", "12\u202f%"),
    ],
)
def test_french_typography(plain: str, typeset: str) -> None:
    """Apostrophes are curved and signs held, save in what is quoted; twice is once."""
    assert french(plain) == typeset
    assert french(typeset) == typeset

"""Levels as tables write them."""

from __future__ import annotations

import pytest

from ter_core.vocabulary.levels_said import levels_said


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("CM2", "CM2"),
        ("cm2 + 6ème", "CM2 6E"),
        ("CM1/2", "CM1 CM2"),
        ("CM1-CM2", "CM1 CM2"),
        ("6e/5e", "6E 5E"),
        ("6/5e", "6E 5E"),
        ("6èmes", "6E"),
        ("Grande section et CP", "GS CP"),
        ("du CP au CE2", "CP CE1 CE2"),
        ("cycle 3", "CM1 CM2 6E"),
        ("Maternelle", "PS MS GS"),
    ],
)
def test_levels_are_read(text: str, levels: str) -> None:
    """Each way of writing several levels gives them in the order of schooling."""
    assert " ".join(one.value for one in levels_said(text)) == levels


@pytest.mark.parametrize("text", ["tous", "CP-CM2", "6/5", "les grands", "CM2 A", ""])
def test_what_is_not_sure_is_refused(text: str) -> None:
    """A hyphen that may mean a range, a bare number or another word is no level."""
    with pytest.raises(ValueError, match="«"):
        levels_said(text)

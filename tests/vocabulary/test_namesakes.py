"""Which names read the same."""

from __future__ import annotations

import pytest

from ter_core.vocabulary.namesakes import name_key


@pytest.mark.parametrize(
    "other",
    [
        "MAIRIE DE ST CREPIN",
        "mairie de saint crepin",
        "Mairie de St. Crépin",
        "Mairie de S. Crépin",
        "Mairie  de Saint - Crépin (!)",
        "Mairie de SaintCrépin",
        "Mairie de Saint-Cre\u0301pin",
    ],
)
def test_names_that_read_the_same(other: str) -> None:
    """Case, accents, signs and spaces apart, and « St » being « Saint »."""
    assert name_key(other) == name_key("Mairie de Saint-Crépin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mairie de Saint-Crépin", "Mairie de Sainte-Crépin"),
        ("Mairie de Saint-Crépin", "Mairie de Crépin"),
        ("Stade", "Saintade"),
        ("École 1", "École 11"),
        ("Ποτάμι", "Βουνό"),
        ("!", "?"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    """« St » is a whole word, a figure counts, and a name without a Latin letter is its own."""
    assert name_key(one) != name_key(other)


def test_a_holy_woman_is_no_holy_man() -> None:
    """« Ste » is « Sainte »."""
    assert name_key("École Ste-Marie") == name_key("ECOLE SAINTE MARIE")
    assert name_key("École Ste-Marie") != name_key("École St-Marie")


def test_an_elision_is_written_in_either_way() -> None:
    """With a straight apostrophe, a curved one, or none."""
    names = {name_key(name) for name in ("L'Argentière", "L\u2019Argentière", "LARGENTIERE")}
    assert names == {"largentiere"}

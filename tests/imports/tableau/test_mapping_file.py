"""The file in which people correct what the program took a table for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ter_core.errors import InvalidValue
from ter_core.imports.tableau import guess, mapping_text, read_mapping, write_mapping
from tests.imports.tableau.tables import proposed, sheet

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_HEAD = ("N°", "Que faire", "Qui", "Date", "Date", "Statut")
_LINE = (1, "Ouvrir une navette", "M. le #1 = chef", "12/11/2026", None, "vu")


def test_a_corrected_mapping_is_read_back(laptop: Machine, tmp_path: Path) -> None:
    """What is written is read back; what people put right in it decides."""
    found = guess(laptop.session, sheet(_HEAD, _LINE))
    path = tmp_path / "correspondance.txt"
    write_mapping(found, path)
    text = path.read_text(encoding="utf-8")
    assert "#   N°" in text
    assert "M. le #1 = chef = ?" in text
    read = read_mapping(path)
    assert (read.table, read.header, read.columns, read.values) == (
        found.table, found.header, found.columns, found.values,
    )  # fmt: skip
    corrected = (
        text.replace("= chef = ?", "= chef = principal")
        .replace("vu = ?", "vu = a_faire")
        .replace("[par défaut]", "[par défaut]\npermanente = Règle de vie")
    )
    path.write_text(corrected.replace("\n", "\r\n"), encoding="utf-8-sig")
    (step,) = proposed(laptop, _HEAD, _LINE, mapping=read_mapping(path)).steps
    event = step.entries[0].event
    assert (event.responsables, event.permanente) == (  # type: ignore[attr-defined]
        ("acteur:principal",),
        "Règle de vie",
    )


def test_a_value_may_count_for_nothing(laptop: Machine, tmp_path: Path) -> None:
    """« - » empties a cell, and a letter names a column."""
    found = guess(laptop.session, sheet(_HEAD, _LINE))
    text = mapping_text(found).replace("= chef = ?", "= chef = -").replace("vu = ?", "vu = -")
    text = text.replace("[par défaut]", "[par défaut]\nresponsables = coordination")
    path = tmp_path / "c.txt"
    path.write_text(text.replace("libelle = Que faire", "libelle = colonne B"), encoding="utf-8")
    read = read_mapping(path)
    assert read.values["etat"] == {"vu": ""}
    (only,) = (one for one in proposed(laptop, _HEAD, _LINE, mapping=read).remarks)
    assert only.said == "L'échéance manque."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contenu = decisions", "ligne 1 : Cette ligne n'est dans aucune section."),
        ("[tableau]\ncontenu = choses", "ligne 2 : « choses » n'est pas une sorte de tableau."),
        ("[tableau]\ntitres = un", "ligne 2 : « un » n'est pas un numéro de ligne."),
        ("[tableau]\ncontenu", "ligne 2 : « contenu » n'a pas la forme « clé = valeur »."),
        ("[choses]", "ligne 1 : « [choses] » n'est pas une section."),
        ("[colonnes]\nlibelle = X", "ligne 2 : Le contenu du tableau n'est pas encore dit."),
        (
            "[tableau]\ncontenu = actions\n[colonnes]\nlibelle = X",
            "ligne 4 : « libelle » n'est pas un champ de ce tableau (actions).",
        ),
        ("", "Il manque ce que contient le tableau."),
    ],
)
def test_a_mistake_is_located(tmp_path: Path, text: str, said: str) -> None:
    """A line that cannot be read is named, with what is wrong and what to write."""
    path = tmp_path / "c.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValue) as caught:
        read_mapping(path)
    assert said in str(caught.value)
    assert caught.value.remedy


def test_a_column_that_is_not_there(laptop: Machine) -> None:
    """A heading that no column has is told with those that are there."""
    found = guess(laptop.session, sheet(_HEAD, _LINE))
    with pytest.raises(InvalidValue, match="Aucune colonne ne s'appelle « Que faire »"):
        proposed(laptop, ("Objet", *_HEAD[2:]), _LINE, mapping=found)


def test_a_table_that_is_none(laptop: Machine) -> None:
    """A sheet without known headings is refused, with what they may be."""
    with pytest.raises(InvalidValue, match="Aucune ligne n'a les titres"):
        proposed(laptop, ("Courses", "Prix"), ("Lait", 2))

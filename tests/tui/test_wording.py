"""Sentences of the reports without the commands they cite."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ter_tui.wording import spoken

CITED = [
    ("Aucun axe défini : « ter axe definir ».", "Aucun axe défini."),
    ("Aucune mission confiée : ter mission confier.", "Aucune mission confiée."),
    (
        "Aucune appréciation en 2026-2027 : ter reussite relever, ter difficulte relever.",
        "Aucune appréciation en 2026-2027.",
    ),
    ("Personne n'a été compté (`ter participation enregistrer`).", "Personne n'a été compté."),
    ("Donnez une date plus tardive ; `ter decision rectifier`.", ""),
    ("Donnez une date plus tardive ; pour y mettre fin : `ter partenariat clore`.",
     "Donnez une date plus tardive."),
    ("On y vient le 4. Si elle a changé de jour : `ter action modifier`.", "On y vient le 4."),
    ("Si c'est voulu, confirmez : `--confirmer X`.", "Si c'est voulu, confirmez."),
    ("3 relances laissées de côté : D-2025-013. « --toutes » les reprend.",
     "3 relances laissées de côté : D-2025-013."),
    ("Ce qu'il y a derrière : « ter preuve familles 2026-2027 ».", ""),
    ("D-2025-019 — et plus personne n'en répond : « ter decision confier D-2025-019 ».",
     "D-2025-019 — et plus personne n'en répond."),
]  # fmt: skip
KEPT = ["Aucune décision ouverte.", "Culture : aucun projet.", "Le TER et ses écoles : ter.", "«»"]


COMMAND = re.compile(r"[«`(:,]\s*ter [a-z]|«\s*--[a-z]")


def sentences() -> list[str]:
    """Every sentence in the sources of the reports that cites a command."""
    found = []
    for file in (Path(__file__).parents[2] / "ter_core" / "reports").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
                  for part in node.values}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [one.value if isinstance(one, ast.Constant) else "X" for one in node.values]
                found.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and id(node) not in within:
                found.append(str(node.value))
    return sorted({one for one in found if COMMAND.search(one)})


def test_no_sentence_of_a_report_keeps_a_command() -> None:
    """Whatever the reports say that cites a command, none of it is left."""
    cited = sentences()

    assert len(cited) > 25
    assert [one for one in cited if COMMAND.search(spoken(one))] == []


@pytest.mark.parametrize(("told", "left"), CITED)
def test_commands_are_left_out(told: str, left: str) -> None:
    """A command goes with what only introduced it; the rest of the sentence stays."""
    assert spoken(told) == left


@pytest.mark.parametrize("told", KEPT)
def test_what_cites_no_command_is_left_alone(told: str) -> None:
    """Only commands and options are cut out."""
    assert spoken(told) == told

"""On a terminal, what the command line left out is asked; in a script it is an error."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ter_cli.main import run

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from tests.cli.conftest import Ter


class Terminal(io.BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def typed(env: Environment, words: str, *answers: str) -> tuple[int, str]:
    """The exit code, and all that a person at a terminal reads."""
    screen = Terminal()
    keys = Terminal("".join(f"{answer}\n" for answer in answers).encode())
    code = run(words.split(), env, stdin=keys, stdout=screen, stderr=screen)
    return code, screen.getvalue().decode().replace("\u202f", " ")


def last() -> dict[str, Any]:
    """The payload of the last line of the log."""
    (path,) = Path("events").rglob("actif.ndjson")
    found: dict[str, Any] = json.loads(path.read_bytes().splitlines()[-1])["donnees"]
    return found


def test_missing_fields_are_asked(begun: Ter, fixed: Environment) -> None:
    """Each missing field is asked by its label, an alternative is chosen first."""
    code, screen = typed(
        fixed,
        "decision adopter --le 12/11/2026",
        *("2", "courriel"),  # hors séance
        *("Ouvrir une navette", "principal, coordination"),
        *("1", "15/03/2027"),  # échéance
    )

    assert code == 0, screen
    assert "1. Séance" in screen
    assert "Libellé (exemple : Ouvrir une navette entre Vars" in screen
    assert last()["hors_seance"] == "courriel"
    assert last()["responsables"] == ["acteur:principal", "acteur:coordination"]


def test_a_refused_answer_is_asked_again(begun: Ter, fixed: Environment) -> None:
    """An answer that cannot be read is told why, and asked again; nothing is lost."""
    code, screen = typed(
        fixed,
        "echeance reporter D1 --motif Retard",
        *("31/02", "", "02/04/2027"),
    )

    assert code == 0, screen
    assert "« 31/02 » n’existe pas dans le calendrier." in screen
    assert "Il faut une réponse" in screen
    assert last()["echeance"] == "2027-04-02"


def test_choices_and_lines_are_shown(begun: Ter, fixed: Environment) -> None:
    """A list shows its words and labels; lines are typed one by one until an empty one."""
    code, screen = typed(fixed, "instance creer --code cec --nom CEC", "conseil", "cec")
    assert code == 0, screen
    assert "conseil école-collège" in screen

    code, screen = typed(fixed, "ordre-du-jour arreter", "S1", "1 Bilan", "Transport", "2 Car", "")
    assert code == 0, screen
    assert [point["titre"] for point in last()["points"]] == ["Bilan", "Car"]


def test_leaving_writes_nothing(begun: Ter, fixed: Environment) -> None:
    """The end of what is typed, as Ctrl-D or Ctrl-C, abandons with 130."""
    before = last()
    code, screen = typed(fixed, "echeance reporter D1", "02/04/2027")

    assert code == 130
    assert screen.rstrip().endswith("Abandonné : rien n’a été écrit.")
    assert last() == before


def test_a_territory_begins_by_answering(fixed: Environment, ter: Ter) -> None:
    """`ter init` alone asks the territory and the function."""
    code, screen = typed(
        fixed,
        "init",
        *("TER d'essai", "Hautes-Alpes", "Aix-Marseille", "b"),
        *("Coordination du TER", "coordination"),
    )

    assert code == 0, screen
    assert "Territoire ouvert : TER d'essai" in screen

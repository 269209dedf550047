"""`ter verifier`: sound, or every problem with its place; everything else still answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Ter


def damaged(line: int) -> str:
    """Flip one bit in the middle of a line of the only log, and give the file's own name."""
    (path,) = Path("events").rglob("actif.ndjson")
    content = bytearray(path.read_bytes())
    lines = bytes(content).split(b"\n")
    middle = sum(len(one) + 1 for one in lines[: line - 1]) + len(lines[line - 1]) // 2
    content[middle] ^= 1
    path.write_bytes(content)
    return f"{path.parent.name}/{path.name}"


def test_a_sound_log(begun: Ter) -> None:
    """One line: how many events, how many postes, the position to compare."""
    answer = begun("verifier")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Journal sain\u202f: 7 événements, 1 poste de travail, position ")
    assert json.loads(begun("verifier", "--format", "json").out)["donnees"] == []


def test_damage_is_located(begun: Ter) -> None:
    """File, line, poste and rang, what to do, and the exit code 4."""
    name = damaged(4)
    answer = begun("verifier")

    assert answer.code == 4
    assert answer.out.startswith("Journal abîmé\u202f: ")
    assert f"  {name}, ligne 4, poste {name[:16]}, rang 4\n" in answer.out
    assert "✗ grave · " in answer.out
    (first, *_) = json.loads(begun("verifier", "--format", "json").out)["donnees"]
    assert (first["gravite"], first["fichier"], first["ligne"]) == (4, name, 4)
    assert (first["poste"], first["rang"]) == (name[:16], 4)


def test_everything_else_still_answers(begun: Ter) -> None:
    """A question over a damaged log prints its answer, warns on stderr, answers 4."""
    name = damaged(4)
    answer = begun("suivi")

    assert answer.code == 4
    assert "Navette" in answer.out
    assert f"{name}, ligne 4" in answer.err
    told = begun("suivi", "--format", "json")
    assert json.loads(told.err)["code_sortie"] == 4
    assert json.loads(told.out)["donnees"][0]["libelle"] == "Navette"

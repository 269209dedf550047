"""What the shell proposes while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ter_cli.completion import VARIABLE

if TYPE_CHECKING:
    from tests.cli.conftest import Ter

SHELLS = ["bash", "zsh", "fish", "powershell"]


@pytest.fixture
def proposed(ter: Ter, monkeypatch: pytest.MonkeyPatch) -> object:
    """What PowerShell is told for some words and the one being typed."""

    def ask(words: str, incomplete: str) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setenv(VARIABLE, "powershell_complete")
            patch.setenv("COMP_WORDS", f"ter {words} {incomplete}".strip())
            patch.setenv("COMP_CWORD", incomplete)
            answer = ter()
        assert answer.err == ""
        return answer.out.splitlines()

    return ask


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str, ter: Ter) -> None:
    """`ter completion SHELL` gives a script that asks `ter` itself."""
    answer = ter("completion", shell)

    assert answer.code == 0
    assert VARIABLE in answer.out
    assert ter("completion", "cmd").code == 2


@pytest.mark.parametrize(
    ("words", "incomplete", "expected"),
    [
        ("", "dec", "decision\tadopter, "),
        ("decision", "ado", "adopter\tUne décision est adoptée"),
        ("decision adopter", "--lib", "--libelle\tLibellé (requis)."),
        ("acteur inscrire --role", "pil", "pilote\tpilote"),
        ("decision executer D1 --format", "nd", "ndjson\tun objet JSON par ligne"),
    ],
)
def test_words_are_proposed_with_what_they_mean(
    words: str, incomplete: str, expected: str, proposed: object
) -> None:
    """Commands, verbs, options, words of lists."""
    first = proposed(words, incomplete)[0]  # type: ignore[operator]

    assert first.startswith(expected)


def test_codes_are_proposed_with_their_labels(begun: Ter, proposed: object) -> None:
    """The codes that the journal knows, also after a comma."""
    assert proposed("decision executer", "D-") == ["D-2026-001\tNavette"]  # type: ignore[operator]
    found = proposed("decision adopter --responsable", "coordination,pri")  # type: ignore[operator]
    assert found == ["coordination,principal\tPrincipal"]


def test_codes_of_every_year_are_proposed(begun: Ter, proposed: object) -> None:
    """A list that is told year by year gives the codes of each, whatever its name."""
    for code, day, year in (
        ("credits", "2026-11-12", "2026-2027"),
        ("cars", "2025-03-03", "2024-2025"),
    ):
        said = ("--code", code, "--montant", "300", "--enveloppe", code.title(), "--le", day)
        assert begun("financement", "accorder", *said, "--annee-scolaire", year).code == 0
    seen = ("--titre", "La visite", "--le", "2025-03-03")
    assert begun("bonne-pratique", "reperer", *seen).code == 0

    found = proposed("depense engager", "c")  # type: ignore[operator]
    assert [line.partition("\t")[0] for line in found] == ["credits", "cars"]
    found = proposed("bonne-pratique publier", "l")  # type: ignore[operator]
    assert found == ["la-visite\tLa visite"]


def test_nothing_is_proposed_where_nothing_is_known(proposed: object) -> None:
    """Without a journal, silence."""
    assert proposed("decision executer", "D") == [""]  # type: ignore[operator]

"""Help is French, fits 80 columns, and says what there is without loading what does it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from ter_cli import french
from ter_cli.main import root
from ter_core import events
from ter_core.vocabulary.visible import cell_width

if TYPE_CHECKING:
    from tests.cli.conftest import Ter

COMMANDS = [(entry.noun, entry.verb) for entry in events.entries() if not entry.internal]
FIXED = ["init", "demo", "enregistrer", "verifier", "completion", "preparer", "relancer"]
HEAVY = {"attr", "attrs", "cattrs", "duckdb", "orjson", "textual"}
ENGLISH = ("Usage", "Options:", "Show this", "Commands", "Missing", "Error", "required")


@pytest.mark.parametrize("words", [(), ("decision",), *((name,) for name in FIXED), *COMMANDS])
def test_help_is_french_and_fits(words: tuple[str, ...], ter: Ter) -> None:
    """Every command explains itself on stdout, in 80 columns, with an exit code of 0."""
    answer = ter(*words, "--help")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Utilisation\u202f: {' '.join(['ter', *words])}")
    assert not [word for word in ENGLISH if word in answer.out]
    body, _, example = answer.out.partition("Exemple :\n")
    assert max(cell_width(line) for line in body.splitlines()) <= 80
    assert example.strip().startswith("ter " if words in COMMANDS else "")


def test_a_word_that_acts_is_told_once(ter: Ter) -> None:
    """A question that a command also acts on stands among what acts, and nowhere else."""
    sections = ter("--help").out.split("\n\n")
    (acting,) = (section for section in sections if section.startswith("Agir"))

    for word in ("preparer", "relancer"):
        assert f"\n  {word} " in acting
        assert sum(section.count(f"\n  {word} ") for section in sections) == 1


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_example_of_a_command_can_be_read(words: tuple[str, str], begun: Ter) -> None:
    """The example that help gives is a command line that reads: it may only be refused."""
    import shlex

    example = begun(*words, "--help").out.partition("Exemple :\n")[2]
    typed = [word.replace("CODE", "copil") for word in shlex.split(example)[1:]]
    answer = begun(*typed, "--essai")

    assert answer.code in (0, 3), (typed, answer)


NETWORK = """
etablissement rattacher --uai 0059001G --code guillestre --nom X --nature ecole_primaire
axe definir --numero 3 --intitule X --code axe-3
action inscrire --intitule X --axe axe-3 --nature sport --porteur principal --debut 10/11/2026
"""


def test_the_example_shows_what_a_rule_asks_for(begun: Ter) -> None:
    """Where one of several optional fields must be there, the example has it: it is accepted."""
    import shlex

    more = {"etablissement": ("--code-insee", "05065", "--confirmer", "hors-reseau=x")}
    more |= {"action": ("--etablissement", "guillestre", "--fin", "10/11/2026")}
    for step in NETWORK.strip().splitlines():
        answer = begun(*step.split(), *more.get(step.split()[0], ()))
        assert answer.code == 0, answer
    for words in (("effectif", "constater"), ("participation", "enregistrer")):
        example = begun(*words, "--help").out.partition("Exemple :\n")[2]
        answer = begun(*shlex.split(example.replace("A7", "A1"))[1:])
        assert answer.code == 0, answer


def test_no_option_of_an_event_hides_a_common_one() -> None:
    """Each option of a command is declared once."""
    group = root()
    with group.make_context("ter", [], resilient_parsing=True) as ctx:
        for noun, verb in COMMANDS:
            _, sub, _ = group.resolve_command(ctx, [noun, verb])
            assert isinstance(sub, click.Group)
            command = sub.get_command(ctx, verb)
            assert command is not None
            names = [
                name for param in command.params for name in (*param.opts, *param.secondary_opts)
            ]
            assert sorted(set(names)) == sorted(names)
            dests = [param.name for param in command.params]
            assert sorted(set(dests)) == sorted(dests)


@pytest.mark.parametrize(
    "words",
    [("--help",), ("--version",), ("decision", "--help"), ("decison",)],
    ids=" ".join,
)
def test_names_answer_without_the_classes(words: tuple[str, ...]) -> None:
    """Help, version and misspelt names load none of the libraries that do the work."""
    script = (
        "import sys; from ter_cli.main import main; main(sys.argv[1:]);"
        "sys.stderr.write(' '.join(name for name in sys.modules if '.' not in name))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, check=True, encoding="utf-8"
    )

    assert set(found.stderr.split()) & HEAVY == set()


def test_a_console_of_another_code_page_gets_utf8() -> None:
    """Accents are right on stdout whatever the locale says."""
    found = subprocess.run(
        [sys.executable, "-m", "ter_cli", "--help"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONUTF8": "0"},
    )

    assert "Territoire Éducatif Rural" in found.stdout.decode("utf-8")


def test_ter_alone_shows_help(ter: Ter) -> None:
    """`ter` alone is help; a noun alone lacks its verb."""
    assert ter().out == ter("--help").out
    alone = ter("decision")
    assert (alone.code, alone.out) == (2, "")
    assert "adopter" in alone.err


def test_version(ter: Ter) -> None:
    """The version of the distribution, where there is one."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        expected = version("ter")
    except PackageNotFoundError:
        expected = "(non installé)"
    assert ter("--version").out == f"ter {expected}\n"


def test_click_has_no_string_that_we_think_it_has() -> None:
    """Each string of our table still is one of click's: an upgrade that renames one is seen."""
    from pathlib import Path

    folder = Path(click.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert [text for text in french._STRINGS if f'"{text}"' not in source] == []

"""Transcripts: what a person types and reads, to the letter.

`$ ter …` is a command; what follows is its stdout, then its stderr (`! `), then its exit code in
brackets unless it is 0; `DOSSIER` is the current folder. `$ cat > F` writes the lines that follow
it (`< `) into a file, `$ cp DIR/F .` takes one that somebody gave (`tests/imports/files`). Lines
that start with `#` explain. `TER_TRANSCRIPTS=ecrire pytest tests/cli`
writes what was answered.
"""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Ter

FOLDER = Path(__file__).parent / "transcripts"
GIVEN = Path(__file__).parents[1] / "imports" / "files"
COMMAND, STDIN, STDERR, COMMENT = "$ ", "< ", "! ", "#"


def steps(text: str) -> list[list[str]]:
    """The lines of each command, the comments before the first one apart."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith(COMMAND):
            found.append([])
        found[-1].append(line)
    return found


def played(step: list[str], ter: Ter) -> list[str]:
    """What a step is once run: its own lines and what they answer."""
    command = step[0].removeprefix(COMMAND)
    given = [line for line in step[1:] if line.startswith(STDIN)]
    stdin = "".join(f"{line.removeprefix(STDIN)}\n" for line in given)
    told: list[str] = []
    if command.startswith("cat > "):
        Path(command.removeprefix("cat > ")).write_text(stdin, encoding="utf-8")
    elif command.startswith("cp "):
        given_file = GIVEN / shlex.split(command)[1]
        shutil.copyfile(given_file, given_file.name)
    else:
        name, *words = shlex.split(command)
        assert name == "ter"
        told = lines_of(ter(*words, stdin=stdin))
    comments = [line for line in step[1:] if line.startswith(COMMENT) or not line.strip()]
    return [step[0], *given, *told, *trailing(step, comments)]


def trailing(step: list[str], comments: list[str]) -> list[str]:
    """The comments and blank lines that end a step, which no command answered."""
    kept = []
    for line in reversed(step[1:]):
        if line not in comments:
            break
        kept.append(line)
    return kept[::-1]


def lines_of(answer: Answer) -> list[str]:
    """An answer as a transcript shows it."""
    code = [f"[{answer.code}]"] if answer.code else []
    errors = answer.err.replace(str(Path.cwd()), "DOSSIER").splitlines()
    return [*answer.out.splitlines(), *(f"{STDERR}{line}" for line in errors), *code]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, ter: Ter) -> None:
    """Every command answers what its transcript says."""
    expected = path.read_text(encoding="utf-8")
    head, *rest = steps(expected)
    lines = [*head, *(line for step in rest for line in played(step, ter))]
    found = "".join(f"{line}\n" for line in lines)

    if os.environ.get("TER_TRANSCRIPTS") == "ecrire":
        path.write_text(found, encoding="utf-8", newline="\n")
        return
    assert found == expected

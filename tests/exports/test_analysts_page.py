"""`docs/analysts.md` is true: its SQL, played in order on the demonstration, answers what it shows.

A block of SQL that answers rows is followed by them, as a table. `TER_TRANSCRIPTS=ecrire pytest
tests/exports` writes what was answered.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.exports.conftest import Plain

if TYPE_CHECKING:
    from tests.exports.conftest import Both

PAGE = Path(__file__).parents[2] / "docs" / "analysts.md"
BLOCK = re.compile(r"(?<=\n)```sql\n(.*?)```\n(\n\|.*?\n(?=\n|\Z))?", re.DOTALL)


def cell(value: Any) -> str:
    """A value as the page shows it."""
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    return "" if value is None else str(value).replace("|", r"\|")


def table(plain: Plain, sql: str) -> str:
    """The rows of a query as a Markdown table; nothing for what only sets a variable."""
    played = plain.connection.execute(sql)
    if not sql.lstrip().startswith(("select", "from", "with")):
        return ""
    names = [column[0] for column in played.description or []]
    rows = [names, ["---"] * len(names), *played.fetchall()]
    return "".join(["\n", *(f"| {' | '.join(map(cell, row))} |\n" for row in rows)])


def test_the_page_shows_what_is_answered(demo: Both) -> None:
    """Every block is played, and the page is what it would be if it were written now."""
    written = PAGE.read_text(encoding="utf-8")
    plain = Plain(demo.plain.connection.cursor())  # with variables of its own

    found = BLOCK.sub(lambda block: f"```sql\n{block[1]}```\n{table(plain, block[1])}", written)

    plain.connection.close()
    if os.environ.get("TER_TRANSCRIPTS") == "ecrire":
        PAGE.write_text(found, encoding="utf-8", newline="\n")
        return
    assert found == written
    assert len(BLOCK.findall(written)) >= 5

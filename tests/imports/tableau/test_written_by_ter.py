"""Tables that `ter` writes and that come from others: recognised, and not taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.imports.tableau import TABLES, guess
from ter_core.imports.tableau.computed import written_by_ter
from tests.imports.tableau.tables import proposed, sheet

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_TAKEN = {one.question: one.name for one in TABLES}


def _headings(name: str) -> tuple[str, ...]:
    """Those of a French CSV."""
    found: list[str] = []
    for one in reports.get(name).columns:
        ends = ("",) if one.type != "bornes" else (", au moins", ", au plus")
        found += [f"{one.label}{end}" for end in ends]
    return (*found, "À la date du")


@pytest.mark.parametrize("name", [one.name for one in reports.entries()])
def test_every_table_of_ter_is_known_by_its_headings(laptop: Machine, name: str) -> None:
    """A table that can be taken back is taken for what it is, any other is refused."""
    headings = sheet(_headings(name))
    assert name in written_by_ter(headings)
    if name in _TAKEN:
        assert guess(laptop.session, headings).table == _TAKEN[name]
        return
    with pytest.raises(InvalidValue, match=r"rien à reprendre|n'est pas repris") as caught:
        proposed(laptop, _headings(name), ("x",))
    assert caught.value.remedy


def test_a_table_that_resembles_one_is_read_as_people_wrote_it(laptop: Machine) -> None:
    """Some headings of a computed table do not make it one."""
    line = ("Ouvrir une navette", "Principal", "15/03/2027", 4)
    mine = sheet(("Décision", "Responsable", "Échéance", "Jours"), line)
    assert written_by_ter(mine) == ()
    assert guess(laptop.session, mine).table == "decisions"

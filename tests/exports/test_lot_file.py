"""A lot that is written can be read again: the same events about the same subjects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ter_core import Entry
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.avancement import RelanceEmise
from ter_core.exports.lot_file import lot_text
from ter_core.exports.target import ExportRefused, check_target
from ter_core.imports.lot import entries_of
from ter_core.vocabulary.choices import Role

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = 'Écrire "[red]" à l\u2019élu\u202f; \\n'


def test_a_folder_is_given_a_name_of_the_right_sort(tmp_path: Path) -> None:
    """Whoever names a folder reads which file could be there, by what is written."""
    with pytest.raises(ExportRefused) as caught:
        check_target(tmp_path, tmp_path / "events", replace=False, example="lot.ndjson")

    assert caught.value.remedy == f"Par exemple : « {tmp_path / 'lot.ndjson'} »."


def test_a_lot_is_read_again() -> None:
    """Subjects, dates and payloads, whatever the texts hold; an event that creates names none."""
    lot = [
        Entry(ActeurInscrit(code="elu", qualite=HOSTILE, roles=(Role.ELU,))),
        Entry(
            RelanceEmise(destinataires=("acteur:elu",), canal=HOSTILE),
            "decision:x",
            on=date(2026, 11, 20),
        ),
    ]

    found = entries_of(lot_text(lot).encode().splitlines())

    assert [evolve(one, place="") for one in found] == lot

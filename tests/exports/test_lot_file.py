"""A lot that is written can be read again: the same events about the same subjects."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from ter_core import Entry
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.avancement import RelanceEmise
from ter_core.exports.lot_file import lot_text
from ter_core.imports.lot import entries_of
from ter_core.vocabulary.choices import Role

HOSTILE = 'Écrire "[red]" à l\u2019élu\u202f; \\n'


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

"""Actions, participations and headcounts as of each day: what a log of that day would tell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import orjson
import pytest

from ter_core.log.read import read
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.network import attend, changes, count, groups, inscribe, teams
from tests.reports.network import annul, laptop, machines, network
from tests.scenarios.test_time_travel import projection_of, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

MARTS = (
    "actions", "participations", "participations_lignes", "appreciations", "etablissements",
    "effectifs", "axes",
)  # fmt: skip
DAYS = ("2026-10-09", "2026-11-06")


@pytest.fixture
def year(network: Machine) -> Machine:
    """An autumn: outings, a suspension, a correction typed late, a mistake annulled."""
    inscribe(network, nature=NatureAction.CULTURE, debut=date(2026, 10, 5), fin=date(2026, 12, 18),
             le=date(2026, 9, 15))  # fmt: skip
    first = attend(
        network, "guillestre/CM2-A", "college/6e 1/6E", action="A2", le=date(2026, 10, 6)
    )
    network.record("ActionSuspendue", "A2", motif="Neige", le=date(2026, 10, 8))
    network.record("ActionReprise", "A2", le=date(2026, 11, 3))
    network.record("ActionModifiee", "A2", champs=changes("ActionInscrite", lieu="Vars"),
                   le=date(2026, 11, 4))  # fmt: skip
    attend(network, "vars/CM2 5", enseignants=teams("vars 1"), familles=4)
    annul(network, attend(network, "risoul/CM1 3"))
    count(network, "guillestre", "CM2 47", le=date(2026, 11, 5))
    network.record("DifficulteRelevee", texte="Neige", action="A2", le=date(2026, 10, 9))
    network.record("EtablissementRetire", "ceillac", motif="Fermeture", le=date(2026, 11, 6))
    network.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    network.record(
        "ParticipationCorrigee", first.record.sujet, motif="Trois absents",
        champs=changes("ParticipationEnregistree", lignes=groups("guillestre/CM2-A 21")),
    )  # fmt: skip
    network.record("ActionTerminee", "A2", le=date(2026, 11, 19))
    return network


def test_as_of_each_day(year: Machine, tmp_path: Path) -> None:
    """Whatever was typed later, of that day or of another."""
    reading = read(year.session.journal)
    lines = [line for file in reading.files for line in file.bytes_kept().splitlines(keepends=True)]
    events = [(orjson.loads(line)["survenu_le"], line) for line in lines]
    whole = projection_of(lines, tmp_path)

    for text in DAYS:
        day = date.fromisoformat(text)
        then = projection_of([line for on, line in events if on <= text], tmp_path)
        for mart in MARTS:
            assert rows_of(whole, mart, day) == rows_of(then, mart, day), f"{mart}, {text}"
        then.close()
    whole.close()

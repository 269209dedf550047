"""A hand-written log, a territory in it, and a way to ask SQL of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from ter_core.projections.engine import Projection
from tests.projections.hand_log import HandLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LATER = date(2027, 12, 31)


class Ask(Protocol):
    """The rows of a query over the log as it stands now."""

    def __call__(
        self,
        sql: str,
        *,
        on: date = ...,
        known: date | None = ...,
        position: Sequence[Mapping[str, Any]] | None = ...,
    ) -> list[tuple[Any, ...]]:
        """Ask."""


@pytest.fixture
def log(tmp_path: Path) -> HandLog:
    """An empty log."""
    return HandLog(tmp_path)


@pytest.fixture
def territory(log: HandLog) -> HandLog:
    """A log that has an acteur, an organisme, two instances, an axe."""
    log.add(
        "ActeurInscrit",
        "acteur:principal",
        {"code": "principal", "qualite": "Principal du collège", "roles": ["pilote"]},
    )
    log.add(
        "OrganismeInscrit",
        "organisme:mairie-vars",
        {"code": "mairie-vars", "nom": "Mairie de Vars", "nature": "commune"},
    )
    log.add(
        "InstanceCreee",
        "instance:copil",
        {"code": "copil", "nature": "copil", "nom": "Comité de pilotage"},
    )
    log.add("AxeDefini", "axe:axe-1", {"code": "axe-1", "numero": 1, "intitule": "Réussite"})
    return log  # fmt: skip


@pytest.fixture
def projection(tmp_path: Path) -> Iterator[Projection]:
    """An engine without any event."""
    made = Projection(tmp_path / "cache")
    yield made
    made.close()


@pytest.fixture
def ask(log: HandLog, projection: Projection) -> Ask:
    """Ask the log as it stands when asked."""

    def rows(
        sql: str,
        *,
        on: date = LATER,
        known: date | None = None,
        position: Sequence[Mapping[str, Any]] | None = None,
    ) -> list[tuple[Any, ...]]:
        projection.load(log.read())
        return projection.query(sql, a_la_date=on, connu_le=known, position=position).rows

    return rows


def decision(log: HandLog, code: str = "D-2026-014", **values: Any) -> str:
    """Adopt a decision and give its subject."""
    how = {key: values.pop(key) for key in ("on", "poste", "written") if key in values}
    payload = {
        "code": code,
        "hors_seance": "courriel",
        "libelle": "Ouvrir une navette",
        "responsables": ["acteur:principal"],
        "echeance": "2027-03-15",
        "priorite": 2,
    } | values
    kept = {key: value for key, value in payload.items() if value is not None}
    return f"decision:{log.add('DecisionAdoptee', 'decision:', kept, **how)}"

"""A territory of the cases, begun in a few words, and what its whole projection tells."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Protocol, Self

from attrs import frozen

from ter_core import Entry, Environment, reports
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.annee import AnneeOuverte, Periode
from ter_core.events.samples import sample
from ter_core.events.territoire import Commune, TerritoireOuvert
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Role, Zone
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.workspace.start import start
from tests.ledger.conftest import Machine
from tests.ledger.network import inscribe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ter_core import Report
    from ter_core.reports.report import Part

__all__ = [
    "SIGNED",
    "TODAY",
    "YEAR",
    "Make",
    "Told",
    "answer",
    "ask",
    "begin",
    "copy_of",
    "figures",
    "open_year_before",
    "plain",
    "programme",
]

YEAR = "2026-2027"
TODAY = date(2026, 11, 12)
SIGNED = date(2024, 10, 14)
PERIODS_BEFORE = (
    "01/09/2025-17/10/2025",
    "03/11/2025-19/12/2025",
    "05/01/2026-13/02/2026",
    "02/03/2026-10/04/2026",
    "27/04/2026-04/07/2026",
)


class Make(Protocol):
    """Makes a machine: communes for a new territory, or the machine whose folder is copied."""

    def __call__(
        self, *communes: str, source: Machine | None = None, today: date | None = None
    ) -> Machine:
        """Make one."""


def begin(place: Path, views: Path, communes: Iterable[str], today: date | None) -> Machine:
    """A territory with an open year, an axe, the IEN and the principal, the coordination writing.

    The communes are typed as people do; the first is Guillestre where none is given.
    """
    clock = [datetime.combine(today or TODAY, time(15), UTC)]
    env = _environment(place, views, clock)
    typed = tuple(communes) or ("05065 Guillestre",)
    start(
        place / "ter",
        env,
        acteur=ActeurInscrit(
            code="coordination", qualite="Coordination du TER", roles=(Role.COORDINATION,)
        ),
        territoire=TerritoireOuvert(
            nom="TER d'essai",
            departement="05",
            academie="Aix-Marseille",
            zone=Zone.B,
            communes=tuple(Commune.parse(one, TODAY) for one in typed),
        ),
        poste="Portable",
        on=SIGNED,
    )
    machine = Machine(place / "ter", env, clock)
    machine.session.record(Entry(sample(AnneeOuverte), on=date(2026, 9, 1)))
    for code, qualite, role in (
        ("ien", "IEN de la circonscription", Role.IEN),
        ("principal", "Principal du collège", Role.PILOTE),
    ):
        machine.record("ActeurInscrit", code=code, qualite=qualite, roles=(role,), le=SIGNED)
    machine.record("AxeDefini", numero=1, intitule="Réussite", le=SIGNED)
    return machine


def copy_of(source: Machine, place: Path, views: Path) -> Machine:
    """Another machine, of its own identity, on a copy of the folder."""
    clock = [source.clock[0]]
    shutil.copytree(source.folder, place / "ter")
    return Machine(place / "ter", _environment(place, views, clock), clock)


def _environment(place: Path, views: Path, clock: list[datetime]) -> Environment:
    def now() -> datetime:
        clock[0] += timedelta(milliseconds=7)
        return clock[0]

    return Environment(now=now, state_dir=place / "etat", cache_dir=views)


def open_year_before(machine: Machine) -> None:
    """Open 2025-2026 too."""
    year = AnneeOuverte(
        annee_scolaire=AnneeScolaire("2025-2026"),
        periodes=tuple(Periode.parse(one, TODAY) for one in PERIODS_BEFORE),
    )
    machine.session.record(Entry(year, on=date(2025, 9, 1)))


def programme(machine: Machine, *schools: str, **values: Any) -> str:
    """Inscribe an action of the whole year 2026-2027, and give its code."""
    usual = {"axe": "axe-1", "etablissements": schools, "debut": date(2026, 9, 2),
             "fin": date(2027, 6, 30), "le": date(2026, 9, 2)}  # fmt: skip
    return inscribe(machine, **(usual | values)).name


def ask(machine: Machine, name: str, **asked: Any) -> Report:
    """An answer; `on`, `known` and `position` say as of when, the rest are its parameters."""
    moment = {"a_la_date": asked.pop("on", None), "connu_le": asked.pop("known", None)}
    return machine.session.ask(reports.get(name)(**asked), **moment)


def answer(machine: Machine, name: str, *columns: str, **asked: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return _cells(ask(machine, name, **asked), columns)


@frozen
class Told:
    """What a log tells of a school year: its figures, its coverage; its bilan where it is read."""

    figures: Report
    coverage: dict[str, tuple[Any, ...]]

    @classmethod
    def of(
        cls, machine: Machine, annee: str = YEAR, *, of: str = "bilan-chiffres", **asked: Any
    ) -> Self:
        """Ask for both; `of` is the question whose rows are the figures."""
        covered = answer(
            machine, "couverture", "dimension", "valeur", "libelle", "effectif", "touches", "taux",
            "constat", annee=annee, **asked,
        )  # fmt: skip
        return cls(
            ask(machine, of, annee=annee, **asked),
            {
                f"{dimension}.{valeur}" if valeur else dimension: tuple(map(plain, cells))
                for dimension, valeur, *cells in covered
            },
        )

    def about(self, place: str = "ensemble") -> dict[str, Any]:
        """Every measure of a place (`niveau.6E`) that is not zero; bounds that meet are one."""
        return _measures(self.figures, place)

    def named(self, dimension: str, *columns: str) -> list[tuple[Any, ...]]:
        """How each value of a dimension reads, with other columns of its pupils reached."""
        rows = _cells(self.figures, ("mesure", "dimension", "libelle_valeur", *columns))
        return [row[2:] for row in rows if row[:2] == ("eleves_touches", dimension)]

    def chapter(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of a chapter of the bilan."""
        part = next(one for one in self.figures.parts if one.name == name)
        return _cells(part, columns)

    def text(self, name: str = "") -> str:
        """The sentences of a chapter of the bilan, or those it begins with."""
        said = next((one.text for one in self.figures.parts if one.name == name), self.figures.text)
        return " ".join(said)


def figures(machine: Machine, place: str = "ensemble", **asked: Any) -> dict[str, Any]:
    """Every measure of a place that is not zero, without the rest of the bilan."""
    annee = asked.pop("annee", YEAR)
    return _measures(ask(machine, "bilan-chiffres", annee=annee, **asked), place)


def _measures(report: Report, place: str) -> dict[str, Any]:
    dimension, _, valeur = place.partition(".")
    rows = _cells(report, ("mesure", "dimension", "valeur", "chiffre"))
    return {
        mesure: chiffre
        for mesure, *where, chiffre in rows
        if where == [dimension, valeur] and chiffre not in (0, None)
    }


def _cells(found: Report | Part, columns: Iterable[str]) -> list[tuple[Any, ...]]:
    names = [column.name for column in found.columns]
    return [tuple(plain(row[names.index(one)]) for one in columns) for row in found.rows]


def plain(value: Any) -> Any:
    """The number that bounds come to, where they meet."""
    if isinstance(value, Bornes):
        return value.minimum if value.is_exact else tuple(value)
    return value

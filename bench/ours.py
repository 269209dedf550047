"""The program itself, through its public doors only: sessions, events, questions, commands.

Everything it keeps for a machine goes under the bench's own folder, so that a run neither finds
nor leaves anything on the machine it runs on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

from bench.measure import timed
from ter_core import reports
from ter_core.environment import Environment
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.avancement import (
    AvancementConstate,
    DecisionExecutee,
    EcheanceReportee,
    RelanceEmise,
)
from ter_core.events.base import Confirmation
from ter_core.events.decision import DecisionAdoptee
from ter_core.events.territoire import TerritoireOuvert
from ter_core.ledger.entry import Entry
from ter_core.session import Session
from ter_core.vocabulary.choices import EtatAvancement, Role, Zone
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.workspace.start import start

# As long as coordinators write them.
LIBELLE = (
    "Proposer aux équipes des deux degrés un calendrier commun de liaison CM2-6e, "
    "avec une demi-journée d'accueil par école"
)
ACTEUR = "acteur:principal"
DUE = Environment().today() + timedelta(days=30)
LATER = DUE + timedelta(days=30)
OPEN_AT_THE_END = 40
LOT = 1_000


def environment(log: Path, machine: Path) -> dict[str, str]:
    """What a process needs to read this log as this machine."""
    return {
        "TER_JOURNAL": str(log),
        "TER_ETAT": str(machine / "etat"),
        "TER_CACHE": str(machine / "cache"),
    }


def appends(folder: Path, events: int) -> Callable[[], object]:
    """One `Session.record` of so many decisions, on a log whose session is open."""
    session = opened(begun(folder), folder / "machine")
    session.record(adoption())

    def record() -> None:
        session.record(*(adoption() for _ in range(events)))

    return record


def last_line(folder: Path) -> bytes:
    """The line last written there, for the floor to write the same bytes."""
    (stream,) = (folder / "events").glob("*/actif.ndjson")
    return stream.read_bytes().splitlines(keepends=True)[-1]


def log(folder: Path, events: int) -> Path:
    """A log of so many events, written by the program: decisions adopted, put off, executed.

    Nearly all are closed, as in a territory that has worked for years: the follow-up table of the
    day stays short while its past grows.
    """
    root = begun(folder)
    session = opened(root, folder / "machine")
    entries = _life()
    for done in range(0, events, LOT):
        session.record(*islice(entries, min(LOT, events - done)))
    for _ in range(OPEN_AT_THE_END):
        session.record(adoption())
    return root


def openings(root: Path, machine: Path, *, cold: bool) -> Callable[[], float]:
    """From a closed log to the answer of the follow-up table, with an empty cache or a full one."""
    question = reports.get("suivi")

    def turn() -> float:
        if cold:
            shutil.rmtree(machine / "cache", ignore_errors=True)
        with ExitStack() as closing:
            return timed(lambda: closing.enter_context(opened(root, machine)).ask(question()))

    return turn


def worst(root: Path, machine: Path, today: date) -> str:
    """The code of the decision that is the latest of all on a day."""
    with opened(root, machine) as session:
        report = session.ask(reports.get("suivi")(), a_la_date=today)
    return str(report.named()[0]["code_affiche"])


def bilans(root: Path, machine: Path, year: AnneeScolaire) -> Callable[[], float]:
    """From a closed log, its cache full, to the whole bilan of a year."""
    question = reports.get("bilan").about(year)

    def turn() -> float:
        with ExitStack() as closing:
            return timed(lambda: closing.enter_context(opened(root, machine)).ask(question))

    return turn


def confirmed(*rules: str) -> tuple[Confirmation, ...]:
    """The confirmations of some doubts."""
    return tuple(Confirmation(regle=rule, motif="banc d'essai") for rule in rules)


def begun(folder: Path) -> Path:
    """A new log, with its territory and the function that writes."""
    start(
        folder,
        _environment(folder / "machine"),
        acteur=ActeurInscrit(
            code="principal", qualite="Principal du collège", roles=(Role.PILOTE,)
        ),
        territoire=TerritoireOuvert(
            nom="Banc d'essai", departement="Hautes-Alpes", academie="Aix-Marseille", zone=Zone.B
        ),
        poste="banc d'essai",
    )
    return folder / "events"


def _environment(machine: Path) -> Environment:
    return Environment(state_dir=machine / "etat", cache_dir=machine / "cache")


def opened(root: Path, machine: Path) -> Session:
    """A session of this machine on a log."""
    return Session.open(root, env=_environment(machine), author=ACTEUR)


def adoption(ref: str | None = None) -> Entry:
    """A decision."""
    decision = DecisionAdoptee(
        hors_seance="courriel",
        libelle=LIBELLE,
        responsables=(ACTEUR,),
        echeance=DUE,
    )
    return Entry(decision, ref=ref)


def _life() -> Iterator[Entry]:
    for number in count(1):
        ref = f"d{number}"
        about = f"@{ref}"
        yield adoption(ref)
        yield Entry(AvancementConstate(etat=EtatAvancement.EN_COURS, commentaire=LIBELLE), about)
        yield Entry(EcheanceReportee(echeance=LATER, motif="Neige au col"), about)
        yield Entry(RelanceEmise(destinataires=(ACTEUR,), canal="courriel"), about)
        yield Entry(DecisionExecutee(commentaire=LIBELLE), about)

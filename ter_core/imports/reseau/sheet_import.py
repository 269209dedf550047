"""The sheet of the network compared to the log and to the carnet, then carried out in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ter_core.carnet import Carnet
from ter_core.events.base import Confirmation
from ter_core.imports import carry_out as lots
from ter_core.imports.files.open_sheet import fingerprint
from ter_core.imports.files.open_table import open_table
from ter_core.imports.proposal import Proposal, Remark, Step
from ter_core.imports.reseau.building import Builder, Seated
from ter_core.imports.reseau.columns import HEADINGS, NEEDED
from ter_core.imports.reseau.instances import compositions
from ter_core.imports.reseau.known import Network as Known
from ter_core.imports.reseau.people import Holding, People
from ter_core.imports.reseau.rows import LineRefused, Reader, Row
from ter_core.imports.reseau.table import cells_of

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["Network", "carry_out", "propose"]

_SOURCE = "Feuille du réseau"  # never the file's name, which may be somebody's


@frozen(kw_only=True)
class Network:
    """What a sheet would change: the log's part, and the carnet's."""

    proposal: Proposal
    holdings: tuple[Holding, ...] = ()
    day: date


def propose(
    session: Session,
    path: Path,
    *,
    on: date | None = None,
    confirmed: Iterable[Confirmation] = (),
) -> Network:
    """What the sheet would change; `on` dates it (today by default).

    `confirmed` says the doubts that are: an instance is made of the functions that will stand.

    Raises:
        ImportRefused: the file cannot be read, or has not the columns of such a sheet.
    """
    headings, said = open_table(path, HEADINGS, required=NEEDED)
    lines = cells_of(headings)
    known = Known.of(session)
    reader, builder = Reader(known), Builder(known, on)
    builder.build(_read(reader, builder, lines))
    refused = lots.refused_steps(session, builder.steps, confirmed)
    gone = {id(builder.steps[at]) for at in refused}
    standing = [one for one in builder.seated if id(one.step) not in gone]
    steps, remarks = list(builder.steps), [*said, *reader.remarks, *builder.remarks]
    for found in compositions(builder, standing, on):
        (remarks if isinstance(found, Remark) else steps).append(found)  # type: ignore[arg-type]
    people = People(Carnet.open(session), on or session.today)
    people.compare(standing)
    remarks += people.remarks
    proposal = Proposal(
        source=_SOURCE,
        empreinte=fingerprint(path),
        lines=len(lines),
        same=_same(standing, steps, people.holdings),
        steps=tuple(steps),
        remarks=tuple(remarks),
    )
    return Network(proposal=proposal, holdings=tuple(people.holdings), day=people.day)


def carry_out(
    session: Session,
    network: Network,
    *,
    confirmed: Iterable[Confirmation] = (),
    trial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> lots.Outcome:
    """The log's part first, as one lot; then the carnet, where the log has the function.

    Raises:
        TerError: the log or the carnet could not be written.
    """
    outcome = lots.carry_out(
        session, network.proposal, confirmed=confirmed, trial=trial, progress=progress
    )
    taken = {id(step) for step in outcome.taken}
    holdings = [
        one for one in network.holdings if one.seated.step is None or id(one.seated.step) in taken
    ]
    if holdings and not trial:
        People(Carnet.open(session), network.day).write(holdings)
    steps = (*outcome.taken, *(one.step for one in holdings))
    return evolve(outcome, taken=steps)


def _read(reader: Reader, builder: Builder, lines: Mapping[int, Mapping[str, str]]) -> list[Row]:
    rows = []
    for number, cells in lines.items():
        try:
            rows.append(reader.read(number, cells))
        except LineRefused as error:
            builder.refuse(number, error)
    return rows


def _same(seated: Iterable[Seated], steps: Iterable[Step], holdings: Iterable[Holding]) -> int:
    """The rows that say nothing new, of themselves or of an instance."""
    telling = {step.line for step in steps} | {one.step.line for one in holdings}
    return sum(one.row.line not in telling and not one.joins for one in seated)

"""From a table and its mapping to what it would change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.errors import InvalidValue
from ter_core.imports.files.sheet import Row, Sheet
from ter_core.imports.proposal import Proposal, Remark
from ter_core.imports.tableau.actions import ActionsBuilder
from ter_core.imports.tableau.builder import Builder
from ter_core.imports.tableau.cells import Cells, Reader
from ter_core.imports.tableau.decisions import DecisionsBuilder
from ter_core.imports.tableau.guess import guess_from
from ter_core.imports.tableau.headcounts import HeadcountsBuilder
from ter_core.imports.tableau.ideas import (
    AppreciationsBuilder,
    BonnesPratiquesBuilder,
    InitiativesBuilder,
    RessourcesBuilder,
)
from ter_core.imports.tableau.known import Known
from ter_core.imports.tableau.links import (
    InformationsBuilder,
    PartenariatsBuilder,
    RencontresBuilder,
)
from ter_core.imports.tableau.mapping import Mapping, one_line
from ter_core.imports.tableau.network import NETWORK, NetworkBuilder
from ter_core.imports.tableau.participations import ParticipationsBuilder
from ter_core.imports.tableau.seances import SeancesBuilder
from ter_core.imports.tableau.skipping import skipped
from ter_core.imports.tableau.steering import (
    EvaluationsBuilder,
    FinancementsBuilder,
    IndicateursBuilder,
    MissionsBuilder,
)

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["propose", "propose_sheet"]

_BUILDERS: dict[str, type[Builder]] = {
    "decisions": DecisionsBuilder,
    "actions": ActionsBuilder,
    "participations": ParticipationsBuilder,
    "effectifs": HeadcountsBuilder,
    "seances": SeancesBuilder,
    "partenariats": PartenariatsBuilder,
    "rencontres": RencontresBuilder,
    "informations": InformationsBuilder,
    "appreciations": AppreciationsBuilder,
    "initiatives": InitiativesBuilder,
    "ressources": RessourcesBuilder,
    "bonnes_pratiques": BonnesPratiquesBuilder,
    "indicateurs": IndicateursBuilder,
    "financements": FinancementsBuilder,
    "evaluations": EvaluationsBuilder,
    "missions": MissionsBuilder,
    **dict.fromkeys(NETWORK, NetworkBuilder),
}


def propose(
    session: Session,
    path: Path,
    mapping: Mapping | None = None,
    *,
    on: date | None = None,
    sheet: str | None = None,
) -> Proposal:
    """What the table of a file would change; without a mapping, as the program takes it.

    Raises:
        TerError: the file cannot be read, or its table not understood as a whole.
    """
    from ter_core.imports.files.open_sheet import fingerprint, open_sheet

    found = open_sheet(path, sheet=sheet)
    return propose_sheet(
        session, found, mapping, source=path.name, empreinte=fingerprint(path), on=on
    )


def propose_sheet(
    session: Session,
    sheet: Sheet,
    mapping: Mapping | None = None,
    *,
    source: str,
    empreinte: str,
    on: date | None = None,
) -> Proposal:
    """The same, of a sheet that was read already.

    Raises:
        InvalidValue: its table cannot be understood as a whole.
    """
    known = Known(session)
    said = mapping or guess_from(known, sheet)
    header = next((row for row in sheet.rows if row.number == said.header), None)
    if header is None:
        raise InvalidValue(
            f"La ligne {said.header} du tableau est vide : elle n'a pas les titres.",
            where=f"feuille « {sheet.name} »" if sheet.name else "",
            remedy="Corrigez « titres = … » dans la correspondance.",
        )
    table, places = said.sort, said.places(header)
    for name in said.defaults:
        if table.field(name) is None:
            raise InvalidValue(f"« {name} » n'est pas un champ de ce tableau ({table.label}).")
    reader = Reader(known, said, table, places, session.today, _shared(sheet, header))
    builder = _BUILDERS[table.name](reader, _source(source), on)
    remarks = [_taken_for(said, sheet)] if mapping is None else []
    lines = 0
    for row in sheet.rows:
        if row.number <= header.number:
            continue
        if why := skipped(row, header, places):
            remarks.append(Remark(line=row.number, said=why))
        elif _is_said(row, places):
            lines += 1
            builder.take(Cells(row, reader))
    builder.finish()
    return Proposal(
        source=_source(source),
        empreinte=empreinte,
        lines=lines,
        same=builder.same,
        steps=tuple(builder.steps),
        remarks=tuple(sorted([*remarks, *builder.remarks], key=lambda one: one.line or 0)),
    )


def _source(name: str) -> str:
    """The name of the file, as an event may hold it."""
    return one_line(name)[:150] or "tableau"


def _taken_for(said: Mapping, sheet: Sheet) -> Remark:
    """How the program read the headings, since nobody said it."""
    columns = ", ".join(f"« {heading} » → {name}" for name, heading in said.columns.items())
    ignored = ", ".join(f"« {one} »" for one in said.ignored)
    return Remark(
        line=said.header,
        said=f"{f'Feuille « {sheet.name} » lue' if sheet.name else 'Tableau lu'} comme une liste "
        f"({said.sort.label}) : {columns}." + (f" Non lues : {ignored}." if ignored else ""),
        remedy="Si ce n'est pas cela, corrigez la correspondance que le programme propose.",
    )


def _shared(sheet: Sheet, header: Row) -> set[tuple[int, int]]:
    """The cells that a merge spreads over several lines."""
    return {
        (line, index)
        for row in sheet.rows
        if row.number > header.number
        for index, origin in row.merged.items()
        if origin != row.number
        for line in (row.number, origin)
    }


def _is_said(row: Row, places: dict[str, int]) -> bool:
    return any(n < len(row.cells) and row.cells[n] is not None for n in places.values())

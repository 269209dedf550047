"""An existing follow-up table (XLSX, ODS, CSV) taken in, whatever its author called its columns.

What to call, all importable from here:

- `guess(session, sheet, *, table=None) -> Mapping`: what the program takes the table for; `sheet`
  is a `Sheet` that `open_sheet` read, `table` one of `TABLES` where the caller knows better;
- `write_mapping(mapping, path) -> None`, `read_mapping(path) -> Mapping`: the file in which people
  correct it (UTF-8, French, `clé = valeur`); reading raises `InvalidValue`, with line and remedy;
- `mapping_text(mapping) -> str`: what that file holds;
- `propose(session, path, mapping=None, *, on=None, sheet=None) -> Proposal`: what the file would
  change, for `carry_out`; without a mapping the program makes its own and says how it read. `on`
  dates what the table does not date (today by default), `sheet` names the sheet of a workbook.
  Raises `InvalidValue` where the table cannot be understood as a whole.
"""

from ter_core.imports.tableau.guess import guess
from ter_core.imports.tableau.mapping import Mapping
from ter_core.imports.tableau.mapping_file import mapping_text, read_mapping, write_mapping
from ter_core.imports.tableau.propose import propose, propose_sheet
from ter_core.imports.tableau.tables import TABLES

__all__ = [
    "TABLES",
    "Mapping",
    "guess",
    "mapping_text",
    "propose",
    "propose_sheet",
    "read_mapping",
    "write_mapping",
]

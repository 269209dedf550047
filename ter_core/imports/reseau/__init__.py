"""The import of the network: one row per function, with who holds it.

- `propose(session, path, *, on=None, confirmed=()) -> Network`: what the sheet would change;
- `carry_out(session, network, …) -> Outcome`: the log's part as one lot, then the carnet's;
- `write_model(path, *, replace=False)`: the empty sheet.

Functions, organismes and instances enter the log. Who holds a function (name, mail, telephone)
goes to the carnet, and nowhere else: no step, no remark and no event holds any of it.
"""

from __future__ import annotations

from ter_core.imports.reseau.model import ModelRefused, write_model
from ter_core.imports.reseau.sheet_import import Network, carry_out, propose

__all__ = ["ModelRefused", "Network", "carry_out", "propose", "write_model"]

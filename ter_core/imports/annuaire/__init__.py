"""The import of the *Annuaire de l'éducation*: schools by commune or by UAI, of any year.

- `propose(session, path, …) -> Proposal`: what the file would change.
"""

from ter_core.imports.annuaire.propose import propose

__all__ = ["propose"]

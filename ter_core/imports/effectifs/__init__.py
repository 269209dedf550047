"""The import of headcounts: open data of écoles and collèges, or a plain sheet.

- `propose(session, path, …) -> Proposal`: what the file would change.
"""

from ter_core.imports.effectifs.propose import propose

__all__ = ["propose"]

"""How `ter` names the files of a log. Any other name is read all the same."""

from __future__ import annotations

import re

__all__ = ["ACTIVE", "is_active", "is_usual_name"]

ACTIVE = "actif.ndjson"
"""The only file of a poste that grows."""

_USUAL = re.compile(r"(?:.*/)?(?:actif|[0-9]{6}|piece-[0-9a-f]{16})\.ndjson", re.DOTALL)


def is_active(path: str, poste: str | None = None) -> bool:
    """Whether a path is that of an active file: that of a poste, or anyone's."""
    return path == f"{poste}/{ACTIVE}" if poste else path.rpartition("/")[2] == ACTIVE


def is_usual_name(path: str) -> bool:
    """Whether a file is named as `ter` names one; a sync tool's conflict copy is not."""
    return _USUAL.fullmatch(path) is not None

"""The carnet: persons, with the functions they hold, outside the log; one file each.

`Carnet.open(session)` reads it; `add`, `change`, `hand_over` and `erase` write it. The log never
holds a name: it knows functions, and the ids of files that were erased.
"""

from __future__ import annotations

from ter_core.carnet.book import Carnet
from ter_core.carnet.person import Mention, Person, Tenure

__all__ = ["Carnet", "Mention", "Person", "Tenure"]

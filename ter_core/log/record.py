"""What a line says: the `Record` read from the log and the `Draft` about to be written."""

from __future__ import annotations

from typing import Any

from attrs import fields, frozen, make_class

__all__ = ["Draft", "Record", "record_of"]


@frozen(slots=True, eq=False, weakref_slot=False)
class Record:
    """One stored line, exactly its values; `donnees` is None once erased."""

    id: str
    poste: str
    rang: int
    precedente: str
    type: str
    version: int
    sujet: str
    apres: tuple[str, ...]
    profondeur: int
    survenu_le: str
    enregistre_le: str
    auteur: str
    origine: str
    lot: str | None
    cle: str | None
    empreinte_donnees: str
    empreinte: str
    sel: str | None
    donnees: dict[str, Any] | None

    def __eq__(self, other: object) -> bool:
        """Two records are the same when their chained bytes are, and both or neither erased."""
        if not isinstance(other, Record):
            return NotImplemented
        return self.empreinte == other.empreinte and self.sel == other.sel

    def __hash__(self) -> int:
        return hash(self.empreinte)

    @property
    def is_erased(self) -> bool:
        """Whether the salt and the payload were lawfully blanked."""
        return self.sel is None

    @property
    def lot_index(self) -> int:
        """Position in its lot, from 1; 1 for an event recorded alone."""
        return 1 if self.lot is None else int(self.lot.partition("/")[0])

    @property
    def lot_size(self) -> int:
        """How many events its lot holds; 1 for an event recorded alone."""
        return 1 if self.lot is None else int(self.lot.partition("/")[2].partition(":")[0])

    @property
    def lot_first(self) -> str:
        """Id of the first event of its lot, which names the lot."""
        return self.id if self.lot is None else self.lot.partition(":")[2]


@frozen(slots=True, eq=False)
class Draft:
    """One event as the ledger hands it over, before it has a place in a stream.

    `donnees` is already in canonical order, without empty optional fields.
    """

    id: str
    type: str
    version: int
    sujet: str
    apres: tuple[str, ...]
    profondeur: int
    survenu_le: str
    enregistre_le: str
    auteur: str
    origine: str
    cle: str | None
    donnees: dict[str, Any]


# A frozen class sets each of its nineteen fields through `object.__setattr__`, three times the
# price of a plain one; lines come by the thousand. The twin has the same slots and becomes a
# Record once filled (a test holds both to the same fields).
_Open: Any = make_class(
    "_Open", [a.name for a in fields(Record)], slots=True, eq=False, weakref_slot=False
)


def record_of(*values: Any) -> Record:
    """A Record from its nineteen values in order, at the price of an unfrozen class."""
    made = _Open(*values)
    made.__class__ = Record
    return made  # type: ignore[no-any-return]

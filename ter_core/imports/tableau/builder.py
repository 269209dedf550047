"""From read rows to steps: what every sort of table shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import define, field

from ter_core.errors import InvalidValue, TerError
from ter_core.events import get
from ter_core.events.base import Event, fields_of
from ter_core.events.changes import changes_class
from ter_core.events.fields import Kind, OneChoice
from ter_core.imports.proposal import Remark, Sign, Step
from ter_core.imports.tableau.cells import Cells, Reader
from ter_core.imports.tableau.mapping import one_line
from ter_core.ledger.entry import Entry

__all__ = ["Builder", "change_told", "changes_of", "differ", "made", "shown"]


@define
class Builder(ABC):
    """Takes the rows of a table one by one, then says what they would change.

    `source` names the file, for the reasons that events ask for; `on` dates what is not dated.
    """

    reader: Reader
    source: str
    on: date | None = None
    steps: list[Step] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    same: int = 0
    seen: dict[Any, int] = field(factory=dict)

    @property
    def motif(self) -> str:
        """The reason of a change that the table brings."""
        return f"Tableau importé : {self.source}"

    @property
    def day(self) -> date:
        """The day of what the table does not date."""
        return self.on or self.reader.today

    def take(self, cells: Cells) -> None:
        """Read one row; what cannot be is told as its rejection."""
        try:
            self.read(cells)
        except TerError as error:
            place = f"{error.where} : " if error.where else ""
            cells.refuse(f"{place}{error.what}", error.remedy)
        self.remarks += cells.remarks()

    @abstractmethod
    def read(self, cells: Cells) -> None:
        """Read one row, note its problems, and add what it changes if it has none."""

    def finish(self) -> None:  # noqa: B027  # most sorts of table have nothing left to say
        """What is known once every row was read."""

    def add(self, cells: Cells, sign: Sign, told: str, entries: Iterable[Entry]) -> None:
        """One change, unless the row has a problem."""
        given = tuple(entries)
        if given and not cells.problems:
            self.steps.append(
                Step(line=cells.row.number, sign=sign, told=one_line(told), entries=given)
            )

    def is_repeated(self, cells: Cells, key: Any, what: str) -> bool:
        """Whether a line above says the same subject; the second one is refused."""
        first = self.seen.setdefault(key, cells.row.number)
        if first == cells.row.number:
            return False
        cells.refuse(
            f"« {what} » est déjà dit à la ligne {first}.",
            "Gardez une seule des deux lignes.",
        )
        return True

    def same_as_known(self, cells: Cells) -> None:
        """The row says what the log says already."""
        if not cells.problems:
            self.same += 1


def made(name: str, **values: Any) -> Event:
    """An event, without the fields that nothing is known of; stored words become members.

    Raises:
        InvalidValue: a field refuses its value, or a needed one is missing.
    """
    cls = get(name)
    given = {key: value for key, value in values.items() if value not in (None, ())}
    for spec in fields_of(cls):
        if not spec.optional and spec.name not in given:
            raise InvalidValue(f"« {spec.kind.label} » manque.", remedy="Complétez la cellule.")
    return cls(**_members(cls, given))


def changes_of(creating: str, **values: Any) -> Any:
    """`champs` of what a class creates."""
    cls = get(creating)
    return changes_class(cls)(**_members(cls, values))


def _members(cls: type[Event], values: dict[str, Any]) -> dict[str, Any]:
    """The values, words of a closed list as its members."""
    kinds = {spec.name: spec.kind for spec in fields_of(cls)}
    return {name: _member(kinds.get(name), value) for name, value in values.items()}


def _member(kind: Kind | None, value: Any) -> Any:
    if not isinstance(kind, OneChoice):
        return value
    if isinstance(value, tuple):
        return tuple(kind.choices.of(one) for one in value)
    return kind.choices.of(value)


def change_told(label: str, before: Any, after: Any) -> str:
    """« échéance : 15/03/2027 → 02/04/2027 »."""
    return f"{label[:1].lower()}{label[1:]} : {shown(before)} → {shown(after)}"


def differ(before: Any, after: Any) -> bool:
    """Whether two values differ by more than their spaces, which files do not keep apart."""
    if isinstance(before, str) and isinstance(after, str):
        return before.split() != after.split()
    return bool(before != after)


def shown(value: Any) -> str:
    """A value as a difference tells it."""
    if value is None or value in ("", (), [], frozenset(), set()):
        return "rien"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(sorted(str(one) for one in value))
    return str(value)

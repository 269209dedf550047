"""What the parameters of a question ask of the rows: conditions, and the values they compare."""

from __future__ import annotations

from typing import Annotated, Any

from attrs import define, field

from ter_core.events.axe import TRANSVERSAL
from ter_core.events.fields import Ref
from ter_core.reports.codes import subject_named
from ter_core.reports.question import Marts

__all__ = ["AskedAxe", "Filters"]

AskedAxe = Annotated[
    str | None,
    Ref("Axe", to=("axe",), words=(TRANSVERSAL,), help="Ou « transversal ».", example="axe-3"),
]


@define
class Filters:
    """Conditions that all hold; a parameter that is not given asks nothing.

    Each names its own value in SQL: `code_axe = $axe`.
    """

    marts: Marts
    conditions: list[str] = field(factory=list)
    values: dict[str, Any] = field(factory=dict)

    def add(self, name: str, value: Any, condition: str) -> None:
        """A plain value."""
        if value is not None:
            self.conditions.append(condition)
            self.values[name] = value

    def add_subject(
        self, name: str, typed: str | None, condition: str, kinds: tuple[str, ...] = ()
    ) -> None:
        """A subject in full, from its code; errors as `find_subject`. Its kind is its name."""
        if typed is not None:
            found = subject_named(self.marts, typed, kinds or (name,), where=name)
            self.add(name, found, condition)

    def add_axe(self, typed: str | None) -> None:
        """An axe, or what serves them all."""
        condition = "$axe in (code_axe, 'axe:' || code_axe)"
        if typed == TRANSVERSAL:
            self.add("axe", typed, condition)
        else:
            self.add_subject("axe", typed, condition)

    @property
    def where(self) -> str:
        """The clause, if any."""
        return f"where {' and '.join(self.conditions)}\n" if self.conditions else ""

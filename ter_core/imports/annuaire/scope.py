"""Which schools of a national file matter: those of some communes, or of some UAI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from attrs import define, field

from ter_core.errors import InvalidValue
from ter_core.reports.convention import Convention
from ter_core.vocabulary.identifiers import CodeInsee, Uai

if TYPE_CHECKING:
    from ter_core.imports.files.sheet import Row
    from ter_core.session import Session

__all__ = ["Scope"]

_FIRST_LINES = 30  # titles and headings are there, whatever they hold


@define
class Scope:
    """The communes by INSEE code, with their names, and the UAI that are asked for.

    `met` counts the rows that were offered to `keeps`.
    """

    communes: Mapping[str, str]
    uais: frozenset[str]
    met: int = field(default=0, init=False)
    _written: frozenset[object] = field(init=False)

    def __attrs_post_init__(self) -> None:
        codes = {code for one in self.communes for code in (one, one.lstrip("0"))}
        numbers = {int(one) for one in self.communes if one.isdigit()}
        short = {one.lstrip("0") for one in self.uais}
        texts = {spelled for one in (*self.uais, *short) for spelled in (one, one.lower())}
        self._written = frozenset((*codes, *numbers, *texts))

    @classmethod
    def of(cls, session: Session, communes: Sequence[str], uais: Sequence[str]) -> Self:
        """What was asked for; the communes of the territory, where nothing was.

        Raises:
            InvalidValue: a commune or a UAI is written wrong, or the log has no commune.
        """
        chapters = session.ask(Convention()).parts
        rows = next(one.named() for one in chapters if one.name == "communes")
        known = {one["code_insee"]: one["nom"] for one in rows}
        try:
            asked = [str(CodeInsee(one)) for one in communes]
            numbers = frozenset(str(Uai(one)) for one in uais)
        except ValueError as error:
            raise InvalidValue(str(error), remedy="Corrigez-le, ou retirez-le.") from None
        if not (asked or numbers):
            asked = list(known)
        if not (asked or numbers):
            raise InvalidValue(
                "Le territoire n'a aucune commune.",
                remedy="Donnez-en (`--commune 05065`), ou « ter territoire modifier ».",
            )
        return cls({code: known.get(code, code) for code in asked}, numbers)

    def keeps(self, row: Row) -> bool:
        """Whether a row may matter, judged before it is known which column is which."""
        self.met += 1
        return row.number <= _FIRST_LINES or not self._written.isdisjoint(row.cells)

    def wants(self, uai: str, insee: str) -> bool:
        """Whether a school matters."""
        return insee in self.communes or uai in self.uais

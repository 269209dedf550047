"""Every figure of a bilan: filter, narrow to a dimension, open to the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from ter_core import Column
from ter_core.reports.figures import COLUMNS
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.typography import french
from ter_tui.bilan.openable import Openable
from ter_tui.ink import colour, said, user_text
from ter_tui.widgets.filter import FilterLine
from ter_tui.widgets.table import ReportTable
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.theme import Theme

    from ter_core import Report

__all__ = ["FiguresPane"]

_KEY = Column("cle", "Clé", place="aside")
_LABEL = Column("libelle", "Chiffre", place="under")
_SAID = ("cle", "libelle_mesure", "libelle_valeur")
_WHOLE = "ensemble"


class FiguresPane(Vertical):
    """The list of the figures; what one means stands beside it where there is room."""

    class Wanted(Message):
        """The evidence of a figure is wanted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="chiffres")
        self._answer: Report | None = None

    def compose(self) -> ComposeResult:
        """Filter, list, detail."""
        yield FilterLine()
        with Horizontal(id="liste-et-detail"):
            with Vertical(id="liste"):
                yield Openable(id="chiffres-table")
                yield Static(id="vide")
            with VerticalScroll(id="volet", can_focus=False):
                yield Static(id="chiffre-sens")

    def start(self) -> None:
        """Go to the list."""
        self.table.focus()

    @property
    def report(self) -> Report | None:
        """The figures that were found, in the order that was chosen."""
        if self._answer is None:
            return None
        rows = {row[0]: row for row in self._answer.rows}
        found = tuple(rows[row[0]] for row in self.table.found)
        return evolve(self._answer, rows=found)

    @property
    def table(self) -> ReportTable:
        """The list."""
        return self.query_one("#chiffres-table", ReportTable)

    def wait(self, dimension: Dimension | None) -> None:
        """Show nothing: other figures are being counted."""
        self.table.forget()
        self._answer = None
        self._about(dimension)
        self.query_one(FilterLine).wait()

    def _about(self, dimension: Dimension | None) -> None:
        chosen = [said(f"par {dimension.label}")] if dimension else []
        self.query_one(FilterLine).about("", chosen)

    def show(self, report: Report, dimension: Dimension | None) -> None:
        """Other figures, each by what it counts and for whom; its key stands aside."""
        self._answer = report
        self._about(dimension)
        self.table.filter(self.query_one(FilterLine).words)
        columns = (_KEY, _LABEL, *(one for one in COLUMNS if one.name not in _SAID))
        names = [column.name for column in columns]
        self.table.show(
            columns,
            [
                tuple({**row, "libelle": _label(row)}[name] for name in names)
                for row in report.named()
            ],
            key="cle",
            order=("libelle",),
        )
        self._tell()

    def filter(self) -> None:
        """Type words to look for."""
        self.query_one(FilterLine).open()

    def unfilter(self) -> None:
        """See every figure again."""
        self.query_one(FilterLine).action_clear()

    @on(FilterLine.Changed)
    def _filtered(self, event: FilterLine.Changed) -> None:
        event.stop()
        self.table.filter(event.words)
        self._tell()

    @on(FilterLine.Left)
    def _back_to_list(self, event: FilterLine.Left) -> None:
        event.stop()
        self.table.focus()

    @on(ReportTable.Pointed)
    def _pointed(self, event: ReportTable.Pointed) -> None:
        event.stop()
        self._show_detail()

    @on(ReportTable.Opened)
    def _opened(self, event: ReportTable.Opened) -> None:
        event.stop()
        if key := self.table.current_named.get("cle"):
            self.post_message(self.Wanted(key))

    def _tell(self) -> None:
        table, report = self.table, self._answer
        self.query_one(FilterLine).tell(
            len(table.rows_shown), table.nb_found, len(table.rows_known)
        )
        empty = self.query_one("#vide", Static)
        empty.display = report is not None and not table.rows_shown
        table.display = not empty.display
        if report is not None:
            nothing = "Aucun chiffre ne contient ces mots. Échap : tout revoir."
            empty.update(said(nothing if report.rows else spoken(report.empty)))
        self._show_detail()

    def _show_detail(self) -> None:
        table = self.table
        self.query_one("#volet").display = bool(table.rows_shown)
        if table.rows_shown:
            told = _meaning(table.current_named, self.app.current_theme)
            self.query_one("#chiffre-sens", Static).update(told)


def _meaning(row: Mapping[str, Any], theme: Theme) -> Text:
    """What a figure counts, and how programs and documents call it."""
    label = user_text(row["libelle"], f"bold {colour(theme, 'accent')}")
    called = user_text(f"{row['cle']} · {row['unite']}", colour(theme, "discret"))
    return Text("\n").join([label, said(row["definition"]), called])


def _label(row: Mapping[str, Any]) -> str:
    """« Élèves touchés », « Élèves touchés : CM2 »."""
    if row["dimension"] == _WHOLE:
        return str(row["libelle_mesure"])
    return french(f"{row['libelle_mesure']} : {row['libelle_valeur']}")

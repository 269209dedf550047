"""What stands behind a figure: what it means, then each piece that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.widgets import Static

from ter_tui.bilan.openable import Openable
from ter_tui.bilan.texts import paragraphs
from ter_tui.catalogue import Listing
from ter_tui.dialogs.window import Window
from ter_tui.ink import colour, said, user_text
from ter_tui.widgets.subtabs import Subtabs
from ter_tui.widgets.table import ReportTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core import Report

__all__ = ["EvidenceDialog"]

_ORDER = ("libelle", "jour", "nombre", "code_action")  # nobody knows a piece by its identifier
_Pieces = tuple[str, tuple[str, ...], tuple[Row, ...]]


class EvidenceDialog(Window[None]):
    """The evidence of a figure: those pieces without which it changes, then the others."""

    help_text: ClassVar[str] = (
        "Ce qui fait un chiffre. Les pièces indispensables le changeraient si elles manquaient ; "
        "les interchangeables sont du même périmètre, mais d'autres suffisent à donner le même "
        "chiffre. ← et → passent des unes aux autres, Entrée ouvre une pièce."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Pièces précédentes", show=False),
        Binding("right", "step(1)", "Autres pièces"),
    ]

    def __init__(self, report: Report) -> None:
        super().__init__(user_text(report.title, "bold"))
        self.report = report
        self.groups: list[_Pieces] = [
            ("Indispensables", (), report.rows),
            *((part.title, part.text, part.rows) for part in report.parts),
        ]

    def body(self) -> ComposeResult:
        """The definition, then the pieces of one group at a time."""
        first, *definition = self.report.text
        told = user_text(first, f"bold {colour(self.app.current_theme, 'accent')}")
        yield Static(Text("\n").join([told, paragraphs(definition)]), id="definition")
        yield Subtabs([
            Listing(f"{name} ({len(rows)})", "preuve") for name, _, rows in self.groups
        ])  # fmt: skip
        yield Static(id="pieces-sens")
        yield Openable(id="pieces")

    def on_mount(self) -> None:
        """The pieces without which the figure changes; the others where there are none."""
        filled = [at for at, (_, _, rows) in enumerate(self.groups) if rows]
        self.action_list(filled[0] if filled else 0)
        self.table.focus()

    @property
    def table(self) -> ReportTable:
        """The pieces."""
        return self.query_one("#pieces", ReportTable)

    def action_list(self, number: int) -> None:
        """Show a group of pieces."""
        tabs = self.query_one(Subtabs)
        tabs.point_at(number)
        _, text, rows = self.groups[tabs.current]
        self.table.show(self.report.columns, rows, order=_ORDER)
        self.table.display = bool(rows)
        told = paragraphs(text) if rows else said(self.report.empty)
        told.stylize(colour(self.app.current_theme, "discret"))
        meaning = self.query_one("#pieces-sens", Static)
        meaning.display = bool(told)
        meaning.update(told or Text(""))

    def action_step(self, step: int) -> None:
        """Show the next group, or the one before."""
        self.action_list(self.query_one(Subtabs).current + step)

    @on(ReportTable.Opened)
    def _open(self) -> None:
        """Everything about the piece under the cursor."""
        if subject := self.table.current_named.get("sujet"):
            self.ter.open_row("", subject)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Groups are gone through where there are several."""
        del parameters
        return action != "step" or len(self.groups) > 1

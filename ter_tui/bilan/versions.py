"""Every version that was arrested, whatever the year; Enter reads one as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from ter_core import Column
from ter_tui.bilan.openable import Openable
from ter_tui.ink import colour, said, user_text
from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_core import Report

__all__ = ["VersionsPane"]

_NAME = Column("nom", "Nom", place="aside")
_REASON = "motif_rectification"


class VersionsPane(Vertical):
    """The list of the versions."""

    class Wanted(Message):
        """A version is to be read as it was arrested."""

        def __init__(self, year: str, version: int) -> None:
            super().__init__()
            self.year, self.version = year, version

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.report: Report | None = None

    def compose(self) -> ComposeResult:
        """The list, or what fills it."""
        yield Openable(id="versions-table")
        yield Static(id="versions-motif")
        yield Static(id="versions-vide", classes="vide")

    def start(self) -> None:
        """Go to the list."""
        self.table.focus()

    @property
    def table(self) -> ReportTable:
        """The list."""
        return self.query_one("#versions-table", ReportTable)

    def show(self, report: Report) -> None:
        """Other versions, each known by its year and number."""
        self.report = report
        rows = tuple((f"{row[0]} {row[1]}", *row) for row in report.rows)
        columns = [
            evolve(one, place="aside") if one.name == _REASON else one for one in report.columns
        ]
        self.table.show((_NAME, *columns), rows)
        self.table.display = bool(rows)
        empty = self.query_one("#versions-vide", Static)
        empty.display = not rows
        empty.update(said("Aucun bilan n'est arrêté. Touche a : arrêter celui de l'année."))

    @on(ReportTable.Pointed)
    def _pointed(self, event: ReportTable.Pointed) -> None:
        """Why a version was reopened is told under the list."""
        event.stop()
        reason = self.table.current_named.get(_REASON)
        told = self.query_one("#versions-motif", Static)
        told.display = bool(reason)
        if reason:
            muted = colour(self.app.current_theme, "discret")
            told.update(Text.assemble(said("Rouverte parce que : ", muted), user_text(reason)))

    @on(ReportTable.Opened)
    def _opened(self, event: ReportTable.Opened) -> None:
        event.stop()
        if row := self.table.current_named:
            self.post_message(self.Wanted(row["annee_scolaire"], row["version"]))

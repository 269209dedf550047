"""A table whose key bar says what Enter does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["Openable"]


class Openable(ReportTable):
    """A report as a table, of which each row opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Ouvrir")]

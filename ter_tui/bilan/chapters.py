"""The bilan as it is read: its chapters at the left, the one that is pointed at on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve
from rich.console import Group as Lines
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static

from ter_core.reports.values import shown
from ter_core.vocabulary.choices import SectionBilan
from ter_core.vocabulary.typography import french
from ter_tui.bilan.contents import Contents, Group
from ter_tui.bilan.openable import Openable
from ter_tui.bilan.texts import lines_caught, paragraphs
from ter_tui.ink import colour, said, user_text
from ter_tui.widgets.table import ReportTable
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult

    from ter_core import Column, Report
    from ter_core.reports.report import Part

__all__ = ["Chapters"]

_BRIEF = "bref"
_BY = "par_"
_HEADINGS = (
    ("En bref", (_BRIEF, "synthese", "gouvernance")),
    ("En chiffres", ("coordination", "accompagnement", "impulsion", "cadre")),
    ("Ce qu'on en retient", ("reussites", "difficultes", "perspectives", "priorites")),
    ("Suivi", ("indicateurs", "evaluations", "bonnes_pratiques", "financements", "natures",
               "jamais_touches")),
    ("Annexes", ()),
)  # fmt: skip
_ORDER = ("libelle", "eleves_touches", "precedent", "projets_realises", "participations")
_SHORT = {"chiffre": "Année", "precedent": "Avant", "eleves_touches": "Élèves"}
_TITLE = "intitule"  # of an axe: it takes the room that the figures need
_READ = ("reussites", "difficultes", "perspectives")
_KINDS = {
    "indicateurs": "indicateur",
    "evaluations": "action",
    "bonnes_pratiques": "bonne_pratique",
    "financements": "financement",
    "actions": "action",
    "decisions": "decision",
}
_SECTIONS = frozenset(section.value for section in SectionBilan)


class Chapters(Horizontal):
    """Chapters of a bilan. Enter goes from their list into the one that is pointed at."""

    class Figures(Message):
        """The evidence of a figure is wanted: the keys and labels of those of the row."""

        def __init__(self, figures: tuple[tuple[str, str], ...]) -> None:
            super().__init__()
            self.figures = figures

    class Subject(Message):
        """What a row is about is wanted."""

        def __init__(self, kind: str, key: str) -> None:
            super().__init__()
            self.kind, self.key = kind, key

    class Turned(Message):
        """Another chapter is read."""

    def __init__(self) -> None:
        super().__init__(id="chapitres")
        self.report: Report | None = None

    def compose(self) -> ComposeResult:
        """The list, the chapter."""
        yield Contents("sommaire")
        with Vertical(id="chapitre"):
            yield Static(id="chapitre-titre")
            with VerticalScroll(id="chapitre-lecture"):
                yield Static(id="chapitre-texte")
            yield Openable(id="chapitre-table")
            yield Static(id="chapitre-note")

    def start(self) -> None:
        """Go to the list."""
        self.contents.focus()

    @property
    def contents(self) -> Contents:
        """The list."""
        return self.query_one("#sommaire", Contents)

    @property
    def table(self) -> ReportTable:
        """The table of the chapter."""
        return self.query_one("#chapitre-table", ReportTable)

    @property
    def part(self) -> Part | None:
        """The chapter that is read; None for the sentences that begin the bilan."""
        parts = self.report.parts if self.report else ()
        return next((part for part in parts if part.name == self.contents.pointed), None)

    @property
    def section(self) -> str:
        """The section that the chapter holds the text of, if people write it."""
        part = self.part
        return part.name if part is not None and part.name in _SECTIONS else ""

    def show(self, report: Report | None) -> None:
        """Another bilan, on the same chapter; None while it is counted."""
        self.report = report
        self.contents.show(_groups(report) if report else ())
        self._read()

    def enter(self) -> None:
        """Go into the chapter."""
        table = self.table
        (table if table.display else self.query_one("#chapitre-lecture")).focus()

    @on(OptionList.OptionHighlighted)
    def _turned(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._read()
        self.post_message(self.Turned())

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.enter()

    @on(ReportTable.Pointed)
    def _pointed(self, event: ReportTable.Pointed) -> None:
        """The title of an axe, the whole label of a figure are told under the table."""
        event.stop()
        self._note()

    @on(ReportTable.Opened)
    def _opened(self, event: ReportTable.Opened) -> None:
        event.stop()
        part, row = self.part, self.table.current_named
        if part is None or self.report is None or not row:
            return
        if part.name in _KINDS:
            self.post_message(self.Subject(_KINDS[part.name], str(next(iter(row.values())))))
        elif figures := tuple(_figures(self.report, part, row)):
            self.post_message(self.Figures(figures))

    def _note(self) -> None:
        part, row = self.part, self.table.current_named
        is_there = self.table.display and part is not None
        title = row.get(_TITLE) if is_there and part and _is_broken_down(part) else None
        if is_there and "cle" in row:
            title = row["libelle"]
        note = self.query_one("#chapitre-note", Static)
        note.display = bool(title)
        note.update(user_text(title or "", colour(self.app.current_theme, "discret")))

    def _read(self) -> None:
        report, part, theme = self.report, self.part, self.app.current_theme
        table, told = self.table, self.query_one("#chapitre-texte", Static)
        is_table = part is not None and bool(part.rows) and part.name not in _READ
        self.query_one("#chapitre").set_class(not is_table, "-lecture")
        table.display = is_table
        title = Text("") if report is None else user_text(part.title if part else report.title)
        self.query_one("#chapitre-titre", Static).update(title)
        told.update("")
        if report is None:
            return
        scroll = self.query_one("#chapitre-lecture", VerticalScroll)
        scroll.scroll_home(animate=False)
        if part is None:
            told.update(paragraphs(map(spoken, report.text or (report.empty,))))
            return
        scroll.display = bool(part.text) or not is_table
        told.update(_told(part, colour(theme, "discret"), lines_caught(part.named(), theme)
                          if part.name in _READ and part.rows else None))  # fmt: skip
        if is_table:
            table.forget()
            columns = _columns(part, is_wide=self.screen.has_class("-large"))
            table.show(columns, part.rows, order=_ORDER if _is_broken_down(part) else ())
            table.move_cursor(row=0)
        self._note()


def _is_broken_down(part: Part) -> bool:
    """Whether the chapter tells the figures by one dimension."""
    return part.name.startswith(_BY)


def _columns(part: Part, *, is_wide: bool) -> list[Column]:
    """The columns, under shorter names where room is short."""
    columns = list(part.columns)
    if not is_wide:
        columns = [evolve(one, label=_SHORT.get(one.name, one.label)) for one in columns]
    if not _is_broken_down(part):
        return columns
    return [evolve(one, place="aside") if one.name == _TITLE else one for one in columns]


def _told(part: Part, muted: str, caught: RenderableType | None) -> RenderableType:
    texts = part.text if part.name in _SECTIONS else tuple(map(spoken, part.text))
    parts: list[RenderableType] = [paragraphs(texts)] if texts else []
    if caught is not None:
        parts += [Text(""), caught] if parts else [caught]
    elif not part.rows and not part.text:
        parts.append(said(part.empty, muted))
    return Lines(*parts)


def _groups(report: Report) -> list[Group]:
    """The chapters under their headings; those that no heading names are annexes."""
    places = {name: at for at, (_, names) in enumerate(_HEADINGS) for name in names}
    found: dict[int, list[tuple[str, Text]]] = {0: [(_BRIEF, said("L'année en bref"))]}
    for part in report.parts:
        at = 1 if part.name.startswith(_BY) else places.get(part.name, len(_HEADINGS) - 1)
        found.setdefault(at, []).append((part.name, _entry(part)))
    return [Group(_HEADINGS[at][0], tuple(found[at])) for at in sorted(found)]


def _entry(part: Part) -> Text:
    short = part.title.removesuffix(french(", en chiffres"))
    before, _, after = short.partition(french("Annexe : "))
    return user_text(after[:1].upper() + after[1:] if after else before)


def _figures(report: Report, part: Part, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The figures that a row tells: one by its key, or one in each column, with their values."""
    if cle := row.get("cle"):
        yield cle, row["libelle"]
        return
    dimension = part.name.removeprefix(_BY)
    for figure in report.named():
        is_there = figure["dimension"] == dimension and figure["valeur"] == row.get("code")
        if is_there and figure["mesure"] in row:
            yield figure["cle"], french(f"{figure['libelle_mesure']} : {shown(figure['chiffre'])}")

"""Bilan: the year in figures and in words, written by sections, arrested, sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.widgets import ContentSwitcher

from ter_core import reports
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_tui.bilan.acts import act_on_bilan, write
from ter_tui.bilan.chapters import Chapters
from ter_tui.bilan.choosing import choose_axe, choose_dimension, choose_figure, prove
from ter_tui.bilan.figures import FiguresPane
from ter_tui.bilan.head import CHAPTERS, FIGURES, ROOMS, SECTIONS, VERSIONS, Head
from ter_tui.bilan.sections import QUALITATIVE, Section, SectionsPane, sections_of
from ter_tui.bilan.standing import Standing
from ter_tui.bilan.versions import VersionsPane
from ter_tui.screens.rubric import RubricScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core import Report
    from ter_core.reports.question import Question
    from ter_tui.bilan.room import Room

__all__ = ["Bilan"]

_BESIDE = 110  # columns from which what a figure means stands beside the list
_KEYS_OF = {  # the rooms where a key means something; the other keys do everywhere
    "filter": (FIGURES,),
    "parameters": (FIGURES,),
    "write": (CHAPTERS, SECTIONS),
    "write_for_axe": (SECTIONS,),
}


class Bilan(RubricScreen):
    """The bilan of a school year, living or as a version arrested it."""

    help_text: ClassVar[str] = (
        "Le bilan d'une année scolaire ; < et > passent d'une année à l'autre, ← et → des "
        "chapitres aux chiffres, aux sections, aux versions. Entrée entre dans un chapitre, et "
        "ouvre un chiffre sur sa preuve : sa définition, et chaque pièce qui le fait. e rédige une "
        "section. a arrête le bilan, le transmet, le rouvre. x écrit ses chiffres dans un fichier."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "write", "Rédiger"),
        Binding("n", "write_for_axe", "Par axe"),
        Binding("slash,colon", "filter", "Filtrer"),
        Binding("p", "parameters", "Choisir"),
        Binding("a", "act", "Agir"),
        Binding("less_than_sign", "step_year(-1)", "Année d'avant"),
        Binding("greater_than_sign", "step_year(1)", "Année suivante", show=False),
        Binding("left", "step_list(-1)", "Liste précédente", show=False),
        Binding("right", "step_list(1)", "Liste suivante", show=False),
        Binding("h", "history", "Histoire", show=False),
        Binding("u", "undo", "Annuler", show=False),
        Binding("x", "app.export", "Exporter", show=False),
        Binding("escape", "back", "Revenir", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.chosen_year: AnneeScolaire | None = None
        self.version: int | None = None
        self.dimension: Dimension | None = None
        self.standing = Standing("en_redaction", 1, "")
        self.sections: list[Section] = []
        self._sections_of = ""
        self._shown: dict[int, object] = {}

    def body(self) -> ComposeResult:
        """The rooms and the year, then one room."""
        yield Head()
        with ContentSwitcher(initial=ROOMS[CHAPTERS], id="bilan-salles"):
            yield Chapters()
            yield FiguresPane()
            yield SectionsPane()
            yield VersionsPane()

    @property
    def year(self) -> AnneeScolaire:
        """The school year: the one that was chosen, or that of the day that is looked at."""
        return self.chosen_year or AnneeScolaire.of(self.ter.today)

    @property
    def room(self) -> int:
        """Which room is open."""
        return self.query_one(Head).room

    @property
    def exported(self) -> Report | None:
        """What is written as a file for a spreadsheet: the figures, or the list of the versions."""
        return self._pane.report or self.query_one(Chapters).report

    def on_resize(self) -> None:
        """What a figure means stands beside where there is room."""
        self.set_class(self.app.size.width >= _BESIDE, "-large")

    async def load(self) -> None:
        """Where the bilan stands, then what the open room shows."""
        room, wanted = self.room, (self.year, self.version, self.dimension)
        if self._shown.get(room) != wanted:
            self._show_nothing(room)
        versions = await self.ask(_question("bilans"))
        self.standing = Standing.of(versions, self.year)
        if room == VERSIONS:
            self.query_one(VersionsPane).show(versions)
        elif room == FIGURES:
            question = _question("bilan-chiffres", annee=self.year, par=self.dimension)
            self.query_one(FiguresPane).show(await self.ask(question), self.dimension)
        elif room == SECTIONS:
            self.query_one(SectionsPane).show(await self._asked_sections())
        else:
            await self._asked_sections()
            question = _question("bilan", annee=self.year, arrete=self.version)
            self.query_one(Chapters).show(await self.ask(question))
        self._shown[room] = wanted
        self._tell_state()
        self.refresh_bindings()
        if self.focused is None:
            self._pane.start()

    async def _asked_sections(self) -> list[Section]:
        """The sections of the bilan; they are known from then on."""
        year = self.year
        written = await self.ask(_question("bilan-sections", annee=year))
        caught = await self.ask(_question("appreciations", annee=year))
        self.sections, self._sections_of = sections_of(written, caught), year
        return self.sections

    def _show_nothing(self, room: int) -> None:
        """Nothing of another year stays on the screen while this one is counted."""
        if room == CHAPTERS:
            self.query_one(Chapters).show(None)
        elif room == FIGURES:
            self.query_one(FiguresPane).wait(self.dimension)
        elif room == SECTIONS:
            self.query_one(SectionsPane).wait()
        self._tell_state(counting=True)

    def _tell_state(self, *, counting: bool = False) -> None:
        self.query_one(Head).tell(self.year, None if counting else self.standing, self.version)

    @property
    def _pane(self) -> Room:
        return cast("Room", self.query_one(f"#{ROOMS[self.room]}"))

    # Going from one room, year or version to another.

    def action_list(self, number: int) -> None:
        """Open another room."""
        self.query_one("#bilan-salles", ContentSwitcher).current = self.query_one(Head).open(number)
        self._pane.start()
        self.refresh_bindings()
        self.reload()

    def action_step_list(self, step: int) -> None:
        """Open the next room, or the one before."""
        self.action_list(self.room + step)

    def action_step_year(self, step: int) -> None:
        """Look at another school year."""
        last = AnneeScolaire.of(self.ter.today).first_year
        first_year = min(self.year.first_year + step, max(last, self.year.first_year))
        self.chosen_year = AnneeScolaire.of(date(first_year, 9, 1))
        self.version = None
        self.reload()

    def action_back(self) -> None:
        """One step back: the list of chapters, every figure, the living bilan."""
        chapters = self.query_one(Chapters)
        if self.room == FIGURES:
            self.query_one(FiguresPane).unfilter()
        elif self.room == CHAPTERS and not chapters.contents.has_focus:
            chapters.contents.focus()
        elif self.version is not None:
            self.version = None
            self.reload()

    @on(VersionsPane.Wanted)
    def _read_version(self, event: VersionsPane.Wanted) -> None:
        self.chosen_year, self.version = AnneeScolaire(event.year), event.version
        self.action_list(CHAPTERS)

    # The figures.

    def action_filter(self) -> None:
        """Type words to look for."""
        self.query_one(FiguresPane).filter()

    def action_parameters(self) -> None:
        """Choose by what the figures are broken down."""

        async def choose() -> None:
            chosen = await choose_dimension(self.ter, self.dimension)
            if chosen is not None:
                self.dimension = chosen or None
                self.query_one(FiguresPane).wait(self.dimension)
                self.reload()

        self.carry_out(choose())

    @on(FiguresPane.Wanted)
    def _prove(self, event: FiguresPane.Wanted) -> None:
        self.carry_out(prove(self.ter, self.year, event.key, None))

    @on(Chapters.Figures)
    def _prove_one(self, event: Chapters.Figures) -> None:
        async def choose() -> None:
            arrested = self.query_one(Chapters).report if self.version is not None else None
            if key := await choose_figure(self.ter, event.figures):
                await prove(self.ter, self.year, key, arrested)

        self.carry_out(choose())

    @on(Chapters.Subject)
    def _open_subject(self, event: Chapters.Subject) -> None:
        self.ter.open_row(event.kind, event.key)

    # The sections.

    @on(SectionsPane.Wanted)
    def action_write(self) -> None:
        """Write the section that is pointed at, at once if its text is known."""
        section = self._section()
        if section and self._sections_of == self.year:
            write(self.ter, self.year, self.standing, section, self._written)
        elif section:
            self.carry_out(self._write(section.name))

    def action_write_for_axe(self) -> None:
        """Write what a qualitative section says of one axe."""
        if section := self._section():
            self.carry_out(self._write(section.name, for_axe=True))

    async def _write(self, name: str, *, for_axe: bool = False) -> None:
        sections = await self._asked_sections()
        section = next((one for one in sections if one.name == name), None)
        if section is not None and for_axe:
            section = await choose_axe(self.ter, section, sections)
        if section is not None:
            write(self.ter, self.year, self.standing, section, self._written)

    def _written(self, section: Section) -> None:
        """Show what was just recorded, before the bilan that has it is there."""
        self.sections = [section if one.name == section.name else one for one in self.sections]
        if self.room == SECTIONS:
            self.query_one(SectionsPane).show(self.sections)

    def _section(self) -> Section | None:
        if self.room == SECTIONS:
            return self.query_one(SectionsPane).pointed
        name = self.query_one(Chapters).section
        return next((one for one in self.sections if name and one.name == name), None)

    @on(Chapters.Turned)
    @on(SectionsPane.Turned)
    def _turned(self) -> None:
        self.refresh_bindings()

    # The bilan itself.

    def action_act(self) -> None:
        """Arrest it, send it, reopen it."""
        self.carry_out(act_on_bilan(self.ter, self.year, self.standing, self._asked_sections))

    def action_history(self) -> None:
        """The story of the bilan."""
        self.ter.tell_history("bilan", self.year)

    def action_undo(self) -> None:
        """Take back the last event about the bilan."""
        self.ter.undo("bilan", self.year)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing here are not shown."""
        del parameters
        if action in _KEYS_OF and self.is_mounted and self.room not in _KEYS_OF[action]:
            return False
        if action in ("write", "write_for_axe") and self.version is not None:
            return False
        if action == "write":
            return self._section() is not None
        if action == "write_for_axe":
            section = self._section()
            return section is not None and section.section in QUALITATIVE
        return True


def _question(name: str, **params: Any) -> Question:
    return reports.get(name)(**params)

"""The sections that people write: what each says, and what was caught all year to feed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen
from rich.console import Group as Lines
from rich.text import Text
from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static

from ter_core.events.bilan import NOTHING_FOUND
from ter_core.vocabulary.choices import SectionBilan
from ter_tui.bilan.contents import Contents, Group
from ter_tui.bilan.texts import lines_caught, paragraphs
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.theme import Theme

    from ter_core import Report

__all__ = ["QUALITATIVE", "Section", "SectionsPane", "sections_of"]

QUALITATIVE = (SectionBilan.REUSSITES, SectionBilan.DIFFICULTES, SectionBilan.PERSPECTIVES)
# What was caught during the year, by the section that it feeds.
_FED_BY = {
    SectionBilan.REUSSITES: ("reussite", "réussite"),
    SectionBilan.DIFFICULTES: ("difficulte", "difficulté"),
    SectionBilan.PERSPECTIVES: ("perspective", "perspective"),
    SectionBilan.PRIORITES: ("perspective", "perspective"),
}


@frozen
class Section:
    """A section, for the whole network or for one axe: its text, and what was caught to feed it."""

    section: SectionBilan
    axe: str
    text: str
    caught: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        """Its name among the sections of a bilan."""
        return f"{self.section.value} {self.axe}".strip()

    @property
    def title(self) -> str:
        """What it is called."""
        title = self.section.label[:1].upper() + self.section.label[1:]
        return f"{title}, {self.axe}" if self.axe else title

    @property
    def fed(self) -> str:
        """« 7 réussites relevées », or nothing."""
        number = len(self.caught)
        _, word = _FED_BY.get(self.section, ("", ""))
        several = "s" * (number > 1)
        return f"{number} {word}{several} relevée{several}" if number else ""


def sections_of(written: Report, appreciations: Report) -> list[Section]:
    """Every section in the order of the bilan, each before those of it about one axe."""
    rows, texts = appreciations.named(), written.named()
    found = []
    for section in SectionBilan:
        nature, _ = _FED_BY.get(section, ("", ""))
        feeding = tuple(row for row in rows if row["nature"] == nature)
        known = {
            row["code_axe"] or "": row["texte"] for row in texts if row["section"] == section.value
        }
        found.append(Section(section, "", known.pop("", ""), feeding))
        found += [Section(section, axe, known[axe], of_axe(feeding, axe)) for axe in known]
    return found


def of_axe(caught: tuple[dict[str, Any], ...], axe: str) -> tuple[dict[str, Any], ...]:
    """Those of what was caught that are about one axe."""
    return tuple(row for row in caught if row["code_axe"] == axe)


class SectionsPane(Horizontal):
    """Sections at the left; on the right what the pointed one says, and what feeds it."""

    class Wanted(Message):
        """A section is to be written."""

    class Turned(Message):
        """Another section is read."""

    def __init__(self) -> None:
        super().__init__(id="sections")
        self.report: Report | None = None
        self.sections: list[Section] = []

    def compose(self) -> ComposeResult:
        """The list, the section."""
        yield Contents("plan")
        with VerticalScroll(id="section-lecture", can_focus=False):
            yield Static(id="section-texte")

    def start(self) -> None:
        """Go to the list."""
        self.contents.focus()

    @property
    def contents(self) -> Contents:
        """The list."""
        return self.query_one("#plan", Contents)

    @property
    def pointed(self) -> Section | None:
        """The section under the cursor."""
        name = self.contents.pointed
        return next((one for one in self.sections if one.name == name), None)

    def show(self, sections: list[Section]) -> None:
        """Other sections."""
        self.sections = sections
        theme = self.app.current_theme
        entries = tuple((one.name, _entry(one, theme)) for one in sections)
        self.contents.show([Group("", entries)] if entries else ())
        self._read()

    def wait(self) -> None:
        """Show the sections that there are in any bilan, while their texts are looked for."""
        self.sections = [Section(one, "", "", ()) for one in SectionBilan]
        entries = tuple((one.name, Text("  ") + said(one.title)) for one in self.sections)
        self.contents.show([Group("", entries)])
        self.query_one("#section-texte", Static).update("")

    @on(OptionList.OptionHighlighted)
    def _turned(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._read()
        self.post_message(self.Turned())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Wanted())

    def _read(self) -> None:
        told, section = self.query_one("#section-texte", Static), self.pointed
        self.query_one("#section-lecture", VerticalScroll).scroll_home(animate=False)
        if section is None:
            told.update("")
        else:
            told.update(Lines(*_told(section, self.app.current_theme)))


def _entry(section: Section, theme: Theme) -> Text:
    """Its state by a sign: written, fed by what was caught, or empty."""
    if section.text:
        sign = Text("✓ ", style=colour(theme, "bien"))
    elif section.section in QUALITATIVE and not section.caught:
        sign = Text("▲ ", style=colour(theme, "attention"))
    else:
        sign = Text("○ ", style=colour(theme, "discret"))
    title = user_text(section.axe) if section.axe else said(section.title)
    return (Text("  ") if section.axe else Text("")).append_text(sign).append_text(title)


def _told(section: Section, theme: Theme) -> Iterator[Any]:
    muted = colour(theme, "discret")
    yield said(section.title, f"bold {colour(theme, 'accent')}")
    if section.text:
        yield paragraphs([section.text])
    elif section.caught:
        yield said("Pas encore rédigée : ce qui a été relevé tient lieu de texte.", muted)
    elif section.section in QUALITATIVE:
        told = f"Rien n'est rédigé ni relevé : « {NOTHING_FOUND} » sera à confirmer."
        yield said(told, colour(theme, "attention"))
    else:
        yield said("Pas encore rédigée.", muted)
    if section.caught:
        yield Text("")
        yield said(f"Ce qui la nourrit : {section.fed}", f"bold {muted}")
        yield lines_caught(section.caught, theme)

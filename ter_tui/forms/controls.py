"""The controls that a field is typed in: one line, one line that completes, several lines.

What they hold may come from anywhere (a paste, another machine): it is drawn with a stand-in for
each character that a terminal would obey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, TextArea

from ter_core.vocabulary.text import fold
from ter_core.vocabulary.visible import visible
from ter_tui.forms.candidates import Candidate, ranked
from ter_tui.forms.suggestions import Suggestions, show_under

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

__all__ = [
    "Area",
    "Completing",
    "CompletingArea",
    "FieldArea",
    "Line",
    "Next",
    "Suggestions",
    "inert",
]

_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def inert(text: str) -> str:
    """The same text, as long, with a stand-in for each character that a terminal would obey."""
    if visible(text) == text:
        return text
    return "".join(one if visible(one) == one else _STAND_IN for one in text)


class Next(Message):
    """The field is done with: on to the next."""


class Line(Input):
    """A text of one line; Enter goes on."""

    between = " "
    """What stands between lines that are pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Champ suivant", show=False),
        Binding("up", "app.focus_previous", "Champ précédent", show=False),
    ]

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, compact=True, id=id, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Lines that are pasted follow each other on the one there is."""
        parts = filter(None, map(str.strip, event.text.splitlines()))
        event.text = self.between.join(parts)

    @property
    def _value(self) -> Text:
        return Text(inert(self.value), no_wrap=True, overflow="ignore", end="")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Next())


class Area(TextArea):
    """A text of several lines; Tab goes on."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            value,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        return Text(inert(self.document.get_line(line_index)), end="", no_wrap=True)


class FieldArea(Area):
    """A text among other fields: Enter on an empty last line goes on, and arrows leave it."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._is_done:
            event.stop()
            event.prevent_default()
            row = self.document.line_count - 1
            if row:
                self.delete((row - 1, len(self.document.get_line(row - 1))), (row, 0))
            self.post_message(Next())
            return
        await super()._on_key(event)

    @property
    def _is_done(self) -> bool:
        """Whether the cursor stands on an empty line after which there is nothing."""
        row = self.document.line_count - 1
        return self.cursor_location == (row, 0) and not self.document.get_line(row)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """One line up; from the first one, to the field before."""
        if not select and self.wrapped_document.location_to_offset(self.cursor_location).y == 0:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """One line down; from the last one, to the next field."""
        shown = self.wrapped_document
        if not select and shown.location_to_offset(self.cursor_location).y == shown.height - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)


class CompletingArea(FieldArea):
    """Several lines whose words complete; `propose` gives the candidates for a word of a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close_list", "Fermer la liste", show=False),
    ]

    def __init__(self, suggestions: Suggestions, value: str = "", *, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder)
        self.suggestions = suggestions
        self.propose: Callable[[str], tuple[str, Sequence[Candidate]]] = lambda _: ("", ())

    def _show(self, found: Sequence[Candidate]) -> None:
        show_under(self, self.suggestions, found)

    @on(TextArea.Changed)
    def _offer(self) -> None:
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        word, candidates = self.propose(before)
        known = any(fold(one.word) == fold(word) for one in candidates)
        fits = self.has_focus and not known and (word or before.endswith(("/", "(")))
        self._show(ranked(candidates, word) if fits else ())

    def on_blur(self, event: events.Blur) -> None:
        """The list closes with the field."""
        del event
        self._show(())

    async def _on_key(self, event: events.Key) -> None:
        offered = self.suggestions
        if not offered.pointed or event.key not in ("enter", "tab", "down", "up"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "tab"):
            self.take(offered.pointed)
        else:
            offered.point(1 if event.key == "down" else -1)

    def take(self, candidate: Candidate) -> None:
        """Put a word in place of what is being typed."""
        row, column = self.cursor_location
        word, _ = self.propose(self.document.get_line(row)[:column])
        self.replace(candidate.word, (row, column - len(word)), (row, column))
        self._show(())

    def action_close_list(self) -> None:
        """Close the list; where it is closed, Escape is for the screen."""
        self._show(())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this field's only while the list is open."""
        del parameters
        return action != "close_list" or self.suggestions.display


class Completing(Line):
    """One line that completes: what is typed filters the words, Enter or Tab takes the first.

    With `many`, words are parted by commas and the last one is completed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "point(1)", "Suivant", show=False),
        Binding("up", "point(-1)", "Précédent", show=False),
        Binding("escape", "close_list", "Fermer la liste", show=False),
    ]

    def __init__(
        self,
        suggestions: Suggestions,
        value: str = "",
        *,
        many: bool = False,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self.suggestions = suggestions
        self.many = many
        self.between = ", " if many else self.between
        self.candidates: Sequence[Candidate] = ()

    @property
    def typing(self) -> str:
        """The word that is being typed."""
        return self.value.rpartition(",")[2].strip() if self.many else self.value.strip()

    @property
    def is_choosing(self) -> bool:
        """Whether what is being typed still fits some word."""
        return self.has_focus and bool(ranked(self.candidates, self.typing))

    def exact(self, word: str) -> Candidate | None:
        """The candidate that a word names in full, by its code or its label."""
        wanted = fold(word)
        return next(
            (
                one
                for one in self.candidates
                if wanted and wanted in (fold(one.word), fold(one.label))
            ),
            None,
        )

    def _show(self, found: Sequence[Candidate]) -> None:
        show_under(self, self.suggestions, found)

    @on(Input.Changed)
    def _offer(self) -> None:
        typed = self.typing
        if not self.has_focus or not typed or self.exact(typed):
            self._show([])
        else:
            self._show(ranked(self.candidates, typed))

    def on_blur(self, event: events.Blur) -> None:
        """The list closes with the field."""
        del event
        self._show([])

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "tab") and self.suggestions.pointed:
            self.take(self.suggestions.pointed)
            if event.key == "enter":
                event.stop()
                event.prevent_default()
                if not self.many:
                    self.post_message(Next())
                return
        await super()._on_key(event)

    def take(self, candidate: Candidate) -> None:
        """Put a word in place of what is being typed."""
        if self.many:
            before, comma, _ = self.value.rpartition(",")
            self.value = f"{before}{comma}{' ' if comma else ''}{candidate.word}"
        else:
            self.value = candidate.word
        self.cursor_position = len(self.value)
        self._show([])

    def action_point(self, step: int) -> None:
        """Point at the next word; open the list where it is closed, or go to the next field."""
        offered = self.suggestions
        if offered.display:
            offered.point(step)
        elif step > 0 and self.candidates and not self.exact(self.typing):
            self._show(ranked(self.candidates, self.typing))
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_close_list(self) -> None:
        """Close the list; where it is closed, Escape is for the screen."""
        self._show([])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this field's only while the list is open."""
        del parameters
        return action != "close_list" or self.suggestions.display

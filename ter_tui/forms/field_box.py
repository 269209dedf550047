"""A field of a form: its label above, its control, and what is wrong below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea

from ter_core.events.fields import Flag, Lines, Named, OneChoice, Ref
from ter_core.events.kinds import Text as LongText
from ter_core.events.typed import read_text
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold
from ter_core.vocabulary.visible import visible
from ter_tui.forms.candidates import Knowledge, candidates_of, resolved
from ter_tui.forms.controls import Area, Completing, CompletingArea, FieldArea, Line
from ter_tui.forms.files import file_problem
from ter_tui.forms.layout import FieldPlan, is_file
from ter_tui.forms.lines import proposing
from ter_tui.forms.suggestions import Suggestions
from ter_tui.forms.wording import example_of, meaning_of, refused_by
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_tui.desk import Known

__all__ = ["FieldBox"]

_PATIENCE = 0.6
_LONGEST = 240
_UNKNOWN = "« {} » ne désigne rien de connu."


def _cut(message: str) -> str:
    """A message that may quote all that was typed, short enough to be read."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST - 60]}… {message[-58:]}"


class _Caption(Static):
    """The label of a field, and what its text stands for, on one line."""

    def __init__(self) -> None:
        super().__init__(classes="label")
        self._told = Text("")

    def tell(self, label: Text, meaning: Text) -> None:
        """Say both; what does not fit is cut."""
        text = label.copy()
        if meaning.plain:
            text.append("  ").append_text(meaning)
        text.no_wrap, text.overflow = True, "ellipsis"
        if text != self._told or text.spans != self._told.spans:
            self._told = text
            self.update(text, layout=False)


class FieldBox(Vertical):
    """One field. Its text is what the user typed; nobody else changes it."""

    class Changed(Message):
        """Something was typed."""

    def __init__(self, plan: FieldPlan, text: str, today: date, *, before: str = "") -> None:
        super().__init__()
        self.plan = plan
        self.today = today
        self.error = ""
        self.is_warning = False
        self._before = before
        self._first = text
        self._known: Knowledge | None = None
        self._waiting: Timer | None = None
        self._below: Static | None = None

    def compose(self) -> ComposeResult:
        """Label, control, what is wrong."""
        kind, hint = self.plan.kind, example_of(self.plan.kind)
        yield _Caption()
        if isinstance(kind, Lines):
            yield CompletingArea(Suggestions(), self._first, placeholder=hint)
        elif isinstance(kind, LongText):
            yield FieldArea(self._first, placeholder=hint)
        elif self._completes():
            yield Completing(Suggestions(), self._first, many=kind.many, placeholder=hint)
        else:
            yield Line(self._first, placeholder=hint)

    def on_mount(self) -> None:
        """Words of a closed list are known at once; say what the text means."""
        if not isinstance(self.plan.kind, Ref | Lines):
            for control in self.query(Completing):
                control.candidates = candidates_of(self.plan.kind, Knowledge())
        self._tell()

    @property
    def control(self) -> Line | Area:
        """Where it is typed."""
        return self.query_one(Area) if self.query(Area) else self.query_one(Line)

    @property
    def text(self) -> str:
        """What is typed."""
        control = self.control
        return control.text if isinstance(control, Area) else control.value

    @text.setter
    def text(self, text: str) -> None:
        control = self.control
        if isinstance(control, Area):
            control.text = text
        else:
            control.value = text

    @property
    def value_text(self) -> str:
        """The text as an event reads it: a code in place of a label."""
        kind, typed = self.plan.kind, self.text
        if not isinstance(kind, Ref) or self._known is None:
            return typed
        return ", ".join(self._code(word.strip()) for word in self._words(typed))

    def know(self, known: Knowledge) -> None:
        """What may be typed here, as the log knows it."""
        self._known = known
        kind = self.plan.kind
        for control in self.query(Completing):
            control.candidates = candidates_of(kind, known)
        if isinstance(kind, Lines):
            self.query_one(CompletingArea).propose = proposing(kind, known)
        self._tell()

    def tell_error(self, message: str, *, warning: bool = False) -> None:
        """Say what is wrong, or that nothing is."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        self.error, self.is_warning = message, warning
        self.set_class(bool(message) and not warning, "-error")
        self.set_class(bool(message) and warning, "-doubt")
        self._tell()

    def check(self) -> str:
        """What is wrong with the text by itself; nothing where it is empty or right."""
        if is_file(self.plan):
            return file_problem(self.text)
        try:
            read_text(self.plan.kind, self.value_text, self.today)
        except ValueError as error:
            return refused_by(self.plan.kind, error)
        return self._unknown()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        wrong = self._wrong_so_far()
        if not wrong or self.error:
            self.tell_error(wrong)
        else:
            if self._waiting is not None:
                self._waiting.stop()
            self._waiting = self.set_timer(_PATIENCE, self._check_again)
            self._tell()
        self.post_message(self.Changed())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        control, found = self.control, self.query_one(Suggestions).found
        if isinstance(control, Completing | CompletingArea):
            control.take(found[event.option_index])
            control.focus()

    def on_descendant_focus(self) -> None:
        """The label stands out while one types."""
        self.add_class("-ici")

    def on_descendant_blur(self) -> None:
        """What is still wrong is said when one leaves."""
        self.remove_class("-ici")
        if not self.error:
            self._check_again()

    def _check_again(self) -> None:
        choosing = self.query(Completing)
        if not (choosing and choosing.first().suggestions.display):
            self.tell_error(self._wrong_so_far())

    def _wrong_so_far(self) -> str:
        """What is wrong, the line that is being typed left out."""
        control, kind = self.control, self.plan.kind
        if not (isinstance(kind, Lines) and isinstance(control, Area) and control.has_focus):
            return self.check()
        lines = self.text.split("\n")
        lines[control.cursor_location[0]] = ""
        try:
            read_text(kind, "\n".join(lines), self.today)
        except ValueError as error:
            return str(error) if str(error).startswith("ligne") else ""
        return ""

    def _completes(self) -> bool:
        kind = self.plan.kind
        is_year = isinstance(kind, Named) and issubclass(kind.of, AnneeScolaire)
        return isinstance(kind, Ref | OneChoice | Flag) or is_year

    def _words(self, typed: str) -> Sequence[str]:
        words = typed.split(",") if self.plan.kind.many else [typed]
        return [word for word in words if word.strip()]

    def _resolved(self, word: str) -> Known | None:
        kind = self.plan.kind
        if not isinstance(kind, Ref) or self._known is None:
            return None
        return resolved(kind, word, self._known, AnneeScolaire.of(self.today))

    def _code(self, word: str) -> str:
        """A word as the log reads it: the code of what a label names."""
        one = self._resolved(word)
        return one.code if one and one.code and fold(word) == fold(one.label) else word

    def _unknown(self) -> str:
        """That a code names nothing, once what the log knows is there."""
        kind: Any = self.plan.kind
        if not isinstance(kind, Ref) or not kind.to or self._known is None:
            return ""
        for word in map(str.strip, self._words(self.text)):
            if word not in kind.words and self._resolved(word) is None:
                return _UNKNOWN.format(word)
        return ""

    def _tell(self) -> None:
        if not self.query(_Caption):
            return
        theme = self.app.current_theme
        star = Text(" *", style=f"bold {colour(theme, 'accent')}" if self.plan.required else "")
        label = said(self._before).append_text(said(self.plan.kind.label))
        meaning = self._meaning()
        meaning.stylize(colour(theme, "discret"))
        self.query_one(_Caption).tell(label + star if self.plan.required else label, meaning)
        if not self.error and self._below is None:
            return
        if self._below is None:
            self._below = Static("", classes="indication")
            self.mount(self._below)
        self._below.display = bool(self.error)
        if self.error:
            sign, tone = ("◆", "attention") if self.is_warning else ("▲", "alerte")
            told = visible(f"{sign} {_cut(self.error)}")
            self._below.update(said(told, colour(theme, tone)))  # type: ignore[arg-type]

    def _meaning(self) -> Text:
        """What a short text stands for: a day in full, the labels of codes."""
        kind, typed = self.plan.kind, self.text
        if isinstance(kind, Ref):
            known = [one for word in self._words(typed) if (one := self._resolved(word.strip()))]
            labels = [one.label for one in known if one.label]
            return user_text("= " + " · ".join(labels)) if labels else Text("")
        meant = meaning_of(kind, typed, self.today)
        return said(f"= {meant}") if meant else Text("")

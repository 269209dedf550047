"""The quick entry at the bottom: a line of notes becomes a decision in a few keystrokes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from ter_core.events.fields import ANYONE, Day, Ref
from ter_core.events.typed import read_text
from ter_core.vocabulary.dates import spoken_day
from ter_tui.forms.candidates import Knowledge, candidates_of
from ter_tui.forms.controls import Completing, Line, Next, Suggestions
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.desk import Known

__all__ = ["Several", "Strip", "as_texts"]

FIELDS = ("libelle", "responsables", "echeance")
_LABELS = {"libelle": "Décision", "responsables": "Responsables", "echeance": "Échéance"}
_HINTS = {
    "libelle": "Ce qui est décidé, en une phrase.",
    "responsables": "Des lettres, Entrée ; virgule : un autre.",
    "echeance": "+15j ou 15/03 ; p motif si elle est permanente.",
}
_PERMANENT = re.compile(r"p(?:erm\w*)?(?:\s*[:,]?\s+(?P<why>.*))?", re.IGNORECASE | re.DOTALL)
_WHO = Ref("Responsables", to=ANYONE)


def as_texts(typed: Mapping[str, str]) -> dict[str, str]:
    """The texts of a decision's form from those of the strip: « p motif » is `permanente`."""
    texts = {name: typed.get(name, "") for name in FIELDS}
    if found := _PERMANENT.fullmatch(texts["echeance"].strip()):
        texts |= {"echeance": "", "permanente": found["why"] or ""}
    return texts


class Several(Completing):
    """Words that complete: Enter takes the one that is offered and goes on, a comma takes it."""

    def __init__(self, suggestions: Suggestions, *, many: bool = True, id: str) -> None:  # noqa: A002
        super().__init__(suggestions, many=many, id=id)

    def on_key(self, event: events.Key) -> None:
        """Take what is offered."""
        offered = self.suggestions.pointed
        if offered and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.take(offered)
            self.post_message(Next())
        elif offered and event.key == "comma" and self.many:
            self.take(offered)


class Strip(Vertical):
    """The three fields of a decision; it answers by `Taken`, and stays until it is closed."""

    class Taken(Message):
        """The decision may be recorded."""

    class Left(Message):
        """Nothing is to be recorded."""

    class Changed(Message):
        """Something was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Notes")]

    def __init__(self) -> None:
        super().__init__(id="saisie")
        self.display = False
        self.today = date.min
        self.error = ""

    def compose(self) -> ComposeResult:
        """What may be typed, the fields, what the text means or what is wrong with it."""
        offered = Suggestions()
        yield offered
        for name in FIELDS:
            with Horizontal(classes="ligne"):
                yield Static(said(_LABELS[name]), classes="nom")
                if name == "responsables":
                    yield Several(offered, id=f"saisie-{name}")
                else:
                    yield Line(id=f"saisie-{name}")
        yield Static("", id="saisie-sens")

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field."""
        return {name: self._line(name).value for name in FIELDS}

    @property
    def is_open(self) -> bool:
        """Whether a decision is being said."""
        return self.display

    def open(self, texts: Mapping[str, str], today: date) -> None:
        """Say a decision; the first empty field is typed in."""
        self.today, self.error = today, ""
        with self.prevent(Input.Changed):
            for name in FIELDS:
                line = self._line(name)
                line.value = texts.get(name, "")
                line.cursor_position = len(line.value)
        self.display = True
        empty = (name for name in FIELDS if not texts.get(name, "").strip())
        self._line(next(empty, FIELDS[-1])).focus()
        self._tell()

    def close(self) -> None:
        """Until the next one."""
        self.display = False

    def know(self, known: Sequence[Known]) -> None:
        """Who may answer for a decision."""
        self.query_one(Several).candidates = candidates_of(_WHO, Knowledge(tuple(known)))

    def tell_errors(self, errors: Mapping[str, str]) -> None:
        """Say the first thing that is wrong, and go there."""
        found = next((name for name in FIELDS if name in errors), "")
        self.error = errors.get(found) or next(iter(errors.values()), "")
        if found == "echeance" and not self._line(found).value.strip():
            self.error = "Pour quand ? +15j, 15/03… ou p et le motif si elle est permanente."
        elif found == "echeance" and _PERMANENT.fullmatch(self._line(found).value.strip()):
            self.error = "Pourquoi est-elle permanente ? p, une espace, puis le motif."
        if found:
            self._line(found).focus()
        self._tell()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.error = ""
        self._tell()
        self.post_message(self.Changed())

    @on(Next)
    def _go_on(self, event: Next) -> None:
        event.stop()
        here = self.screen.focused
        if here is self._line(FIELDS[-1]):
            self.post_message(self.Taken())
        elif here is self._line("responsables") and (unknown := self._unknown()):
            self.error = f"« {unknown} » ne désigne rien de connu."
            self._tell()
        else:
            self.screen.focus_next()

    def on_descendant_focus(self) -> None:
        """The hint is that of the field."""
        self._tell()

    def action_leave(self) -> None:
        """Back to the notes."""
        self.post_message(self.Left())

    def _line(self, name: str) -> Line:
        return self.query_one(f"#saisie-{name}", Line)

    def _tell(self) -> None:
        theme = self.app.current_theme
        told = self.query_one("#saisie-sens", Static)
        if self.error:
            told.update(said(f"▲ {self.error}", colour(theme, "alerte")))
            return
        focused = next((name for name in FIELDS if self._line(name).has_focus), FIELDS[0])
        meant = self._meant(focused) or said(_HINTS[focused])
        meant.stylize(colour(theme, "discret"))
        told.update(meant)

    def _unknown(self) -> str:
        """The first word that names nobody, once those who may be named are known."""
        several = self.query_one(Several)
        words = filter(None, map(str.strip, several.value.split(",")))
        return next((one for one in words if several.candidates and not several.exact(one)), "")

    def _meant(self, name: str) -> Text | None:
        """What the text of a field stands for."""
        typed = self._line(name).value.strip()
        if name == "responsables":
            exact = self.query_one(Several).exact
            labels = [one.label for word in typed.split(",") if (one := exact(word.strip()))]
            return user_text("= " + " · ".join(labels)) if labels else None
        if name == "echeance" and typed:
            if permanent := _PERMANENT.fullmatch(typed):
                return said(
                    f"= permanente, {'pour ce motif' if permanent['why'] else 'mais pourquoi ?'}"
                )
            try:
                day = read_text(Day(""), typed, self.today)
            except ValueError:
                return None
            return said(f"= {spoken_day(day, weekday=True)}") if day else None
        return None

"""Fields on one line, beside their labels: what the grid does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from ter_core.events.base import fields_of
from ter_core.events.fields import Day, Flag, Kind, Lines, OneChoice, Ref
from ter_core.events.participation import ParticipationCorrigee, ParticipationEnregistree
from ter_core.events.typed import read_text, typed
from ter_core.vocabulary.dates import spoken_day
from ter_tui.forms.controls import Completing, Line, Suggestions
from ter_tui.forms.wording import help_of
from ter_tui.ink import colour, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_tui.forms.candidates import Candidate

__all__ = ["ABOVE", "BELOW", "ON", "REASON", "Slot", "SlotSpec", "text_of", "value_of"]

ON = "le"
REASON = "motif"
_WHY = "Pourquoi cette correction : une classe oubliée, une erreur de saisie…"


@frozen
class SlotSpec:
    """A field: its name among those of the event, its label, its width (0 takes what is left)."""

    name: str
    label: str
    width: int = 0
    kind: Kind | None = None


_DAY = Day("Jour", help="Le dernier, s'il y en a plusieurs : 15/11, hier, -3j.", example="15/11")
_KINDS: dict[str, Kind] = {
    **{spec.name: spec.kind for spec in fields_of(ParticipationEnregistree)},
    ON: _DAY,
    REASON: next(one.kind for one in fields_of(ParticipationCorrigee) if one.name == REASON),
}

ABOVE = (SlotSpec("action", "Action", 24), SlotSpec(ON, "Jour", 24))
BELOW = (
    (
        SlotSpec("enseignants", "Enseignants"),
        SlotSpec("accompagnateurs", "Accompagnateurs", 11),
        SlotSpec("familles", "Familles", 5),
    ),
    (
        SlotSpec("partenaires", "Partenaires"),
        SlotSpec("autres_professionnels", "Professionnels", 11),
        SlotSpec("heures", "Heures", 5),
    ),
    (
        SlotSpec("lieu", "Lieu"),
        SlotSpec("du", "Premier jour", 11),
        SlotSpec("estimation", "Environ", 5),
    ),
)
_LABELS = ("Partenaires", "Accompagnateurs", "Familles")  # the widest of each column


class Slot(Horizontal):
    """One field. What is proposed gives way to what somebody types."""

    class Changed(Message):
        """Something was typed."""

    class Entered(Message):
        """The keyboard came to the field."""

        def __init__(self, slot: Slot) -> None:
            super().__init__()
            self.slot = slot

    def __init__(self, spec: SlotSpec, today: date, *, meaning: bool = False) -> None:
        large = spec.width == 0 or meaning
        super().__init__(id=f"case-{spec.name}", classes="-large" if large else "")
        self.spec = spec
        self.kind = _KINDS[spec.name] if spec.kind is None else spec.kind
        self.today = today
        self.touched = False
        self.error = ""
        self._meaning = meaning
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """Label, control, what it means."""
        label = Static(said(self.spec.label), classes="label")
        label.styles.width = len(_LABELS[_column(self.spec)]) + 1
        yield label
        with Vertical(classes="saisie") as box:
            if self.spec.width:
                box.styles.width = self.spec.width
            if self.completes:
                offered = Suggestions()
                yield Completing(offered, many=isinstance(self.kind, Lines) or self.kind.many)
                yield offered
            else:
                yield Line()
        if self._meaning:
            yield Static("", classes="sens")

    @property
    def hint(self) -> str:
        """What the field is for, and how it is typed."""
        if isinstance(self.kind, Lines):
            return f"{self.kind.help} Comme « guillestre 2, vars 1 »."
        return _WHY if self.spec.name == REASON else help_of(self.kind)

    @property
    def completes(self) -> bool:
        """Whether words are offered."""
        return isinstance(self.kind, Ref | OneChoice | Flag | Lines)

    @property
    def control(self) -> Line:
        """Where it is typed."""
        return self.query_one(Line)

    @property
    def text(self) -> str:
        """What is typed or proposed."""
        return self.control.value

    def propose(self, text: str) -> None:
        """A text that stands while nobody types another; typed over, where the keyboard is here."""
        control = self.control
        if self.touched or text == control.value or control.value != self._proposed:
            return
        self._proposed = text
        control.value = text
        control.cursor_position = 0
        if control.has_focus:
            control.select_all()

    def put(self, text: str) -> None:
        """A text that somebody typed before."""
        self._proposed = text
        self.control.value = text
        self.control.cursor_position = len(text)
        self.touched = True
        self.check()

    def empty(self) -> None:
        """Nothing is typed any more, and something else may be proposed."""
        self._proposed = ""
        self.control.value = ""
        self.touched, self.error = False, ""
        self.remove_class("-error")

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """What may be typed."""
        for control in self.query(Completing):
            control.candidates = candidates

    def mean(self, text: Text) -> None:
        """Say what the text stands for."""
        for one in self.query(".sens").results(Static):
            text.stylize(colour(self.app.current_theme, "discret"))
            one.update(text, layout=False)

    def check(self) -> bool:
        """Whether the text can be read; what is wrong is kept."""
        self.error = ""
        try:
            day = value_of(self.kind, self.text, self.today)
        except ValueError as error:
            self.error = str(error)
        else:
            if self._meaning and isinstance(day, date):
                self.mean(said(spoken_day(day, weekday=True)))
        self.set_class(bool(self.error), "-error")
        return not self.error

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.check()
        if self.text != self._proposed:
            self._proposed = ""
            self.touched = True
            self.post_message(self.Changed())

    def on_descendant_focus(self) -> None:
        """What is proposed is typed over."""
        if not self.touched and self.text:
            self.control.select_all()
        self.post_message(self.Entered(self))


def _column(spec: SlotSpec) -> int:
    return next((line.index(spec) for line in BELOW if spec in line), 0)


def value_of(kind: Kind, text: str, today: date) -> Any:
    """The value of a text; lines stand on one line here, parted by commas.

    Raises:
        ValueError: the text does not say one (in French).
    """
    if isinstance(kind, Lines):
        text = "\n".join(part.strip() for part in text.split(","))
    return read_text(kind, text, today)


def text_of(kind: Kind, stored: Any, codes: Mapping[str, str]) -> str:
    """How a stored value is typed here, subjects by their codes; lines stand on one line."""
    return typed(kind, _coded(stored, codes)).replace("\n", ", ")


def _coded(stored: Any, codes: Mapping[str, str]) -> Any:
    if isinstance(stored, str):
        return f"{stored.partition(':')[0]}:{codes[stored]}" if codes.get(stored) else stored
    if isinstance(stored, list):
        return [_coded(one, codes) for one in stored]
    if isinstance(stored, dict):
        return {name: _coded(one, codes) for name, one in stored.items()}
    return stored

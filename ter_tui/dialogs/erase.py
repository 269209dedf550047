"""Which texts of an event leave the log: ticked one by one, or some words wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ter_core.vocabulary.text import ERASED
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Line, Next
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["EraseDialog", "Erasure", "Sentence"]

_BASIS = "RGPD, article 17 : effacement"


@frozen
class Sentence:
    """A text of an event: where it stands, how that is called, what it says."""

    place: str
    label: str
    said: str


@frozen
class Erasure:
    """What leaves: texts whole, by their places, or some words; why, and what is read instead."""

    places: tuple[str, ...]
    words: tuple[str, ...]
    basis: str
    instead: str


class _Ticks(OptionList):
    """Texts to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "select", "Cocher"),
        Binding("tab", "app.focus_next", "Champ suivant", show=False),
    ]


class EraseDialog(Window[Erasure]):
    """The texts of one event; the answer is what is to be erased."""

    help_text: ClassVar[str] = (
        "Espace coche un texte entier. Pour n'effacer qu'un nom, écrivez-le dessous : il part de "
        "tous les textes de l'événement. Le fondement est la raison de droit, qui reste lisible."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Effacer", priority=True),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    EraseDialog #textes { height: auto; max-height: 8; margin: 0 0 1 0; }
    EraseDialog .nom { height: 1; }
    EraseDialog Line { background: $panel; }
    """

    def __init__(
        self, title: Text, texts: Sequence[Sentence], refuse: Callable[[Erasure], str]
    ) -> None:
        super().__init__(title)
        self.texts = tuple(texts)
        self.refuse = refuse
        self.ticked: set[int] = set()

    def body(self) -> ComposeResult:
        """The texts, the words, why, what stands for them."""
        yield Static(said("Quels textes effacer ? Espace coche."), id="phrase")
        yield _Ticks(*map(self._option, range(len(self.texts))), id="textes", compact=True)
        for name, label, text, hint in (
            ("mots", "ou seulement ces mots, partout", "", "ex. : Camille Exemple"),
            ("fondement", "Fondement", _BASIS, _BASIS),
            ("par", "Se lira à la place", ERASED, ERASED),
        ):
            yield Static(said(label), classes="nom")
            yield Line(text, placeholder=hint, id=name)
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """Tick at once."""
        texts = self.query_one(_Ticks)
        texts.focus()
        texts.highlighted = 0

    @property
    def erasure(self) -> Erasure:
        """What is asked."""
        mots, basis, par = (
            self.query_one(f"#{name}", Line).value.strip() for name in ("mots", "fondement", "par")
        )
        places = tuple(self.texts[at].place for at in sorted(self.ticked))
        return Erasure(places, (mots,) if mots else (), basis, par or ERASED)

    @on(OptionList.OptionSelected)
    def _tick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        at = event.option_index
        self.ticked ^= {at}
        self.query_one(_Ticks).replace_option_prompt_at_index(at, self._prompt(at))

    @on(Next)
    def _go_on(self) -> None:
        if self.focused is self.query_one("#par"):
            self.action_take()
        else:
            self.focus_next()

    def action_take(self) -> None:
        """Answer, if it is not refused."""
        erasure = self.erasure
        wrong = self.refuse(erasure)
        if wrong:
            tone = colour(self.app.current_theme, "alerte")
            self.query_one("#refus", Static).update(said(f"▲ {wrong}", tone))
        else:
            self.dismiss(erasure)

    def _option(self, at: int) -> Option:
        return Option(self._prompt(at))

    def _prompt(self, at: int) -> Text:
        one = self.texts[at]
        is_ticked = at in self.ticked
        text = Text("✓ " if is_ticked else "· ", style="bold" if is_ticked else "", no_wrap=True)
        text.overflow = "ellipsis"
        text.append_text(said(f"{one.label} : "))
        return text.append_text(user_text(one.said.replace("\n", " ")))

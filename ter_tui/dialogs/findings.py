"""F9: what the log has to say of itself, the gravest first; v checks all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from ter_core.errors import TerError
from ter_core.vocabulary.typography import in_full
from ter_core.vocabulary.visible import visible
from ter_tui.dialogs.window import Window
from ter_tui.ink import Tone, colour, said, user_text
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_core import Finding

__all__ = ["FindingsDialog", "told"]

_DAMAGE, _NOTICE = 4, 1
_DAMAGED = (
    "Tout ce qui se lit est montré et compte ; ce qui ne se lit pas est laissé où il est. "
    "Continuez à travailler, et faites ce qui est dit sous chaque ligne."
)
_GROUPS: tuple[tuple[int, str, Tone, str, str], ...] = (
    (_DAMAGE, "▲", "alerte", "Le journal est abîmé", _DAMAGED),
    (_NOTICE, "◆", "attention", "À regarder", "Rien n'est perdu."),
    (0, "·", "discret", "Sans gravité", "Une synchronisation le règle d'ordinaire."),
)
_KEYS = {"conflit": "F8 : trancher."}
"""What a key does here, in place of the command that a remedy cites."""

_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_TURN = 0.1


class FindingsDialog(Window[None]):
    """The findings known so far, then those of a full check."""

    help_text: ClassVar[str] = (
        "Ce qui ne va pas dans le journal, du plus grave au moins grave, et ce qu'on peut y "
        "faire. v relit tout, ligne par ligne : chaque événement, chaque empreinte, et ce que "
        "les synchronisations ont mêlé."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9,enter", "leave", "Fermer"),
        Binding("v", "check", "Tout vérifier"),
    ]

    def __init__(self) -> None:
        super().__init__(said("État du journal", "bold"))
        self.is_checking = False
        self._turning: Timer | None = None

    def body(self) -> ComposeResult:
        """What is found, then how far the check is."""
        with VerticalScroll(id="lecture"):
            yield Static(id="constats")
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """What the last answers said of the log, at once."""
        self.query_one("#lecture").focus()
        found = self.ter.findings
        self._show(found, said("Rien à signaler à la lecture. v vérifie tout, ligne par ligne."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One check at a time."""
        del parameters
        return None if action == "check" and self.is_checking else True

    @work(exclusive=True, group="check")
    async def action_check(self) -> None:
        """Read everything again, in the background."""
        self._turn(on=True)
        try:
            found = await self.ter.desk.check()
        except TerError as error:
            self.query_one("#constats", Static).update(said(visible(str(error), lines=True)))
        else:
            self._show(found, said("✓ Tout a été vérifié : rien à signaler.", self._tone("bien")))
        self._turn(on=False)

    def _turn(self, *, on: bool) -> None:
        """A sign that turns while the check runs."""
        self.is_checking = on
        self.refresh_bindings()
        line = self.query_one("#refus", Static)
        if self._turning is not None:
            self._turning.stop()
        step = iter(range(1_000_000))

        def turn() -> None:
            line.update(said(f"{_SIGNS[next(step) % len(_SIGNS)]} Vérification en cours…"))

        if on:
            turn()
            self._turning = self.set_interval(_TURN, turn)
        else:
            line.update("")

    def _tone(self, tone: Tone) -> str:
        return colour(self.app.current_theme, tone)

    def _show(self, found: Sequence[Finding], nothing: Text) -> None:
        theme = self.app.current_theme
        self.query_one("#constats", Static).update(told(found, theme) if found else nothing)


def told(found: Sequence[Finding], theme: Theme) -> Text:
    """Findings by gravity: what it means for who works, then each with its remedy."""
    return Text("\n\n").join(_groups(found, theme))


def _groups(found: Sequence[Finding], theme: Theme) -> Iterator[Text]:
    for gravity, sign, tone, title, meaning in _GROUPS:
        some = [one for one in found if one.gravite == gravity]
        if some:
            style = f"bold {colour(theme, tone)}".strip()
            text = Text("").append_text(said(f"{sign} {title} ({in_full(len(some))})\n", style))
            text.append_text(said(meaning, colour(theme, "discret")))
            for one in some:
                text.append("\n\n").append_text(_one(one, theme))
            yield text


def _one(one: Finding, theme: Theme) -> Text:
    text = said(visible(one.message))
    if one.fichier:
        place = visible(one.fichier)
        line = f", ligne {in_full(one.ligne)}" if one.ligne is not None else ""
        text.append("\n  ").append_text(user_text(place, colour(theme, "discret")))
        text.append_text(said(line, colour(theme, "discret")))
    remedy = _KEYS.get(one.kind) or spoken(one.remede) or one.remede
    if remedy:
        text.append("\n  ").append_text(said(f"→ {visible(remedy)}", colour(theme, "accent")))
    return text

"""What a file would change, before it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_core.vocabulary.typography import in_full
from ter_tui.dialogs.window import Window
from ter_tui.ink import colour, said, user_text
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_core.imports.carry_out import Outcome
    from ter_core.imports.proposal import Remark

__all__ = ["TITLES", "ImportDialog", "counted"]

TITLES = {
    "annuaire": "Importer l'annuaire de l'éducation",
    "effectifs": "Importer un fichier d'effectifs",
    "reseau": "Importer la feuille du réseau",
    "tableau": "Reprendre un tableau de suivi",
}
_MOST = 200


class ImportDialog(Window[bool]):
    """What a file would change; Ctrl+S carries it out."""

    help_text: ClassVar[str] = (
        "Ce que le fichier changerait : + ce qui entre, ~ ce qui change, - ce qui sort, puis les "
        "lignes écartées, avec la raison. Rien n'est écrit avant Ctrl+S."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Enregistrer", priority=True),
        Binding("escape", "leave", "Ne rien faire"),
    ]

    def __init__(self, what: str, outcome: Outcome) -> None:
        super().__init__(said(TITLES[what], "bold"))
        self.outcome = outcome

    def body(self) -> ComposeResult:
        """How many, then each."""
        yield Static(counted(self.outcome), id="phrase")
        with VerticalScroll(id="lecture"):
            yield Static(_told(self.outcome, self.app.current_theme))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()

    def action_take(self) -> None:
        """Carry it out."""
        self.dismiss(result=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing would be written, nothing can be."""
        del parameters
        return action != "take" or bool(self.outcome.taken)


def counted(outcome: Outcome) -> Text:
    """How much was read, changes, and was left."""
    lines, taken, left = outcome.proposal.lines, len(outcome.taken), len(outcome.lines_left)
    told = [_several(lines, "ligne lue", "lignes lues")]
    told.append(_several(taken, "changement", "changements") if taken else "rien de nouveau")
    if left:
        told.append(_several(left, "ligne écartée", "lignes écartées"))
    if written := len(outcome.written):
        told.append(f"{_several(written, 'événement enregistré', 'événements enregistrés')}")
    return said(f"{', '.join(told)}.")


def _several(count: int, one: str, more: str) -> str:
    return f"{in_full(count)} {one if count < 2 else more}"


def _told(outcome: Outcome, theme: Theme) -> Text:
    tones = {
        "+": colour(theme, "bien"),
        "~": colour(theme, "attention"),
        "-": colour(theme, "alerte"),
    }
    rows = [
        Text(f"{step.sign} ", style=tones[step.sign]).append_text(Text("").append(_line(step.line)))
        + user_text(step.told)
        for step in outcome.taken[:_MOST]
    ]
    if more := len(outcome.taken) - _MOST:
        rows += [said(f"… et {in_full(more)} autres.")] if more > 0 else []
    for title, remarks in (
        ("Lignes écartées", outcome.rejections),
        ("Lectures à vérifier", [one for one in outcome.remarks if not one.is_rejection]),
    ):
        if remarks:
            rows.append(said(f"\n{title}", f"bold {colour(theme, 'accent')}"))
            rows += [_remark(one, theme) for one in remarks[:_MOST]]
    return Text("\n").join(rows)


def _remark(one: Remark, theme: Theme) -> Text:
    text = Text("").append(_line(one.line)).append_text(said(spoken(one.said)))
    if remedy := spoken(one.remedy):
        text.append("\n    ").append_text(said(remedy, colour(theme, "discret")))
    return text


def _line(number: int | None) -> str:
    return f"ligne {number} : " if number else ""

"""The messages to those who are late, one per function, to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from ter_tui.dialogs.reading import ReadingDialog
from ter_tui.ink import said

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["RemindersDialog"]


class RemindersDialog(ReadingDialog):
    """The messages; the answer says that they are sent."""

    help_text: ClassVar[str] = (
        "Un message par fonction en retard. Copiez-les (c) dans votre messagerie, ou choisissez-en "
        "un passage à la souris, puis notez (Ctrl+S) qu'ils sont partis."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "sent", "Noter l'envoi", priority=True),
        Binding("c", "copy", "Copier"),
        Binding("escape,space", "leave", "Fermer"),
    ]

    def action_sent(self) -> None:
        """They are sent."""
        self.dismiss("envoyés")

    def action_copy(self) -> None:
        """Give the messages to the clipboard of the terminal."""
        messages = ["\n\n".join((part.title, *part.text)) for part in self.report.parts]
        self.app.copy_to_clipboard("\n\n---\n\n".join(messages))
        self.ter.tell_text(said("Messages copiés, si votre terminal le permet."))

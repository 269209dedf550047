"""Writing a section of the bilan, over the whole screen; nothing that is typed is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static, TextArea

from ter_core import Entry
from ter_core.errors import TerError
from ter_core.events.bilan import SectionRedigee
from ter_core.events.kinds import Text as LongText
from ter_core.events.shape import typed_fields
from ter_core.events.typed import read_event
from ter_core.vocabulary.typography import in_full
from ter_tui.bilan.texts import lines_caught
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Area
from ter_tui.forms.pending import kept_for
from ter_tui.forms.request import FormRequest, Kept
from ter_tui.ink import Tone, colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.bilan.sections import Section

__all__ = ["SectionEditor"]

_ALL = "*"
_BESIDE = 110  # columns from which what feeds the section stands beside it
_TEXT = "texte"
_LIMIT = next(
    spec.kind.limit for spec in typed_fields(SectionRedigee) if isinstance(spec.kind, LongText)
)


class SectionEditor(Window[str]):
    """The text of a section. The answer is the text that was recorded."""

    help_text: ClassVar[str] = (
        "La rédaction d'une section du bilan. F2 y met les appréciations relevées dans l'année, "
        "une par ligne, pour partir d'elles. Ctrl+S enregistre : la dernière rédaction est celle "
        "qui compte. Ce qui est tapé est gardé, même si l'ordinateur s'éteint."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", priority=True),
        Binding("f2", "pull", "Reprendre ce qui a été relevé", priority=True),
        Binding("escape", "leave", "Fermer"),
    ]

    def __init__(self, year: str, section: Section) -> None:
        title = Text.assemble(said(section.title, "bold"), said(f" — bilan {year}"))
        super().__init__(title)
        self.section = section
        self.request = FormRequest(
            SectionRedigee,
            f"bilan:{year}",
            f"{section.title}, bilan {year}",
            texts={_TEXT: section.text},
            fixed={"section": section.section.value, "axe": section.axe},
        )
        self.resumed = False
        self._left = False

    def body(self) -> ComposeResult:
        """The text; what feeds it stands beside where there is room."""
        kept = kept_for(self.ter, self.request)
        self.resumed = kept is not None
        text = kept.typed.get(_TEXT, "") if kept else self.section.text
        with Horizontal(id="redaction"):
            yield Area(text, placeholder=self._hint(), id="texte")
            with VerticalScroll(id="releves", can_focus=False):
                yield Static(id="releves-texte")
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """Type at the end of what is there."""
        self.on_resize()
        if self.section.caught:
            theme = self.app.current_theme
            self.query_one("#releves-texte", Static).update(
                lines_caught(self.section.caught, theme)
            )
        area = self.area
        area.focus()
        area.move_cursor(area.document.end)
        if self.resumed:
            self._tell(said("Saisie reprise là où elle en était. Ctrl+S l'enregistre."))
        else:
            self._count()

    def on_resize(self) -> None:
        """What feeds the section stands beside where there is room."""
        is_wide = self.app.size.width >= _BESIDE
        self.set_class(is_wide and bool(self.section.caught), "-nourrie")

    @property
    def area(self) -> Area:
        """Where it is typed."""
        return self.query_one("#texte", Area)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not recorded."""
        return self.area.text != self.section.text

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._left or (not self.is_dirty and not self.resumed):
            return
        if self.ter.drafts:
            kept = Kept(self.request, {_TEXT: self.area.text}, self.ter.desk.env.now())
            self.ter.drafts.keep(self.request.draft, kept.stored())
        self._count()

    @work(exclusive=True, group="pull")
    async def action_pull(self) -> None:
        """Put what was caught into the text: all of it, or one."""
        choices = [(_ALL, said(f"Tout reprendre : {self.section.fed}", "bold"))]
        choices += [
            (str(at), user_text(row["texte"])) for at, row in enumerate(self.section.caught)
        ]
        title = said("Reprendre ce qui a été relevé")
        chosen = await self.app.push_screen_wait(ChooseDialog(title, choices))
        if chosen is None:
            return
        wanted = self.section.caught if chosen == _ALL else [self.section.caught[int(chosen)]]
        before = self.area.text
        start = "\n" if before and not before.endswith("\n") else ""
        self.area.insert(start + "\n".join(row["texte"] for row in wanted), self.area.document.end)
        self.area.move_cursor(self.area.document.end)

    async def action_save(self) -> None:
        """Record, or say what is wrong."""
        texts = {**self.request.fixed, _TEXT: self.area.text}
        found = read_event(SectionRedigee, texts, self.ter.desk.today)
        if found.event is None:
            self._tell(said(f"▲ {' '.join(found.errors.values())}", self._tone("alerte")))
        elif not self.is_dirty:
            self._tell(said("Rien n'y a changé."))
        elif not self.is_saving:
            self._save(Entry(found.event, self.request.subject), self.area.text.strip())

    @work(group="save")
    async def _save(self, entry: Entry, text: str) -> None:
        try:
            written = await self.ter.record(entry)
        except TerError as error:
            self._tell(said(f"▲ {error.what} {error.remedy}".strip(), self._tone("alerte")))
            return
        if written is not None:
            self._forget()
            self.dismiss(text)

    def action_leave(self) -> None:
        """Close; what was typed is dropped only if one says so."""
        if self.is_dirty or self.resumed:
            self._ask_to_leave()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="leave")
    async def _ask_to_leave(self) -> None:
        choices = (
            ("garder", said("Garder pour plus tard")),
            ("effacer", said("Effacer ce qui est tapé")),
            ("continuer", said("Continuer la rédaction")),
        )
        title = said("Fermer la rédaction ?")
        chosen = await self.app.push_screen_wait(ChooseDialog(title, choices))
        if chosen == "effacer":
            self._forget()
        if chosen in ("garder", "effacer"):
            self._left = True
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to take up where something was caught."""
        del parameters
        return action != "pull" or bool(self.section.caught)

    def _forget(self) -> None:
        self._left = True
        if self.ter.drafts:
            self.ter.drafts.drop(self.request.draft)

    def _hint(self) -> str:
        fed = self.section.fed
        return said(f"Rédigez ici. F2 : partir de {fed}." if fed else "Rédigez ici.").plain

    def _count(self) -> None:
        length = len(self.area.text)
        told = said(f"{in_full(length)} sur {in_full(_LIMIT)} caractères")
        if self.is_dirty:
            told.append_text(said(" · brouillon gardé"))
        told.stylize(self._tone("alerte" if length > _LIMIT else "discret"))
        self._tell(told)

    def _tone(self, tone: Tone) -> str:
        return colour(self.app.current_theme, tone)

    def _tell(self, text: Text) -> None:
        self.query_one("#refus", Static).update(text)

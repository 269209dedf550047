"""The form of one event: fields made from its class, judged while one types, never lost."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Static

from ter_core import Written
from ter_core.errors import ConfirmationNeeded, NoActor, OutcomeUnknown, TerError
from ter_core.vocabulary.visible import visible
from ter_tui.dialogs.ask import TellDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Next
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.fields import Fields
from ter_tui.forms.known import knowledge
from ter_tui.forms.layout import plan_of
from ter_tui.forms.pending import kept_for
from ter_tui.forms.places import doubtful, fields_named, told_of
from ter_tui.forms.reading import Reading, read_form
from ter_tui.forms.request import FormRequest, Kept
from ter_tui.forms.suggestions import Suggestions
from ter_tui.forms.wording import help_of, labelled
from ter_tui.ink import Tone, colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["FormRequest", "FormScreen"]

_PAUSE = 0.4
_AROUND = 7  # lines of the window that are neither fields nor texts
_WIDEST = 100


class FormScreen(Window[list[Written]]):
    """One event to record. The answer is what was written."""

    help_text: ClassVar[str] = (
        "Un formulaire. Entrée ou Tab passe au champ suivant, Maj+Tab revient ; Entrée sur le "
        "dernier champ enregistre, et Ctrl+S où que l'on soit. Ce qui porte un astérisque est à "
        "remplir. Les codes et les mots d'une liste se complètent : quelques lettres, puis Entrée, "
        "ou ↓ pour tout voir. Les dates s'écrivent 15/03, +15j, demain ou 15/03/2027. Ce qui est "
        "tapé est gardé à chaque touche, même si l'ordinateur s'éteint."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", priority=True),
        Binding("ctrl+n", "restart", "Repartir à neuf", priority=True),
        Binding("escape", "leave", "Fermer"),
        Binding("tab", "app.focus_next", "Champ suivant", show=False),
        Binding("shift+tab", "app.focus_previous", "Champ précédent", show=False),
    ]

    def __init__(self, request: FormRequest) -> None:
        title = said(request.cls.declaration.label, "bold")
        if request.subject_label:
            title.append(" — ").append_text(user_text(request.subject_label))
        title.no_wrap, title.overflow = True, "ellipsis"
        super().__init__(title)
        self.request = request
        self.plans = plan_of(request.cls, tuple(request.fixed))
        self.before: dict[str, str] = {}
        self.start: dict[str, str] = {}
        self.resumed = False
        self._refusal = Text("")
        self._timer: Timer | None = None
        self._left = False

    def body(self) -> ComposeResult:
        """What it is for, the fields, the help of the one that is typed in, what is refused."""
        kept = kept_for(self.ter, self.request)
        self.resumed = kept is not None
        today = self.ter.desk.today
        for plan in self.plans:  # what was proposed is said in the words that people read
            before = labelled(plan.kind, self.request.before.get(plan.key, ""), today)
            proposed = self.request.texts.get(plan.key)
            self.before[plan.key] = before
            self.start[plan.key] = (
                before if proposed is None else labelled(plan.kind, proposed, today)
            )
        texts = {**self.start, **(kept.typed if kept else {})}
        help_ = (self.request.cls.__doc__ or "").strip().partition("\n")[0]
        yield Static(said(help_), id="aide")
        yield Fields(self.plans, texts, today)
        yield Static("", id="conseil")
        yield Static("", id="refus")
        if kept is not None:
            self.call_after_refresh(self._tell_resumed, kept)

    def on_mount(self) -> None:
        """The first field to fill is typed in; what the log knows comes when it comes."""
        self.fields.start()
        self._know()

    def on_resize(self, event: events.Resize) -> None:
        """The fields take what room there is, and no more than they need."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        """Leave the room that the texts above and below take."""
        wide = max(min(self.size.width, _WIDEST) * 96 // 100 - 4, 1)
        above = -(-len(str(self.query_one("#aide", Static).content)) // wide)
        below = min(-(-self._refusal.cell_len // wide) or 1, 4)
        room = max(height - _AROUND - above - below, 4)
        self.fields.styles.max_height = room

    @property
    def fields(self) -> Fields:
        """The fields."""
        return self.query_one(Fields)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed that is not what was proposed."""
        return {
            key: text for key, text in self.fields.texts.items() if text != self.start.get(key, "")
        }

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not what was proposed."""
        return bool(self.typed)

    @work(exclusive=True, group="know")
    async def _know(self) -> None:
        with contextlib.suppress(TerError):
            known = await knowledge(self.ter.desk, [plan.kind for plan in self.plans])
            if not self._left:
                self.fields.know(known)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how the field that is typed in is filled."""
        for box in event.widget.ancestors:
            if isinstance(box, FieldBox):
                last = "Entrée enregistre. " if box is self.fields.boxes[-1] else ""
                told = said(f"{last}{help_of(box.plan.kind)}")
                self.query_one("#conseil", Static).update(told, layout=False)

    @on(Next)
    def _go_on(self) -> None:
        if self.fields.boxes and self.focused is self.fields.boxes[-1].control:
            self.action_save()
        else:
            self.focus_next()

    @on(FieldBox.Changed)
    def _typed(self) -> None:
        if self._left:
            return
        self._keep()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._judge)

    def _keep(self) -> None:
        drafts, typed = self.ter.drafts, self.typed
        if drafts is None:
            return
        if typed:
            kept = Kept(self.request, typed, self.ter.desk.env.now())
            drafts.keep(self.request.draft, kept.stored())
        else:
            drafts.drop(self.request.draft)
        self.refresh_bindings()

    @work(exclusive=True, group="judge")
    async def _judge(self) -> None:
        """What the rules would say of what is typed so far, once all of it can be read."""
        if self._left or (entry := self._read().entry) is None:
            return
        refusal: TerError | None = None
        try:
            await self.ter.desk.preview(entry)
        except NoActor:
            pass  # who writes is asked when it is recorded
        except TerError as error:
            refusal = error
        if self._left:
            return  # it closed meanwhile: its texts are gone
        if refusal is None:
            self._tell("")
        else:
            self._place(refusal)

    def action_save(self) -> None:
        """Record, once."""
        if not self.is_saving:
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        """Record, or say what is wrong and go there."""
        prints, errors = await self.fields.fingerprints()
        found = self._read(prints)
        errors = {**found.errors, **errors}
        for offered in self.query(Suggestions):
            offered.offer(())
        for box in self.fields.boxes:
            box.tell_error(errors.get(box.plan.key, ""))
        if found.entry is None or errors:
            self._tell(errors.get("") or "Corrigez ce qui est signalé.")
            self.fields.go_to_the_first_error()
            return
        try:
            written = await self.ter.record(found.entry)
        except OutcomeUnknown as error:
            await self.app.push_screen_wait(TellDialog(said("Pas de certitude"), doubtful(error)))
            self._tell(error.what)
        except TerError as error:
            self._place(error)
            self.fields.go_to_the_first_error()
        else:
            if written is not None:
                self._forget()
                self.dismiss(written)

    def action_leave(self) -> None:
        """Close; what was typed is dropped only if one says so."""
        if self.is_saving:
            return
        if self.is_dirty:
            self._ask_to_leave()
        else:
            self._forget()
            self.dismiss(None)

    @work(exclusive=True, group="leave")
    async def _ask_to_leave(self) -> None:
        choices = (
            ("garder", said("Garder pour plus tard")),
            ("effacer", said("Effacer ce qui est tapé")),
            ("continuer", said("Continuer la saisie")),
        )
        chosen = await self.app.push_screen_wait(ChooseDialog(said("Fermer la saisie ?"), choices))
        if chosen == "effacer":
            self._forget()
        if chosen in ("garder", "effacer"):
            self._left = True
            self.dismiss(None)

    def action_restart(self) -> None:
        """Drop what was typed before, and begin again from what is proposed."""
        for box in self.fields.boxes:
            box.text = self.start.get(box.plan.key, "")
            box.tell_error("")
        self.resumed = False
        self._tell("")
        self.fields.boxes[0].control.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Beginning again makes sense where one goes on with what was typed before."""
        del parameters
        return action != "restart" or (self.resumed and self.is_dirty)

    def _forget(self) -> None:
        self._left = True
        if self.ter.drafts:
            self.ter.drafts.drop(self.request.draft)

    def _read(self, prints: Mapping[str, str] | None = None) -> Reading:
        """The entry that the texts say, or what is wrong by field."""
        texts = {**self.fields.values, **(prints or {})}
        found = read_form(self.request, self.plans, texts, self.before, self.ter.desk.today)
        wrong = {box.plan.key: told for box in self.fields.boxes if (told := box.check())}
        errors = {**found.errors, **wrong}
        return Reading(None if errors else found.entry, errors)

    def _place(self, error: TerError) -> None:
        """Say what a rule refuses or doubts, under the field it is about."""
        warning = isinstance(error, ConfirmationNeeded)
        found = map(self.fields.box, fields_named(error.where))
        box = next((one for one in found if one is not None), None)
        self._tell("" if box is not None else told_of(error), warning=warning)
        if box is not None:
            box.tell_error(told_of(error), warning=warning)

    def _tell(self, message: str, *, warning: bool = False) -> None:
        tone: Tone = "attention" if warning else "alerte"
        sign = "◆" if warning else "▲"
        text = said(visible(f"{sign} {message}"), colour(self.app.current_theme, tone))
        self._show(text if message else Text(""))

    def _tell_resumed(self, kept: Kept) -> None:
        when = kept.since.astimezone()
        told = f"Saisie reprise, telle qu'elle était le {when:%d/%m à %H:%M}. Ctrl+N repart à neuf."
        self._show(said(told, colour(self.app.current_theme, "accent")))

    def _show(self, text: Text) -> None:
        if text == self._refusal:
            return
        self._refusal = text
        self.query_one("#refus", Static).update(text)
        self._fit(self.size.height)

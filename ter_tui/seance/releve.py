"""The relevé of a séance, whole, and the three things that are done of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from ter_core import events
from ter_core.errors import TerError
from ter_core.reports.instances import Instances
from ter_core.reports.seances import Seances
from ter_core.vocabulary.typography import french
from ter_tui.acts.looking import named
from ter_tui.acts.recording import fill
from ter_tui.forms.form import FormRequest
from ter_tui.ink import mark, said, user_text
from ter_tui.messages import JournalChanged
from ter_tui.seance.live import OPEN, Live, fetch
from ter_tui.seance.reading import told
from ter_tui.seance.saving import listed
from ter_tui.widgets.frame import KeyBar

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["ReleveScreen"]

_CHANNEL = "courriel"
_AROUND, _WIDEST = 5, 100  # columns that are not text, columns of a text
_VERBS = {
    "valider": ("ReleveValide", ("tenue",)),
    "diffuser": ("ReleveDiffuse", ("releve_valide", "diffuse")),
    "rectifier": ("ReleveRectifie", ("releve_valide", "diffuse")),
}


class ReleveScreen(Screen[None]):
    """The relevé as it will be sent."""

    help_text: ClassVar[str] = (
        "Le relevé de conclusions tel qu'il partira : présents, points, décisions. v le valide, "
        "d note à qui il est envoyé, r le rouvre pour le rectifier ; o rouvre la séance tant que "
        "le relevé n'est pas validé."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "say('valider')", "Valider"),
        Binding("d", "say('diffuser')", "Diffuser"),
        Binding("r", "say('rectifier')", "Rectifier"),
        Binding("o", "reopen", "Séance"),
        Binding("h", "history", "Histoire"),
        Binding("u", "undo", "Annuler", show=False),
        Binding("escape", "leave", "Fermer"),
    ]

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        self.live: Live | None = None

    @property
    def ter(self) -> TerApp:
        """The application."""
        return cast("TerApp", self.app)

    def compose(self) -> ComposeResult:
        """A title, the text, the keys."""
        yield Static("", id="seance-titre")
        with VerticalScroll(id="releve"):
            yield Static("", id="releve-texte")
        yield KeyBar(id="touches")

    def on_mount(self) -> None:
        """The arrows scroll; the text comes when it comes."""
        self.query_one("#releve").focus()
        self.query_one("#seance-titre", Static).update(said(" Relevé de conclusions", "bold"))
        self.reload()

    def on_resize(self) -> None:
        """Tables take the room there is."""
        self.reload()

    @on(JournalChanged)
    def _out_of_date(self) -> None:
        self.reload()

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Ask for the whole of it again."""
        try:
            self.known = await named(self.ter, "seance", self.known.subject)
            self.live, report = await fetch(self.ter.desk, self.known, self.ter.moment)
        except TerError as error:
            self.ter.tell_error(error)
            return
        self.ter.findings = report.findings
        theme = self.app.current_theme
        title = user_text(f" {self.live.code}  ", "bold")
        title.append_text(user_text(f"{self.live.instance_label}  "))
        self.query_one("#seance-titre", Static).update(
            title.append_text(mark(self.live.state_label, theme))
        )
        width = min(self.app.size.width - _AROUND, _WIDEST)
        text = told(report, self.live, theme, self._state(report.text[1:]), width)
        self.query_one("#releve-texte", Static).update(text)
        self.refresh_bindings()

    def _state(self, sentences: tuple[str, ...]) -> Text:
        """Where it stands; the sentences of a séance that is still open name commands."""
        live = self.live
        if live is None or not live.is_open:
            return user_text(" ".join(sentences))
        if live.state == "programmee":
            own = "Séance programmée : rien n'en est encore conclu."
        elif live.end is None:
            own = "Séance ouverte : sa fin se note par F10, depuis la séance."
        else:
            own = "À valider : v, quand il a été relu."
        return user_text(" ".join([french(own), *sentences[1:]]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what may follow is offered."""
        state = self.live.state if self.live else ""
        if action == "say":
            return state in _VERBS[str(parameters[0])][1]
        if action == "reopen":
            return state in OPEN and self.ter.moment is None
        return True

    @work(exclusive=True, group="say")
    async def action_say(self, verb: str) -> None:
        """Record it, its usual answers proposed."""
        live = self.live
        if live is None:
            return
        cls = events.get(_VERBS[verb][0])
        try:
            texts = await self._proposed(verb, live)
            label = f"{live.code} {live.instance_label}"
            await fill(self.ter, FormRequest(cls, live.subject, label, texts=texts))
        except TerError as error:
            self.ter.tell_error(error)

    async def _proposed(self, verb: str, live: Live) -> dict[str, str]:
        if verb == "valider":
            following = await self._following(live)
            leads = (await self._instance(live)).get("presidence") or ()
            return {
                "par": live.presidence or next(iter(leads), ""),
                "prochaine_seance": f"{following:%d/%m/%Y}" if following else "",
            }
        if verb == "diffuser":
            return {"destinataires": await self._recipients(live), "canal": _CHANNEL}
        return {}

    async def _following(self, live: Live) -> date | None:
        """The day of the next séance of the instance, if one is programmed."""
        rows = (await self.ter.desk.ask(Seances(instance=live.instance))).named()
        days = [
            row["debut"].date()
            for row in rows
            if row["debut"] and live.start and row["debut"] > live.start
            and row["libelle_etat"] == "programmée"
        ]  # fmt: skip
        return min(days, default=None)

    async def _instance(self, live: Live) -> dict[str, Any]:
        rows = (await self.ter.desk.ask(Instances())).named()
        return next((one for one in rows if one["code"] == live.instance), {})

    async def _recipients(self, live: Live) -> str:
        """The présidence and the members of the instance, and whoever was there."""
        row = await self._instance(live)
        here = [one.code for one in live.seats if one.presence in ("présent", "représenté")]
        members = [*(row.get("presidence") or ()), *(row.get("membres") or ())]
        gone = {one.code for one in await self.ter.desk.known("acteur", "organisme")
                if one.state == "retire"}  # fmt: skip
        return listed(code for code in [*members, *here] if code not in gone)

    async def action_reopen(self) -> None:
        """Go on writing the séance."""
        from ter_tui.screens.seance import SeanceScreen

        below = self.app.screen_stack[-2]
        if isinstance(below, SeanceScreen):
            self.dismiss(None)
        else:
            await self.app.switch_screen(SeanceScreen(self.known))

    def action_history(self) -> None:
        """The story of the séance."""
        self.ter.tell_history("seance", self.known.subject)

    def action_undo(self) -> None:
        """Take back its last event."""
        self.ter.undo("seance", self.known.subject)

    def action_leave(self) -> None:
        """Back to the list."""
        self.dismiss(None)

    async def action_press(self, key: str) -> None:
        """Do what a key does, for who clicks on it."""
        self.app.simulate_key(key)

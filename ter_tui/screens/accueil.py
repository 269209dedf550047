"""Accueil: what is late, what comes, what to do now; painted from the last run, then refreshed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ter_tui.ink import said
from ter_tui.screens.accueil_blocks import Block, read_blocks, told_blocks
from ter_tui.screens.accueil_journal import drafts_block, journal_block, nb_conflicts
from ter_tui.screens.rubric import RubricScreen
from ter_tui.widgets.block import BlockView
from ter_tui.widgets.frame import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.screens.accueil_gather import Asked

__all__ = ["Accueil"]

_WIDE, _TALL = 100, 34
_FEW, _MANY = 5, 8
_LEFT = ("depart", "saisies", "retards", "dates", "afaire")
_RIGHT = ("couverture", "recents", "journal")
_LAST = 8


class Accueil(RubricScreen):
    """The first screen: blocks that Tab goes through, lines that the arrows do."""

    help_text: ClassVar[str] = (
        "Ce qui presse, et où l'on en est. Les flèches vont de ligne en ligne, Tab de bloc en "
        "bloc, Entrée ouvre. n enregistre quelque chose, s ouvre la séance du jour ou la plus "
        "proche. Les chiffres 1 à 9 ouvrent les rubriques ; Ctrl+P cherche partout. Ce qui est "
        "suivi de « … » date de la dernière ouverture, et se rafraîchit."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Enregistrer"),
        Binding("s", "live", "Séance"),
        Binding("slash,colon", "app.command_palette", "Chercher", show=False),
        Binding("u", "app.undo_last", "Annuler", show=False),
        Binding("f9", "app.findings", "Constats", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.blocks: dict[str, Block] = {}

    def body(self) -> ComposeResult:
        """Two columns where there is room, else one that scrolls; as the last run showed them."""
        self.blocks = read_blocks(self.ter.shown_before.get("blocs", ()))
        with VerticalScroll(id="accueil", can_focus=False):
            yield Static(said("Lecture du journal…"), id="attente")
            for side, names in (("gauche", _LEFT), ("droite", _RIGHT)):
                with Vertical(id=side):
                    yield from (BlockView(name, self.blocks.get(name)) for name in names)

    def on_mount(self) -> None:
        """What the last run showed can be gone through at once; then what is true now."""
        self._measure()
        self.query_one("#attente").display = False
        if self.ter.opening_error is not None:
            self._set_out()
            return
        self._focus_first()

    def on_resize(self) -> None:
        """One column or two."""
        self._measure()

    @property
    def _is_tall(self) -> bool:
        return self.app.size.width >= _WIDE and self.app.size.height >= _TALL

    def _measure(self) -> None:
        self.set_class(self.app.size.width >= _WIDE, "-large")

    @work(exclusive=True, group="depart")
    async def _set_out(self) -> None:
        """There is no log: ask for one, then go on."""
        from ter_tui.dialogs.depart import set_out

        await set_out(self.ter)
        if self.ter.opening_error is None:
            self.reload()

    def view(self, name: str) -> BlockView:
        """The widget of a block."""
        return self.query_one(f"#bloc-{name}", BlockView)

    def show_block(self, block: Block) -> None:
        """Show a block; the first one that has lines takes the keyboard."""
        if block.name in (*_LEFT, *_RIGHT):
            self.query_one("#attente").display = False
            self.blocks[block.name] = block
            self.view(block.name).show(block)
            if self.focused is None:
                self._focus_first()

    def hide_block(self, name: str) -> None:
        """Show a block no more."""
        self.blocks.pop(name, None)
        view = self.view(name)
        had_focus = view.has_focus
        view.show(None)
        if had_focus:
            self._focus_first()

    def _focus_first(self) -> None:
        found = (one for one in self.query(BlockView) if one.display and one.lines)
        self.set_focus(next(found, None), scroll_visible=False)

    async def load(self) -> None:
        """Every block; until the first is there, say what is waited for."""
        if self.ter.opening_error is not None:
            return
        waiting = self.query_one("#attente")
        waiting.display = not self.blocks
        try:
            await self._show_all()
        finally:
            waiting.display = False

    async def _show_all(self) -> None:
        """Every block, the most pressing first; then keep them for the next run."""
        from ter_tui.screens.accueil_gather import Asked, gather

        self._show_or_hide("saisies", drafts_block(self.ter))
        asked = Asked(self.ask, self.ter.today, _MANY if self._is_tall else _FEW)
        empty = []
        async for block in gather(asked):
            if block.lines:
                self.show_block(block)
            else:
                empty.append(block)
        is_living = await self._load_territory(asked)
        for block in empty:
            self._show_or_hide(block.name, block if is_living else None)
        if self.ter.moment is None:
            await self.ter.desk.keep_shown(self.summary())

    async def _load_territory(self, asked: Asked) -> bool:
        """What the territory is called, what it still has to say, its log; whether it works."""
        from ter_tui.screens.accueil_checklist import checklist, is_living

        subjects = await asked("sujets")
        territory = next((row for row in subjects if row["nature"] == "territoire"), None)
        self.ter.territory = str(territory["libelle"] or "") if territory else ""
        self.query_one(TitleBar).refresh()
        living = is_living(subjects)
        block = None
        if not living:
            signed, counted = await asked("convention"), await asked("effectifs")
            has_convention = any(row["nature"] == "convention" for row in signed)
            block = checklist(subjects, has_convention=has_convention, has_headcounts=bool(counted))
        is_new = block is not None and "depart" not in self.blocks
        self._show_or_hide("depart", block)
        if is_new:
            self.view("depart").focus()
        disputed = nb_conflicts(await asked("conflits"))
        self.ter.conflicts = disputed
        await asked("evenements", derniers=_LAST)
        if asked.last is not None:
            self.show_block(journal_block(asked.last, subjects, disputed))
        return living

    def _show_or_hide(self, name: str, block: Block | None) -> None:
        if block is None:
            self.hide_block(name)
        else:
            self.show_block(block)

    def summary(self) -> dict[str, Any]:
        """The blocks, and the name of the territory."""
        kept = {name: block for name, block in self.blocks.items() if name != "saisies"}
        return {"territoire": self.ter.territory, "blocs": told_blocks(kept)}

    def on_screen_resume(self) -> None:
        """Drafts may have come or gone behind it, and the log may have grown."""
        if self.is_filled:
            self._show_or_hide("saisies", drafts_block(self.ter))

    @on(BlockView.Chosen)
    def _chosen(self, event: BlockView.Chosen) -> None:
        event.stop()
        from ter_tui.screens.accueil_doing import do

        do(self.ter, event.target)

    def action_new(self) -> None:
        """Choose what to record."""
        from ter_tui.screens.accueil_doing import record_new

        record_new(self.ter)

    def action_live(self) -> None:
        """The séance of today, or the nearest one."""
        from ter_tui.screens.accueil_doing import go_live

        go_live(self.ter)

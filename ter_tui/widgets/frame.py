"""What frames every screen: title and tabs above, keys below, a banner when something matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from ter_core.vocabulary.dates import spoken_day
from ter_tui.catalogue import RUBRIQUES
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import ActiveBinding
    from textual.screen import Screen

    from ter_tui.app import TerApp

__all__ = ["Banner", "Bar", "KeyBar", "Tabs", "TitleBar", "link"]

_WIDE = 100


def link(text: Text, action: str) -> Text:
    """The same text, which a click acts on."""
    text.stylize(Style.from_meta({"@click": action}))
    return text


class TitleBar(Static):
    """The territory, the day that is looked at, who writes."""

    def render(self) -> Text:
        """One line, the day at its right."""
        app = cast("TerApp", self.app)
        name = user_text(f" {app.territory or 'ter'}", "bold")
        day = spoken_day(app.today, weekday=True)
        right = said(f"{day} ")
        author = app.desk.signed_by
        if author and self.size.width >= _WIDE:
            right = user_text(f"{author.partition(':')[2]} · ").append_text(right)
        room = self.size.width - right.cell_len
        name.truncate(max(room - 1, 0), overflow="ellipsis")
        name.pad_right(room - name.cell_len)
        return name.append_text(right)


class Bar(Static):
    """One line in which parts answer to a click, without being underlined for it."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.auto_links = False


class Tabs(Bar):
    """The rubriques and their digits; the one that is open stands out."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def render(self) -> Text:
        """One line: whole names where there is room, then short ones, then close to each other.

        At last only the open one has a name, the others their digits.
        """
        ways = ((True, True), (False, True), (False, False))
        lines = (self._line(whole=whole, apart=apart) for whole, apart in ways)
        found = next((line for line in lines if line.cell_len <= self.size.width), None)
        return found or self._line(whole=False, apart=False, named=False)

    def _line(self, *, whole: bool, apart: bool, named: bool = True) -> Text:
        """The names; the open one has a blank on both sides, whatever the room."""
        digit = colour(self.app.current_theme, "accent")
        line = Text("", no_wrap=True)
        for number, one in enumerate(RUBRIQUES, start=1):
            is_open = one.name == self.current
            name = (" " if apart else "") + (one.label if whole else one.short)
            name = name if named or is_open else ""
            before = "" if line.plain.endswith(" ") and not (apart or is_open) else " "
            after = " " if apart or is_open else ""
            text = Text.assemble(before, (str(number), "" if is_open else digit), name, after)
            if is_open:
                text.stylize("bold reverse")
            line.append_text(link(text, f"app.open('{one.name}')"))
        if not apart and self.current == RUBRIQUES[-1].name:
            line.right_crop(1)
        return line


class Banner(Bar):
    """What must not be missed: another day is shown, the log has something to say."""

    def update_from(self, app: TerApp) -> None:
        """Say it, or disappear."""
        told = list(self._told(app))
        self.display = bool(told)
        self.update(Text("  ").join(told))

    def _told(self, app: TerApp) -> Iterator[Text]:
        if app.moment is not None:
            text = said(f"⏱ Vous regardez le {spoken_day(app.moment)} : rien ne s'enregistre.")
            yield link(text.append(" ").append("Ctrl+D : revenir", "underline"), "app.moment")
        grave = [finding for finding in app.findings if finding.gravite >= 1]
        if grave:
            damaged = any(finding.gravite >= 4 for finding in grave)
            tone = colour(app.current_theme, "alerte" if damaged else "attention")
            what = "Le journal est abîmé" if damaged else "Le journal a quelque chose à dire"
            text = said(f"▲ {what} ({len(grave)}).").append(" ").append("F9 : voir", "underline")
            text.stylize(tone)
            yield link(text, "app.findings")
        if app.conflicts and app.moment is None:
            several = "s" if app.conflicts > 1 else ""
            text = said(f"◆ {app.conflicts} conflit{several} à trancher.")
            text.append(" ").append("F8 : trancher", "underline")
            text.stylize(colour(app.current_theme, "attention"))
            yield link(text, "app.conflicts")


class KeyBar(Bar):
    """The keys of the moment, those of the focused widget first; a click presses them."""

    def on_mount(self) -> None:
        """Follow what the keys become."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[Any]) -> None:
        self.refresh()

    def render(self) -> Text:
        """As many keys as there is room for."""
        line = Text(no_wrap=True, overflow="ellipsis")
        key_style = f"bold {colour(self.app.current_theme, 'accent')}"
        seen: set[str] = set()
        for one in self._in_order():
            binding = one.binding
            if not binding.show or binding.action in seen:
                continue
            seen.add(binding.action)
            key = Text(f" {self.app.get_key_display(binding)}", style=key_style)
            text = Text.assemble(key, f"\u00a0{binding.description} ")
            if not one.enabled:
                text.stylize("dim")
            if line.cell_len + text.cell_len > self.size.width:
                break
            line.append_text(link(text, f"screen.press('{binding.key}')"))
        return line

    def _in_order(self) -> list[ActiveBinding]:
        """The keys, those that the screen names first."""
        first: tuple[str, ...] = getattr(self.screen, "key_order", ())
        places = {key: at for at, key in enumerate(first)}
        keys = self.screen.active_bindings.items()
        return [one for _, one in sorted(keys, key=lambda found: places.get(found[0], len(first)))]

"""Textual in French: it knows no gettext, so its own words are replaced, all of them here.

Whatever shows keys reads them in `Screen.active_bindings`: they are put into French there, for
every widget, Textual's or ours, imported early or late. The few other words are defaults of
arguments and three methods. `install` replaces them all, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import rich._wrap
import textual._wrap
from textual.app import App, SystemCommand
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.keys import format_key
from textual.screen import Screen
from textual.widgets import Input, LoadingIndicator, OptionList, Select
from textual.widgets.option_list import Option

from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.binding import ActiveBinding, Binding
    from textual.types import OptionListContent

__all__ = ["WORDS", "in_french", "install", "key_display", "translated"]

SEARCHING: Final = "Chercher une commande, un code, un libellé…"
NOTHING: Final = "Rien ne correspond."
LOADING: Final = "Chargement…"
CHOOSE: Final = "Choisir"

_KEYS: Final = {
    "backspace": "Retour arr.",
    "delete": "Suppr",
    "down": "↓",
    "end": "Fin",
    "enter": "Entrée",
    "escape": "Échap",
    "home": "Début",
    "insert": "Inser",
    "left": "←",
    "minus": "-",
    "pagedown": "Page suiv.",
    "pageup": "Page préc.",
    "right": "→",
    "space": "Espace",
    "tab": "Tab",
    "up": "↑",
}
_MODIFIERS: Final = {"alt": "Alt", "ctrl": "Ctrl", "shift": "Maj", "super": "Super"}
_HELD: Final = "\u00a0\u202f"  # spaces that never break
_FUNCTION: Final = re.compile(r"f\d{1,2}")

WORDS: Final = {
    # any screen, the application
    "Focus Next": "Aller au champ suivant",
    "Focus Previous": "Aller au champ précédent",
    "Copy selected text": "Copier la sélection",
    "Quit": "Quitter",
    "Quit the app and return to the command prompt.": "Quitter et revenir à l'invite de commandes",
    "Quit the application as soon as possible": "Fermer l'interface",
    "palette": "Chercher",
    "Open the command palette": "Chercher une commande ou une fiche",
    # the palette
    "Exit the command palette": "Fermer la recherche",
    "Go to bottom": "Dernière proposition",
    "Go to top": "Première proposition",
    "Next command": "Proposition suivante",
    "Next page": "Page suivante",
    "Previous command": "Proposition précédente",
    "Previous page": "Page précédente",
    "Keys": "Touches",
    "Hide the keys and widget help panel": "Cacher le panneau des touches",
    "Show help for the focused widget and a summary of available keys": "Montrer les touches",
    "Maximize": "Agrandir",
    "Maximize the focused widget": "Agrandir ce qui est choisi",
    "Minimize": "Réduire",
    "Minimize the widget and restore to normal size": "Revenir à la taille ordinaire",
    # what scrolls
    "Scroll Up": "Défiler vers le haut",
    "Scroll Down": "Défiler vers le bas",
    "Scroll Left": "Défiler vers la gauche",
    "Scroll Right": "Défiler vers la droite",
    "Scroll Home": "Aller au début",
    "Scroll End": "Aller à la fin",
    "Page Up": "Page précédente",
    "Page Down": "Page suivante",
    "Page Left": "Page à gauche",
    "Page Right": "Page à droite",
    # tables and lists
    "Select": CHOOSE,
    "Cursor up": "Monter",
    "Cursor down": "Descendre",
    "Cursor left": "Aller à gauche",
    "Cursor right": "Aller à droite",
    "Page up": "Page précédente",
    "Page down": "Page suivante",
    "Top": "Première ligne",
    "Bottom": "Dernière ligne",
    "Home": "Début de la ligne",
    "End": "Fin de la ligne",
    "Up": "Monter",
    "Down": "Descendre",
    "First": "Aller au premier",
    "Last": "Aller au dernier",
    "Next option": "Choix suivant",
    "Previous option": "Choix précédent",
    "Next tab": "Onglet suivant",
    "Previous tab": "Onglet précédent",
    "Show menu": "Ouvrir la liste",
    "Dismiss menu": "Fermer la liste",
    "Toggle": "Cocher ou décocher",
    "Toggle option": "Cocher ou décocher",
    "Press button": "Appuyer",
    "Open link": "Ouvrir le lien",
    "Toggle collapsible": "Déplier ou replier",
    "Cursor Up": "Monter",
    "Cursor Down": "Descendre",
    "Cursor to parent": "Remonter d'un niveau",
    "Cursor to next ancestor": "Branche suivante",
    "Cursor to previous sibling": "Branche précédente, même niveau",
    "Cursor to next sibling": "Branche suivante, même niveau",
    "Expand or collapse all": "Tout déplier ou replier",
    # a line to type in
    "Submit": "Valider",
    "Move cursor left": "Aller à gauche",
    "Move cursor left and select": "Sélectionner à gauche",
    "Move cursor left a word": "Mot précédent",
    "Move cursor left a word and select": "Sélectionner le mot précédent",
    "Move cursor right": "Aller à droite",
    "Move cursor right or accept the completion suggestion": "Aller à droite, ou compléter",
    "Move cursor right and select": "Sélectionner à droite",
    "Move cursor right a word": "Mot suivant",
    "Move cursor right a word and select": "Sélectionner le mot suivant",
    "Delete character left": "Effacer à gauche",
    "Delete character right": "Effacer à droite",
    "Select all": "Tout sélectionner",
    "Go to start": "Aller au début",
    "Go to end": "Aller à la fin",
    "Select line start": "Sélectionner jusqu'au début",
    "Select line end": "Sélectionner jusqu'à la fin",
    "Delete left to start of word": "Effacer le mot à gauche",
    "Delete all to the left": "Effacer tout à gauche",
    "Delete right to start of word": "Effacer le mot à droite",
    "Delete all to the right": "Effacer tout à droite",
    "Cut selected text": "Couper la sélection",
    "Paste text from the clipboard": "Coller",
    # a text of several lines
    "Cursor word left": "Mot précédent",
    "Cursor word right": "Mot suivant",
    "Cursor line start": "Début de la ligne",
    "Cursor line end": "Fin de la ligne",
    "Cursor page up": "Page précédente",
    "Cursor page down": "Page suivante",
    "Cursor left word select": "Sélectionner le mot précédent",
    "Cursor right word select": "Sélectionner le mot suivant",
    "Cursor line start select": "Sélectionner jusqu'au début de la ligne",
    "Cursor line end select": "Sélectionner jusqu'à la fin de la ligne",
    "Cursor up select": "Sélectionner vers le haut",
    "Cursor down select": "Sélectionner vers le bas",
    "Cursor left select": "Sélectionner à gauche",
    "Cursor right select": "Sélectionner à droite",
    "Select line": "Sélectionner la ligne",
    "Cut": "Couper",
    "Copy": "Copier",
    "Paste": "Coller",
    "Delete to line start": "Effacer jusqu'au début de la ligne",
    "Delete to line end": "Effacer jusqu'à la fin de la ligne",
    "Delete line": "Effacer la ligne",
    "Undo": "Défaire",
    "Redo": "Refaire",
}
"""The words of Textual's widgets, keys and tooltips, as they are written in its sources."""

_LEFT_OUT: Final = (
    "Theme",
    "Screenshot",
)  # our palette has its own themes; a capture speaks English


@lru_cache(maxsize=512)
def in_french(text: str) -> str:
    """A word of Textual in French; any other is one of ours, which typography alone may change."""
    return french(WORDS.get(text, text))


@lru_cache(maxsize=1024)
def translated(binding: Binding) -> Binding:
    """The same key, told in French."""
    return replace(
        binding, description=in_french(binding.description), tooltip=in_french(binding.tooltip)
    )


def key_display(binding: Binding) -> str:
    """A key as a French keyboard says it: « Entrée », « Ctrl+S »; the first of several."""
    return binding.key_display or _key_name(binding.key.split(",")[0].strip() or binding.key)


@lru_cache(maxsize=512)
def _key_name(key: str) -> str:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    told = [_MODIFIERS.get(one, one.capitalize()) for one in modifiers]
    if name in _KEYS:
        shown = _KEYS[name]
    elif _FUNCTION.fullmatch(name):
        shown = name.upper()
    else:
        shown = format_key(name)
        if len(shown) == 1 and shown.isalpha():
            if shown.isupper() and not modifiers:
                told.append(_MODIFIERS["shift"])
            if told:
                shown = shown.upper()
    return "+".join([*told, shown])


@cache
def install() -> None:
    """Have Textual speak French, in this process; saying it again changes nothing."""
    spoken: tuple[tuple[Any, str, Any], ...] = (
        (Screen, "active_bindings", property(_bindings_of(Screen.active_bindings.fget))),  # type: ignore[attr-defined]
        (App, "get_system_commands", _commands_of(App.get_system_commands)),
        (App, "action_help_quit", _tell_how_to_quit),
        (CommandList, "add_option", _add_option),
        (LoadingIndicator, "render", _rendering_of(LoadingIndicator.render)),
    )
    for cls, name, value in spoken:
        setattr(cls, name, value)
    # A space that never breaks is a letter like another where lines are broken.
    rich._wrap.re_word = re.compile(rf"[^\S{_HELD}]*[\S{_HELD}]+[^\S{_HELD}]*")  # noqa: SLF001
    textual._wrap.re_chunk = re.compile(rf"[\S{_HELD}]+[^\S{_HELD}]*|[^\S{_HELD}]+")  # noqa: SLF001
    Input.BINDING_GROUP_TITLE = "Champ"
    _by_default(CommandPalette.__init__, placeholder=SEARCHING)
    _by_default(Select.__init__, prompt=CHOOSE)
    _by_default(Select.from_values, prompt=CHOOSE)


def _by_default(function: Any, **values: str) -> None:
    getattr(function, "__func__", function).__kwdefaults__.update(values)


def _bindings_of(
    original: Callable[[Screen[Any]], dict[str, ActiveBinding]],
) -> Callable[[Screen[Any]], dict[str, ActiveBinding]]:
    def active_bindings(screen: Screen[Any]) -> dict[str, ActiveBinding]:
        return {
            key: active._replace(
                binding=translated(active.binding), tooltip=in_french(active.tooltip)
            )
            for key, active in original(screen).items()
        }

    return active_bindings


def _commands_of(
    original: Callable[[App[Any], Screen[Any]], Iterable[SystemCommand]],
) -> Callable[[App[Any], Screen[Any]], Iterable[SystemCommand]]:
    def get_system_commands(app: App[Any], screen: Screen[Any]) -> Iterable[SystemCommand]:
        for one in original(app, screen):
            if one.title not in _LEFT_OUT:
                yield one._replace(title=in_french(one.title), help=in_french(one.help))

    return get_system_commands


def _rendering_of(
    original: Callable[[LoadingIndicator], RenderResult],
) -> Callable[[LoadingIndicator], RenderResult]:
    def render(indicator: LoadingIndicator) -> RenderResult:
        return LOADING if indicator.app.animation_level == "none" else original(indicator)

    return render


def _tell_how_to_quit(app: App[Any]) -> None:
    """What Ctrl+C answers, where there is nothing to copy."""
    for active in app.active_bindings.values():
        if active.binding.action in ("quit", "app.quit"):
            app.notify(
                french(f"{app.get_key_display(active.binding)} ferme l'interface."),
                title=french("Vous voulez quitter ?"),
                markup=False,
            )
            return


def _add_option(commands: CommandList, option: OptionListContent = None) -> CommandList:
    """The palette adds a single option by itself: that nothing was found."""
    if isinstance(option, Option) and option.id == CommandPalette._NO_MATCHES:  # noqa: SLF001
        option = Option(Content(NOTHING), id=option.id, disabled=True)
    return OptionList.add_option(commands, option)

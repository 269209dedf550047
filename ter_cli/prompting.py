"""Asking, on a terminal, for what the command line left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.diagnostics import Unreadable
from ter_cli.options import checked, read_items, read_value
from ter_core.events.fields import Flag, Lines, OneChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ter_cli.render import Console
    from ter_core.events.base import EventField

__all__ = ["ask_alternative", "ask_field", "ask_text"]


def ask_text(console: Console, label: str, example: str = "") -> str:
    """A text that is not empty."""
    hint = f" (exemple : {example})" if example else ""
    while not (answer := console.ask(f"{label}{hint} : ")):
        console.tell("Il faut une réponse ; Ctrl-C abandonne sans rien écrire.")
    return answer


def ask_field(console: Console, spec: EventField) -> Any:
    """The value of a field, asked again until it can be read."""
    kind = spec.kind
    if isinstance(kind, OneChoice):
        console.tell(f"{kind.label} :")
        for member in kind.choices:
            console.tell(f"  {member.value:<20} {member.label}")
    if isinstance(kind, Lines):
        return _again(console, lambda: checked(spec, tuple(_asked_lines(console, kind)), ""))
    hint = " (oui ou non)" if isinstance(kind, Flag) else ""
    example = kind.example or ("plusieurs se séparent par des virgules" if kind.many else "")

    def once() -> Any:
        typed = ask_text(console, f"{kind.label}{hint}", example)
        value = read_items(kind, typed, "") if kind.many else read_value(kind, typed, "")
        return checked(spec, value, "")

    return _again(console, once)


def ask_alternative(console: Console, specs: Sequence[EventField]) -> EventField:
    """Which of several fields to give."""
    for number, spec in enumerate(specs, start=1):
        console.tell(f"  {number}. {spec.kind.label}")
    numbers = [str(number) for number in range(1, len(specs) + 1)]
    while (answer := console.ask(f"Lequel ({' ou '.join(numbers)}) : ")) not in numbers:
        console.tell(f"Répondez {' ou '.join(numbers)}.")
    return specs[int(answer) - 1]


def _asked_lines(console: Console, kind: Lines) -> list[Any]:
    console.tell(
        f"{kind.label} : une par ligne, comme « {kind.of.example} » ; une ligne vide finit."
    )
    found: list[Any] = []
    while typed := console.ask(f"  {len(found) + 1}. "):
        try:
            found += read_items(kind, typed, "")
        except Unreadable as error:
            console.tell(f"  {error}")
    return found


def _again(console: Console, read: Callable[[], Any]) -> Any:
    """What `read` answers; its refusals are told, and it is asked again."""
    while True:
        try:
            return read()
        except Unreadable as error:
            console.tell(f"  {error}")

"""Rules that several subjects share: two dates in order, and what may still join a séance.

And what a field holds once `champs` have changed it, for the rules that bind two fields.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ter_core.events.situation import Breach
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.changes import Changes
    from ter_core.events.situation import Situation

__all__ = [
    "after_change",
    "day_after_change",
    "day_of_seance",
    "joins_seance",
    "not_before_start",
    "start_before_end",
]

_SETTLED = ("releve_valide", "diffuse")


def start_before_end(start: date, end: date | None) -> Iterator[Breach]:
    """`fin` does not come before `debut`."""
    if end is not None and end < start:
        yield Breach(
            "fin",
            f"La fin ({_spoken(end)}) précède le début ({_spoken(start)}).",
            "Corrigez l'une des deux dates.",
        )


def after_change(champs: Changes, name: str, situation: Situation) -> Any:
    """What a kept field holds once changed: the value given, None if emptied, else what it held."""
    given = getattr(champs, name)
    if given is not None or name in champs.vider:
        return given
    return situation.value(name)


def day_after_change(champs: Changes, name: str, situation: Situation) -> date | None:
    """The same of a day."""
    found = after_change(champs, name, situation)
    return date.fromisoformat(found) if isinstance(found, str) else found


def day_of_seance(situation: Situation, seance: str | None = None) -> date | None:
    """The day of a séance (the event's own subject by default); None if it is not known."""
    debut = situation.value("debut", seance)
    return date.fromisoformat(debut[:10]) if debut else None


def not_before_start(
    situation: Situation, field: str, seance: str | None = None
) -> Iterator[Breach]:
    """Nothing is concluded in a séance that has not begun."""
    debut = situation.value("debut", seance)
    if debut and datetime.fromisoformat(debut) > situation.now:
        start = datetime.fromisoformat(debut)
        yield Breach(
            field,
            f"La séance n'a pas encore commencé : elle est prévue le {_spoken(start)}.",
            "Attendez son début, ou reportez-la à la bonne heure (`ter seance reporter`).",
        )


def joins_seance(situation: Situation, field: str, seance: str) -> Iterator[Breach]:
    """What may be attached to a séance: it stands, has begun, and its relevé is not validated."""
    state, name = situation.state(seance), situation.named(seance)
    if state == "annulee":
        yield Breach(field, f"La séance « {name} » est annulée.", "Citez celle qui s'est tenue.")
    elif state in _SETTLED:
        yield Breach(
            field,
            f"Le relevé de la séance « {name} » est validé : plus rien ne s'y ajoute.",
            "Rectifiez d'abord le relevé (`ter releve rectifier`), ou dites où la décision a été "
            "prise hors séance (`--hors-seance`).",
        )
    else:
        yield from not_before_start(situation, field, seance)


def _spoken(moment: date) -> str:
    day = spoken_day(moment)
    return f"{day} à {moment:%H:%M}" if isinstance(moment, datetime) else day

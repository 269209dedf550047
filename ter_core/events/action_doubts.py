"""The doubt that an action is already there: two people often write down one outing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from ter_core.events.doubts import doubt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation
    from ter_core.events.situation import Warning as Doubt

__all__ = ["Outline", "duplicates"]


@frozen
class Outline:
    """What makes two actions look like one."""

    axe: str
    nature: str
    debut: date
    fin: date
    etablissements: frozenset[str]

    def common(self, other: Outline) -> frozenset[str]:
        """The schools of both, if they are for one axe, of one nature, and on days in common."""
        alike = (self.axe, self.nature) == (other.axe, other.nature)
        meet = self.debut <= other.fin and other.debut <= self.fin
        return self.etablissements & other.etablissements if alike and meet else frozenset()


def duplicates(field: str, outline: Outline, situation: Situation) -> Iterator[Doubt]:
    """Another action that stands, for the same axe, of the same nature, then and there."""
    yield from doubt_of("doublon", field, _alike(outline, situation))


def _alike(outline: Outline, situation: Situation) -> Iterator[str]:
    for other in situation.subjects("action"):
        if other == situation.subject or situation.value("nature", other) != outline.nature:
            continue  # the cheapest of the questions first: a log holds thousands of actions
        known = _outline(other, situation)
        if known and (schools := outline.common(known)):
            named = ", ".join(sorted(situation.named(school) for school in schools))
            yield (
                f"« {situation.named(other)} » y ressemble "
                f"({situation.value('intitule', other)}) : même axe, même nature, jours communs, "
                f"et {named} dans les deux."
            )


def _outline(action: str, situation: Situation) -> Outline | None:
    start, end = situation.value("debut", action), situation.value("fin", action)
    if not (start and end):
        return None
    return Outline(
        situation.value("axe", action),
        situation.value("nature", action),
        date.fromisoformat(start),
        date.fromisoformat(end),
        frozenset(situation.value("etablissements", action) or ()),
    )

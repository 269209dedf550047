"""What each rubrique shows: its lists, each a question, and the subjects that its rows are.

A list says what no class does: where a question belongs, what names a row, which columns are worth
the first places. The events that may be said about a row follow from its kind (see `verbs`).
"""

from __future__ import annotations

from attrs import frozen

from ter_tui import lists
from ter_tui.listed import Listing

__all__ = ["RUBRIQUES", "Listing", "Rubric", "listing_of", "rubric"]


@frozen
class Rubric:
    """A tab: its key, its name, the same where room is short, its lists if it is made of them."""

    name: str
    label: str
    short: str
    lists: tuple[Listing, ...] = ()


RUBRIQUES = (
    Rubric("accueil", "Accueil", "Accueil"),
    Rubric("seances", "Séances", "Séances", lists.SEANCES),
    Rubric("decisions", "Décisions", "Décisions", lists.DECISIONS),
    Rubric("actions", "Actions", "Actions", lists.ACTIONS),
    Rubric("participations", "Participations", "Particip.", lists.PARTICIPATIONS),
    Rubric("reseau", "Réseau", "Réseau", lists.RESEAU),
    Rubric("evaluation", "Évaluation", "Éval.", lists.EVALUATION),
    Rubric("bilan", "Bilan", "Bilan"),
    Rubric("journal", "Journal", "Journal", lists.JOURNAL),
)


def rubric(name: str) -> Rubric:
    """The rubrique of a name."""
    return next(one for one in RUBRIQUES if one.name == name)


def listing_of(kind: str) -> tuple[Rubric, Listing] | None:
    """Where the subjects of a kind are listed: where they are created, if that is somewhere."""
    found = [(one, each) for one in RUBRIQUES for each in one.lists if each.kind == kind]
    return next((one for one in found if one[1].creates), found[0] if found else None)

"""Appréciation: what is noticed or wished all year long, and feeds the bilan."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.axe import TRANSVERSAL
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, OneOf, Subject
from ter_core.events.fields import Ref, Text

__all__ = ["APPRECIATION", "DifficulteRelevee", "PerspectiveProposee", "ReussiteRelevee"]

_ABOUT = (OneOf(("axe", "action"), required=False),)
_Axe = Annotated[
    str | None,
    Ref("Axe", to=("axe",), words=(TRANSVERSAL,), help="Ou « transversal ».", example="axe-3"),
]
_Action = Annotated[str | None, Ref("Action", to=("action",), example="A7")]

APPRECIATION = Subject(
    kind="appreciation",
    label="appréciation",
    plural="appréciations",
    key=KeyForm.EVENT,
    definition="Une réussite, une difficulté ou une perspective, notée au fil de l'année pour la "
    "partie qualitative du bilan.",
)


@frozen(kw_only=True)
class ReussiteRelevee(Event):
    """Une réussite est relevée, pour le bilan."""

    declaration = Declaration(
        subject=APPRECIATION,
        verb="relever",
        label="Réussite relevée",
        creates=True,
        one_of=_ABOUT,
    )

    texte: Annotated[
        str, Text("Texte", example="Les classes de Vars et de Risoul préparent la rencontre seules")
    ]
    axe: _Axe = None
    action: _Action = None


@frozen(kw_only=True)
class DifficulteRelevee(Event):
    """Une difficulté est relevée, pour le bilan."""

    declaration = Declaration(
        subject=APPRECIATION,
        verb="relever",
        label="Difficulté relevée",
        creates=True,
        one_of=_ABOUT,
    )

    texte: Annotated[str, Text("Texte", example="Le car du jeudi ne monte plus à Ceillac")]
    axe: _Axe = None
    action: _Action = None


@frozen(kw_only=True)
class PerspectiveProposee(Event):
    """Une perspective est proposée, pour le bilan."""

    declaration = Declaration(
        subject=APPRECIATION,
        verb="proposer",
        label="Perspective proposée",
        creates=True,
        one_of=_ABOUT,
    )

    texte: Annotated[str, Text("Texte", example="Ouvrir la rencontre aux familles en juin")]
    axe: _Axe = None
    action: _Action = None

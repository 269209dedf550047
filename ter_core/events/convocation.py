"""Convocation: what goes out before a séance, its agenda and who is asked to come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration
from ter_core.events.fields import ANYONE, Lines, Refs, Title
from ter_core.events.seance import SEANCE
from ter_core.events.seance_lines import Point
from ter_core.events.situation import Breach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ConvocationDiffusee", "OrdreDuJourArrete", "members", "somebody_receives"]


@frozen(kw_only=True)
class OrdreDuJourArrete(Event):
    """L'ordre du jour est arrêté ; il remplace le précédent."""

    declaration = Declaration(
        subject=SEANCE, verb="arreter", label="Ordre du jour arrêté", sets=("points",)
    )

    points: Annotated[
        tuple[Point, ...],
        Lines(
            "Points",
            of=Point,
            least=1,
            help="Numéro et titre, puis entre parenthèses le code du rapporteur s'il y en a un.",
            example="1 Suivi des décisions (principal)",
            more=("2 Transport",),
        ),
    ]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """One number, one point."""
        del situation
        for n, times in Counter(point.n for point in self.points).items():
            if times > 1:
                yield Breach(
                    "points",
                    f"Le numéro {n} est donné à {times} points.",
                    "Numérotez-les de 1 en 1.",
                )


@frozen(kw_only=True)
class ConvocationDiffusee(Event):
    """La convocation est envoyée."""

    declaration = Declaration(subject=SEANCE, verb="diffuser", label="Convocation diffusée")

    destinataires: Annotated[
        tuple[str, ...],
        Refs(
            "Destinataires",
            to=ANYONE,
            help="Sans eux : la présidence et les membres de l'instance.",
            example="principal",
            more=("mairie-vars",),
        ),
    ] = ()
    canal: Annotated[str, Title("Canal", example="courriel")]

    def completed(self, situation: Situation) -> Self:
        """To everybody of the instance, where nobody is named."""
        return self if self.destinataires else self.with_values(destinataires=members(situation))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Somebody receives it."""
        del situation
        yield from somebody_receives(self.destinataires)


def members(situation: Situation, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Who a séance concerns: the présidence and the members of its instance, then some others.

    Those who left the network are left out.
    """
    instance = situation.value("instance")
    seats = (situation.value(name, instance) or () for name in ("presidence", "membres"))
    everybody = dict.fromkeys(one for group in (*seats, others) for one in group)
    return tuple(one for one in everybody if situation.state(one) != "retire")


def somebody_receives(recipients: Iterable[str]) -> Iterator[Breach]:
    """What is sent goes to somebody."""
    if not recipients:
        yield Breach(
            "destinataires",
            "L'instance n'a ni présidence ni membre connu : il manque à qui l'envoyer.",
            "Nommez les destinataires, ou donnez ses membres à l'instance (`ter composition "
            "modifier`).",
        )

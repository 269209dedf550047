"""Rencontre: actors of the network who met, outside its instances and its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import outside_network, unusual_day
from ter_core.events.fields import Refs, Text, Title
from ter_core.events.situation import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["RENCONTRE", "RencontreTenue"]

RENCONTRE = Subject(
    kind="rencontre",
    label="rencontre",
    plural="rencontres",
    key=KeyForm.EVENT,
    definition="Un rendez-vous avec des partenaires ou une réunion d'équipes, hors des instances : "
    "ce qui tisse les liens entre les acteurs.",
)


@frozen(kw_only=True)
class RencontreTenue(Event):
    """Des acteurs du réseau se sont rencontrés, hors des instances."""

    declaration = Declaration(
        subject=RENCONTRE,
        verb="tenir",
        label="Rencontre tenue",
        creates=True,
        shown=("organismes",),
    )

    objet: Annotated[str, Title("Objet", example="Préparer le forum des métiers de la montagne")]
    organismes: Annotated[
        tuple[str, ...],
        Refs("Organismes", to=("organisme",), example="mairie-vars", more=("parc-queyras",)),
    ] = ()
    etablissements: Annotated[
        tuple[str, ...],
        Refs(
            "Établissements",
            to=("etablissement",),
            help="Dont l'équipe était là.",
            example="guillestre",
        ),
    ] = ()
    suites: Annotated[
        str | None, Text("Suites", example="La mairie prête la salle le 12 mars.")
    ] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Somebody was met, of the network, on a usual day."""
        if not self.organismes and not self.etablissements:
            yield Breach(
                "organismes",
                "Il manque qui a été rencontré.",
                "Donnez au moins un organisme ou un établissement.",
            )
        yield from outside_network("etablissements", self.etablissements, situation)
        yield from unusual_day("survenu_le", situation.happened_on, situation)

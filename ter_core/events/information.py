"""Information: what was sent to the publics of the network, and what came back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import ANYONE, Choices, Code, Day, Ref, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import Public
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["INFORMATION", "InformationDiffusee", "RetourRecu"]

INFORMATION = Subject(
    kind="information",
    label="information",
    plural="informations",
    key=KeyForm.EVENT,
    definition="Un message adressé à des publics du réseau, et les réponses qui en reviennent.",
)


@frozen(kw_only=True)
class InformationDiffusee(Event):
    """Une information est envoyée à des publics du réseau."""

    declaration = Declaration(
        subject=INFORMATION, verb="diffuser", label="Information diffusée", creates=True
    )

    code: Annotated[str | None, Code("Code", example="enquete-transports")] = None
    objet: Annotated[str, Title("Objet", example="Enquête sur les besoins de transport")]
    publics: Annotated[
        tuple[Public, ...],
        Choices("Publics", choices=Public, least=1, example="equipes_1d", more=("partenaires",)),
    ]
    canal: Annotated[str, Title("Canal", example="courriel")]
    retour_attendu: Annotated[
        date | None,
        Day("Retour attendu", help="Pour quel jour, si l'on attend réponse.", example="30/11/2026"),
    ] = None

    def proposed_code(self) -> str | None:
        """From what it is about."""
        return self.objet

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What is awaited comes after what was sent."""
        if self.retour_attendu and self.retour_attendu < situation.happened_on:
            yield Breach(
                "retour_attendu",
                f"Le retour ({spoken_day(self.retour_attendu)}) ne peut pas être attendu avant "
                f"l'envoi ({spoken_day(situation.happened_on)}).",
                "Corrigez cette date, ou donnez celle de l'envoi (`--le`).",
            )


@frozen(kw_only=True)
class RetourRecu(Event):
    """Une réponse à une information est reçue."""

    declaration = Declaration(subject=INFORMATION, verb="recevoir", label="Retour reçu")

    de: Annotated[str, Ref("De", to=ANYONE, help="Qui répond.", example="mairie-vars")]
    resume: Annotated[
        str | None, Text("Résumé", example="La mairie propose un arrêt devant l'école.")
    ] = None

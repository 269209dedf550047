"""Indicateur: a number that says whether the project advances, and its measures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.axe import TRANSVERSAL
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, OneOf, Subject
from ter_core.events.fields import Code, OneChoice, Quantity, Ref, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import SensIndicateur
from ter_core.vocabulary.quantity import Quantite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["INDICATEUR", "IndicateurDefini", "IndicateurMesure"]

INDICATEUR = Subject(
    kind="indicateur",
    label="indicateur",
    plural="indicateurs",
    key=KeyForm.EVENT,
    definition="Une grandeur que l'on suit d'une année à l'autre : comment elle se calcule, d'où "
    "l'on part, où l'on veut arriver.",
    states={"defini": "défini"},
)


@frozen(kw_only=True)
class IndicateurDefini(Event):
    """Un indicateur est défini, avec sa référence et sa cible."""

    declaration = Declaration(
        subject=INDICATEUR,
        verb="definir",
        label="Indicateur défini",
        creates=True,
        to="defini",
        one_of=(OneOf(("axe", "action"), required=False),),
    )

    code: Annotated[str | None, Code("Code", example="savoir-nager")] = None
    intitule: Annotated[str, Title("Intitulé", example="Élèves de 6e qui ont le savoir-nager")]
    mode_calcul: Annotated[
        str,
        Text(
            "Mode de calcul",
            example="Attestations délivrées avant les vacances de printemps, sur l'effectif de 6e.",
        ),
    ]
    unite: Annotated[str, Title("Unité", example="%")]
    sens: Annotated[
        SensIndicateur,
        OneChoice("Sens", choices=SensIndicateur, help="Celui du progrès.", example="hausse"),
    ]
    reference: Annotated[
        Quantite | None, Quantity("Référence", help="La valeur de départ.", example="61,5")
    ] = None
    cible: Annotated[Quantite | None, Quantity("Cible", help="La valeur voulue.", example="85")] = (
        None
    )
    axe: Annotated[
        str | None,
        Ref("Axe", to=("axe",), words=(TRANSVERSAL,), help="Ou « transversal ».", example="axe-3"),
    ] = None
    action: Annotated[str | None, Ref("Action", to=("action",), example="A7")] = None

    def proposed_code(self) -> str | None:
        """From its title."""
        return self.intitule

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """The target is on the side of progress."""
        del situation
        if self.reference is None or self.cible is None:
            return
        low, high = self.reference, self.cible
        if self.sens is SensIndicateur.BAISSE:
            low, high = high, low
        if Decimal(high) < Decimal(low):
            yield Breach(
                "cible",
                f"La cible ({self.cible.spoken}) est du mauvais côté de la référence "
                f"({self.reference.spoken}) : l'indicateur est attendu {self.sens.label}.",
                "Corrigez le sens, la référence ou la cible.",
            )


@frozen(kw_only=True)
class IndicateurMesure(Event):
    """Un indicateur est mesuré ; la dernière mesure de l'année est celle que l'on retient."""

    declaration = Declaration(subject=INDICATEUR, verb="mesurer", label="Indicateur mesuré")

    valeur: Annotated[Quantite, Quantity("Valeur", example="72,5")]
    source: Annotated[
        str, Title("Source", help="D'où vient la valeur.", example="Relevé du collège, avril 2027")
    ]

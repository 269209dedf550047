"""Partenariat: what a body and the network agreed to do together, and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.common_rules import start_before_end
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Choices, Code, Day, Ref, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import Apport
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["PARTENARIAT", "PartenariatClos", "PartenariatNoue", "PartenariatReconduit"]

PARTENARIAT = Subject(
    kind="partenariat",
    label="partenariat",
    plural="partenariats",
    key=KeyForm.EVENT,
    definition="Ce qu'un organisme et le réseau ont convenu de faire ensemble, ce que "
    "l'organisme y apporte, et jusqu'à quand.",
    states={"noue": "noué", "clos": "clos"},
    closed=frozenset({"clos"}),
    keeps=("debut", "fin"),
)


@frozen(kw_only=True)
class PartenariatNoue(Event):
    """Un organisme et le réseau conviennent de travailler ensemble."""

    declaration = Declaration(
        subject=PARTENARIAT, verb="nouer", label="Partenariat noué", creates=True, to="noue"
    )

    code: Annotated[str | None, Code("Code", example="parc-eau")] = None
    organisme: Annotated[str, Ref("Organisme", to=("organisme",), example="parc-queyras")]
    objet: Annotated[str, Title("Objet", example="Séquences sur l'eau et les zones humides")]
    apports: Annotated[
        tuple[Apport, ...],
        Choices("Apports", choices=Apport, help="Ce que l'organisme y met.", example="expertise"),
    ] = ()
    debut: Annotated[date, Day("Début", example="01/10/2026")]
    fin: Annotated[date | None, Day("Fin", help="Si elle est convenue.", example="31/08/2027")] = (
        None
    )
    action: Annotated[
        str | None, Ref("Action", to=("action",), help="S'il n'en sert qu'une.", example="A7")
    ] = None

    def default_date(self, situation: Situation) -> date:
        """Today, or its first day where it is written down afterwards."""
        return min(self.debut, situation.today)

    def proposed_code(self) -> str | None:
        """From what it is about."""
        return self.objet

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends after it begins."""
        del situation
        yield from start_before_end(self.debut, self.fin)


@frozen(kw_only=True)
class PartenariatReconduit(Event):
    """Un partenariat est reconduit : il prendra fin plus tard."""

    declaration = Declaration(
        subject=PARTENARIAT, verb="reconduire", label="Partenariat reconduit", sets=("fin",)
    )

    fin: Annotated[date, Day("Nouvelle fin", example="31/08/2028")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends later than it would have."""
        start, end = situation.value("debut"), situation.value("fin")
        if end and self.fin <= date.fromisoformat(end):
            yield Breach(
                "fin",
                f"La nouvelle fin ({spoken_day(self.fin)}) ne suit pas celle qui est connue "
                f"({spoken_day(date.fromisoformat(end))}).",
                "Donnez une date plus tardive ; pour y mettre fin : `ter partenariat clore`.",
            )
        elif start:
            yield from start_before_end(date.fromisoformat(start), self.fin)


@frozen(kw_only=True)
class PartenariatClos(Event):
    """Un partenariat prend fin."""

    declaration = Declaration(
        subject=PARTENARIAT, verb="clore", label="Partenariat clos", to="clos"
    )

    motif: Annotated[str, Text("Motif", example="L'association a cessé son activité")]

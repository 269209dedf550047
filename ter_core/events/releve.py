"""Relevé de conclusions: validated, sent, put right; from its validation nothing joins a séance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.common_rules import day_of_seance
from ter_core.events.convocation import members, somebody_receives
from ter_core.events.declaration import Declaration
from ter_core.events.fields import ANYONE, Day, Fingerprint, Ref, Refs, Text, Title
from ter_core.events.seance import SEANCE
from ter_core.events.situation import Breach
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ReleveDiffuse", "ReleveRectifie", "ReleveValide"]


@frozen(kw_only=True)
class ReleveValide(Event):
    """Le relevé de conclusions est validé : la séance ne reçoit plus ni point ni décision."""

    declaration = Declaration(
        subject=SEANCE,
        verb="valider",
        label="Relevé validé",
        after=("tenue",),
        to="releve_valide",
        sets=("prochaine_seance",),
    )

    par: Annotated[str, Ref("Validé par", to=ANYONE, example="ien")]
    prochaine_seance: Annotated[date | None, Day("Prochaine séance", example="14/01/2027")] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """The séance is over, and the next one comes after it."""
        if not situation.value("fin"):
            yield Breach(
                "fin",
                "L'heure de fin de la séance n'est pas connue.",
                "Enregistrez d'abord sa clôture (`ter seance tenir`, avec `--fin`).",
            )
        day = day_of_seance(situation)
        if self.prochaine_seance and day and self.prochaine_seance <= day:
            yield Breach(
                "prochaine_seance",
                f"La prochaine séance ne peut pas précéder celle-ci ({spoken_day(day)}).",
                "Corrigez sa date.",
            )


@frozen(kw_only=True)
class ReleveDiffuse(Event):
    """Le relevé de conclusions est envoyé."""

    declaration = Declaration(
        subject=SEANCE,
        verb="diffuser",
        label="Relevé diffusé",
        after=("releve_valide", "diffuse"),
        to="diffuse",
        fills=("empreinte",),
        witnessed=True,
    )

    destinataires: Annotated[
        tuple[str, ...],
        Refs(
            "Destinataires",
            to=ANYONE,
            help="Sans eux : la présidence, les membres et les présents.",
            example="principal",
            more=("mairie-vars",),
        ),
    ] = ()
    canal: Annotated[str, Title("Canal", example="courriel")]
    empreinte: Annotated[
        str | None,
        Fingerprint(
            "Empreinte du fichier",
            help="SHA-256 du document envoyé, calculée par le programme.",
            example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ] = None

    def completed(self, situation: Situation) -> Self:
        """To everybody of the instance and who was there, where nobody is named."""
        if self.destinataires:
            return self
        present = situation.value("presents") or ()
        return self.with_values(destinataires=members(situation, present))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Somebody receives it."""
        del situation
        yield from somebody_receives(self.destinataires)


@frozen(kw_only=True)
class ReleveRectifie(Event):
    """Le relevé est rouvert pour être rectifié ; le suivant sera une nouvelle version."""

    declaration = Declaration(
        subject=SEANCE,
        verb="rectifier",
        label="Relevé rectifié",
        after=("releve_valide", "diffuse"),
        to="tenue",
    )

    motif: Annotated[str, Text("Motif", example="Un point avait été oublié")]

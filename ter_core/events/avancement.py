"""The course of a decision: who answers for it, until when, how far it is, that it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.decision import DECISION
from ter_core.events.declaration import Declaration
from ter_core.events.fields import ANYONE, Count, Day, OneChoice, Refs, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import EtatAvancement
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "AvancementConstate",
    "DecisionConfiee",
    "DecisionExecutee",
    "EcheanceReportee",
    "RelanceEmise",
]


@frozen(kw_only=True)
class DecisionConfiee(Event):
    """La décision change de responsables."""

    declaration = Declaration(
        subject=DECISION, verb="confier", label="Décision confiée", sets=("responsables",)
    )

    responsables: Annotated[
        tuple[str, ...],
        Refs(
            "Responsables",
            to=ANYONE,
            least=1,
            help="Tous, y compris ceux qui restent.",
            example="coordination",
        ),
    ]
    motif: Annotated[str, Text("Motif", example="Changement de principal")]


@frozen(kw_only=True)
class EcheanceReportee(Event):
    """L'échéance de la décision est repoussée."""

    declaration = Declaration(
        subject=DECISION, verb="reporter", label="Échéance reportée", sets=("echeance",)
    )

    echeance: Annotated[date, Day("Nouvelle échéance", example="02/04/2027")]
    motif: Annotated[str, Text("Motif", example="Attente du vote du budget")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """There is an échéance, and it moves to a later day."""
        if situation.value("permanente"):
            yield Breach(
                "echeance",
                "La décision est permanente : elle n'a pas d'échéance à reporter.",
                "Rectifiez-la si elle doit en avoir une (`ter decision rectifier`).",
            )
        current = situation.value("echeance")
        if current and self.echeance.isoformat() <= current:
            yield Breach(
                "echeance",
                f"La nouvelle échéance ({spoken_day(self.echeance)}) n'est pas après l'échéance "
                f"actuelle ({spoken_day(date.fromisoformat(current))}).",
                "Donnez une date plus tardive ; une erreur se rectifie (`ter decision rectifier`).",
            )


@frozen(kw_only=True)
class AvancementConstate(Event):
    """L'avancement de la décision est constaté : elle avance, ou elle est bloquée."""

    declaration = Declaration(
        subject=DECISION,
        verb="constater",
        label="Avancement constaté",
        state_field="etat",
        sets=("pourcentage", "commentaire", "frein"),
    )

    etat: Annotated[EtatAvancement, OneChoice("État", choices=EtatAvancement, example="en_cours")]
    pourcentage: Annotated[
        int | None, Count("Pourcentage", most=100, help="De 0 à 100.", example="60")
    ] = None
    commentaire: Annotated[
        str | None, Text("Commentaire", example="Deux devis reçus, le troisième est attendu.")
    ] = None
    frein: Annotated[
        str | None, Text("Frein", help="Ce qui retient.", example="Pas de car le jeudi")
    ] = None


@frozen(kw_only=True)
class RelanceEmise(Event):
    """Une relance est envoyée à ceux dont on attend quelque chose."""

    declaration = Declaration(subject=DECISION, verb="emettre", label="Relance émise")

    destinataires: Annotated[
        tuple[str, ...], Refs("Destinataires", to=ANYONE, least=1, example="principal")
    ]
    canal: Annotated[str, Title("Canal", example="courriel")]


@frozen(kw_only=True)
class DecisionExecutee(Event):
    """La décision est exécutée."""

    declaration = Declaration(
        subject=DECISION,
        verb="executer",
        label="Décision exécutée",
        to="executee",
        sets=("preuve", "commentaire"),
    )

    preuve: Annotated[
        str | None,
        Title("Preuve", help="Ce qui l'atteste.", example="Horaires de la navette affichés"),
    ] = None
    commentaire: Annotated[
        str | None, Text("Commentaire", example="Première navette le 8 avril.")
    ] = None

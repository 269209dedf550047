"""What may happen to any subject: an event annulled, a conflict settled, a text erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from attrs import frozen

from ter_core import events
from ter_core.events.base import Event
from ter_core.events.declaration import ANY_SUBJECT, Declaration
from ter_core.events.erasure import skeleton, texts_of
from ter_core.events.fields import EventId, Payload, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ConflitTranche", "ContenuEfface", "EvenementAnnule"]


@frozen(kw_only=True)
class EvenementAnnule(Event):
    """Un événement est annulé : il reste dans l'histoire et ne compte plus dans rien."""

    declaration = Declaration(
        subject=ANY_SUBJECT,
        verb="annuler",
        label="Événement annulé",
        after=("*",),
        correction=True,
    )

    evenement: Annotated[
        str,
        EventId(
            "Événement",
            help="La fin de son identifiant, ou le code du sujet pour son dernier événement.",
            example="D14",
        ),
    ]
    motif: Annotated[str, Text("Motif", example="Saisi deux fois")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Only what nothing stands on may be annulled: the last first."""
        undoable = situation.undoable(situation.subject)
        if self.evenement in undoable:
            return
        last = [known for one in undoable if (known := situation.event(one))]
        named = ", ".join(
            f"{_label(known.type)} du {spoken_day(known.happened_on)} ({known.id[-6:]})"
            for known in last
        )
        yield Breach(
            "evenement",
            "Cet événement ne peut pas être annulé : il l'est déjà, il en annule un autre, ou un "
            "autre s'appuie sur lui.",
            f"Annulez d'abord : {named}." if named else "Enregistrez plutôt le fait de nouveau.",
        )


@frozen(kw_only=True)
class ConflitTranche(Event):
    """Deux saisies se contredisent : l'une est retenue."""

    declaration = Declaration(
        subject=ANY_SUBJECT, verb="trancher", label="Conflit tranché", after=("*",)
    )

    retient: Annotated[
        str,
        EventId("Événement retenu", help="La fin de son identifiant.", example="9c41e07b"),
    ]
    motif: Annotated[str, Text("Motif", example="Confirmé par le principal au téléphone")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What is retained is one of the events that contradict each other."""
        contested = situation.contested(situation.subject)
        if self.retient in contested:
            return
        named = ", ".join(
            f"{_label(known.type)} ({known.id[-6:]})"
            for one in dict.fromkeys(contested)
            if (known := situation.event(one))
        )
        yield Breach(
            "retient",
            f"Cet événement ne contredit aucun autre événement de "
            f"« {situation.named(situation.subject)} ».",
            f"Retenez l'un de ceux-ci : {named}." if named else "Rien n'est à trancher ici.",
        )


@frozen(kw_only=True)
class ContenuEfface(Event):
    """Un texte qui n'aurait jamais dû être écrit est effacé du journal."""

    declaration = Declaration(
        subject=ANY_SUBJECT,
        verb="effacer",
        label="Contenu effacé",
        after=("*",),
        correction=True,
        erases=True,
    )

    evenement: Annotated[
        str, EventId("Événement", help="La fin de son identifiant.", example="9c41e07b")
    ]
    fondement: Annotated[
        str,
        Title("Fondement", help="La raison de droit.", example="RGPD, article 17 : effacement"),
    ]
    reprise: Annotated[
        dict[str, Any],
        Payload(
            "Reprise",
            help="Le même contenu sans le texte à effacer, en JSON.",
            example='{"motif":"Changement de responsable"}',
        ),
    ]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What is erased is an event of this subject; what replaces it differs in its texts."""
        known = situation.event(self.evenement)
        said = situation.stored(self.evenement)
        if known is None or said is None or known.subject != situation.subject:
            yield _not_of_subject("evenement", situation)
            return
        cls = events.find(known.type)
        if cls is None:
            yield Breach(
                "evenement",
                f"« {known.type} » est d'une version plus récente du programme.",
                "Effacez-le là où ce programme est installé.",
            )
        elif cls.declaration.quotes:
            yield Breach(
                "evenement",
                f"« {cls.declaration.label} » ne contient que ce que le programme a calculé.",
                "Effacez le texte là où il a été écrit.",
            )
        else:
            inner = _class_erased(said, situation)
            counted = known.effective
            yield from self._same_but_texts(cls, said, inner, counted=counted)

    def _same_but_texts(
        self, cls: type[Event], said: Mapping[str, Any], inner: type[Event] | None, *, counted: bool
    ) -> Iterator[Breach]:
        before = skeleton(cls, said, inner, with_counted=counted)
        after = skeleton(cls, self.reprise, inner, with_counted=counted)
        for name in sorted({*before, *after}):
            if name in before and name in after and before[name] == after[name]:
                continue
            what = "n'appartient pas à" if name not in before else "manque à"
            label = f"l'événement « {cls.declaration.label} »"
            yield Breach(
                "reprise",
                f"« {name} » ne peut pas changer : les états et les chiffres en bougeraient."
                if name in before and name in after
                else f"« {name} » {what} {label} tel qu'il est enregistré.",
                "Reprenez son contenu en remplaçant les seuls textes. Pour un nom qui compte "
                "(un groupe), annulez d'abord l'événement et enregistrez-le de nouveau.",
            )
        for one in texts_of(cls, self.reprise, inner):
            try:
                one.kind.check(one.said)
            except ValueError as error:
                yield Breach("reprise", f"{one.place} : {error}")


def _not_of_subject(field: str, situation: Situation) -> Breach:
    name = situation.named(situation.subject)
    return Breach(
        field,
        f"Cet événement n'est pas de « {name} ».",
        f"Voyez les siens : `ter historique {name}`.",
    )


def _class_erased(said: Mapping[str, Any], situation: Situation) -> type[Event] | None:
    """Of an erasure about to lose a text in its turn, the class of the event it took back."""
    erased = situation.event(str(said.get("evenement")))
    return events.find(erased.type) if erased else None


def _label(type_name: str) -> str:
    cls = events.find(type_name)
    return cls.declaration.label if cls else type_name

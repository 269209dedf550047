"""Axe: an orientation of the convention; axes are data of each convention, never a closed list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Code, Count, Text, Title
from ter_core.events.situation import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["AXE", "TRANSVERSAL", "AxeDefini", "AxeReformule", "ObjectifFixe"]

TRANSVERSAL = "transversal"  # said in place of an axe by what serves them all; never an axe

AXE = Subject(
    kind="axe",
    label="axe",
    plural="axes",
    key=KeyForm.SLUG,
    definition="Une orientation de la convention, à laquelle se rattachent décisions et actions. "
    "Ce qui sert tous les axes porte le mot « transversal ».",
    states={"defini": "défini"},
)


@frozen(kw_only=True)
class AxeDefini(Event):
    """Un axe de la convention est défini."""

    declaration = Declaration(
        subject=AXE, verb="definir", label="Axe défini", creates=True, to="defini"
    )

    code: Annotated[str | None, Code("Code", example="axe-3")] = None
    numero: Annotated[int, Count("Numéro", least=1, most=99, example="3")]
    intitule: Annotated[
        str, Title("Intitulé", example="Renforcer et faire rayonner les projets scientifiques")
    ]

    def proposed_code(self) -> str | None:
        """From the number: `axe-3`."""
        return f"axe {self.numero}"

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No axe is named as what serves them all."""
        del situation
        if self.code == TRANSVERSAL:
            yield Breach(
                "code",
                "« transversal » désigne ce qui sert tous les axes, et n'en est pas un.",
                "Choisissez un autre code.",
            )


@frozen(kw_only=True)
class AxeReformule(Event):
    """Un axe change de numéro ou d'intitulé, par avenant."""

    declaration = Declaration(
        subject=AXE, verb="reformuler", label="Axe reformulé", sets=("numero", "intitule")
    )

    numero: Annotated[int | None, Count("Numéro", least=1, most=99, example="2")] = None
    intitule: Annotated[
        str | None, Title("Intitulé", example="Faire rayonner les projets scientifiques")
    ] = None
    motif: Annotated[str, Text("Motif", example="Avenant du 3 septembre 2026")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It changes something."""
        del situation
        if self.numero is None and self.intitule is None:
            yield Breach("intitule", "Rien ne change.", "Donnez un numéro ou un intitulé.")


@frozen(kw_only=True)
class ObjectifFixe(Event):
    """Un objectif de l'axe est fixé."""

    declaration = Declaration(subject=AXE, verb="fixer", label="Objectif fixé")

    intitule: Annotated[
        str, Title("Intitulé", example="Chaque élève de 6e a le savoir-nager en fin d'année")
    ]

"""A question whose answer leaves the team: the same, without the counts that must not be told."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import evolve, frozen

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.reports.diffusion.outside import Outside
from ter_core.reports.diffusion.secrets import LEAST_THRESHOLD
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Part, Report
from ter_core.vocabulary.masked import LEGENDE, est_tu
from ter_core.vocabulary.typography import french

__all__ = ["Leaving", "may_leave"]


def may_leave() -> tuple[str, ...]:
    """The questions whose answer may leave the team, in the order people meet them."""
    return tuple(cls.declaration.name for cls in reports.classes() if cls.diffusion is not None)


@frozen(kw_only=True)
class Leaving(Question):
    """A question asked for somebody outside the team, below whose threshold no count is told."""

    declaration: ClassVar[QuestionDeclaration]
    question: Question
    seuil: int

    @classmethod
    def of(cls, question: Question, seuil: int) -> Self:
        """The question, if its answer may leave.

        Raises:
            InvalidValue: it may not, or under such a threshold nothing would be hidden.
        """
        if question.diffusion is None:
            raise InvalidValue(
                f"La réponse à « {question.declaration.name} » ne sort pas de l'équipe.",
                where="diffusion",
                remedy=f"Peuvent sortir : {', '.join(may_leave())}.",
            )
        if seuil < LEAST_THRESHOLD:
            raise InvalidValue(
                f"Sous un seuil de {seuil}, ce qui est masqué se devinerait.",
                where="seuil",
                remedy=f"Il en faut un d'au moins {LEAST_THRESHOLD} ; 5 est l'usage.",
            )
        return cls(question=question, seuil=seuil)

    def __attrs_post_init__(self) -> None:
        """Its parameters are those of its question, which has checked them."""

    def answer(self, marts: Marts) -> Report:
        """The answer; its title and its first sentence say what is not told."""
        found = self.question.answer(Outside(marts, self.seuil))
        said = f"diffusion externe, effectifs de moins de {self.seuil} non communiqués"
        return evolve(
            found,
            title=f"{found.title} ({french(said)})",
            text=(french(LEGENDE.format(seuil=self.seuil)), *found.text)
            if _is_silent(found)
            else found.text,
            seuil=self.seuil,
        )


def _is_silent(found: Report) -> bool:
    chapters: tuple[Report | Part, ...] = (found, *found.parts)
    return any(est_tu(cell) for one in chapters for row in one.rows for cell in row)

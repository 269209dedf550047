"""Préparer: the agenda of a séance, as the state of the log proposes it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

from attrs import evolve, frozen

from ter_core.errors import InvalidValue
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.fields import Ref
from ter_core.events.seance_lines import Point
from ter_core.reports.asking import report
from ter_core.reports.codes import find_subject
from ter_core.reports.counted import counted
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW, french

if TYPE_CHECKING:
    from ter_core.events.base import Event
    from ter_core.reports.codes import Found

__all__ = ["Preparer"]

_COLUMNS = (
    Column("n", "N°", "nombre"),
    Column("titre", "Point"),
    Column("code_rapporteur", "Rapporteur", help="Qui répond seul de tout ce qui est cité."),
    Column("codes", "Codes", "liste", "Ce que le point cite.", place="aside"),
    Column("pourquoi", "Pourquoi", place="under"),
    Column("motif", "Motif", help="Ce qui le fait proposer.", place="aside"),
    Column("est_arrete", "Déjà arrêté", "booleen", place="aside"),
    Column("sujet_rapporteur", "Rapporteur (sujet)", place="aside"),
    Column("sujet_seance", "Séance (sujet)", place="aside"),
)
_MOST = 999
_OPEN = ("programmee", "tenue")
_SEANCES = """
select
  s.sujet = $seance, s.libelle_instance, s.debut, s.lieu, s.etat, s.libelle_etat, s.est_tenue
from seances as s
where
  s.code_instance in (select t.code_instance from seances as t where t.sujet = $seance)
"""
_SOURCE = """from (select *, sujet as sujet_seance from points_proposes where sujet = $seance)
order by n
"""


class _Seance(NamedTuple):
    """A séance of the instance that meets."""

    is_asked: bool
    instance: str | None
    debut: datetime | None
    lieu: str | None
    etat: str | None
    libelle_etat: str | None
    est_tenue: bool


@frozen(kw_only=True)
class Preparer(Question):
    """L'ordre du jour proposé d'une séance : ce qui attend une décision ou un mot de l'instance."""

    declaration = QuestionDeclaration(
        name="preparer", label="Ordre du jour proposé", arguments=("seance",)
    )
    columns = _COLUMNS

    seance: Annotated[
        str,
        Ref("Séance", to=("seance",), help="Programmée, ou tenue en ce moment.", example="S3"),
    ]

    def answer(self, marts: Marts) -> Report:
        """The points already arrested, then those that are proposed.

        Raises:
            InvalidValue: the séance was cancelled, or its relevé is settled.
        """
        found = find_subject(marts, self.seance, ("seance",), where="seance")
        known = [_Seance(*row) for row in marts.rows(_SEANCES, {"seance": found.subject})]
        asked = next((one for one in known if one.is_asked), None)
        if asked is None or asked.etat not in _OPEN:
            raise _refused(found, asked)
        made = report(
            self,
            marts,
            _SOURCE,
            values={"seance": found.subject},
            title=f"{self.declaration.label}, {found.code or found.subject}",
        )
        settled = sum(row["est_arrete"] for row in made.named())
        return evolve(made, text=tuple(_told(asked, known, settled, len(made.rows) - settled)))

    def is_settled(self, report: Report) -> bool:
        """Whether every point was already arrested: there is nothing to add."""
        return all(row["est_arrete"] for row in report.named())

    def recordings(self, report: Report) -> tuple[tuple[Event, str], ...]:
        """The agenda as it would be arrested: an event, and the séance it is about.

        Raises:
            InvalidValue: the numbers of the agenda leave no room for what is proposed.
        """
        rows = report.named()
        if any(row["n"] > _MOST for row in rows):
            raise InvalidValue(
                f"Un point porte un numéro après {_MOST}.",
                remedy="Arrêtez d'abord l'ordre du jour avec de plus petits numéros : "
                "`ter ordre-du-jour arreter`.",
            )
        event = OrdreDuJourArrete(
            points=tuple(
                Point(n=row["n"], titre=row["titre"], rapporteur=row["sujet_rapporteur"])
                for row in rows
            )
        )
        return ((event, rows[0]["sujet_seance"]),)


def _told(asked: _Seance, known: list[_Seance], settled: int, proposed: int) -> list[str]:
    """Which séance it is, when the last one was held, whether the agenda is already arrested."""
    debut = asked.debut
    when = (
        f"{spoken_day(debut.date(), weekday=True)} à {debut.hour}{NARROW}h{NARROW}{debut:%M}"
        if debut
        else None
    )
    where = ", ".join(part for part in (asked.instance, when, asked.lieu) if part)
    told = [f"{where}.", _last(asked, known)]
    if settled:
        more = f"{counted(proposed, 'proposition')} à la suite" if proposed else "rien à y ajouter"
        told.append(french(f"Ordre du jour déjà arrêté ({counted(settled, 'point')}) : {more}."))
    return told


def _last(asked: _Seance, known: list[_Seance]) -> str:
    held = [
        one.debut.date()
        for one in known
        if one.est_tenue and one.debut and asked.debut and one.debut < asked.debut
    ]
    if not held:
        return french("Cette instance n'a encore tenu aucune séance avant celle-ci.")
    return f"Dernière séance tenue le {spoken_day(max(held), weekday=True)}."


def _refused(found: Found, asked: _Seance | None) -> InvalidValue:
    name = found.code or found.subject
    if asked is None or asked.etat == "annulee":
        return InvalidValue(
            f"« {name} » a été annulée : elle n'a pas d'ordre du jour à préparer.",
            where="seance",
            remedy="Programmez-en une autre : `ter seance programmer`.",
        )
    return InvalidValue(
        f"« {name} » est dans l'état « {asked.libelle_etat} » : son ordre du jour est passé.",
        where="seance",
        remedy="Choisissez une séance programmée : `ter seances`.",
    )

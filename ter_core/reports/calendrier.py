"""Calendrier: the dates to hold, séances and échéances."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.events.fields import Day, Ref
from ter_core.reports.asking import report
from ter_core.reports.codes import subject_named
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.subjects import key_of

__all__ = ["Calendrier"]

_COLUMNS = (
    Column("date", "Date", "date"),
    Column("heure", "Heure"),
    Column("nature", "Nature", help="Une séance, ou l'échéance d'une décision ouverte."),
    Column("code_affiche", "Code"),
    Column("libelle", "Libellé", place="under"),
    Column("responsables", "Responsables", "liste", holds="acteur"),
    Column("lieu", "Lieu"),
    Column("libelle_etat", "État"),
    Column("code_instance", "Instance", place="aside"),
    Column("est_passe", "Passé", "booleen", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
)


@frozen(kw_only=True)
class Calendrier(Question):
    """Les séances et les échéances à venir, à partir de la date d'observation."""

    declaration = QuestionDeclaration(name="calendrier", label="Calendrier")
    columns = _COLUMNS
    diffusion = Diffusion()  # nobody is counted

    instance: Annotated[str | None, Ref("Instance", to=("instance",), example="copil")] = None
    du: Annotated[date | None, Day("Du", help="Premier jour.", example="01/09/2026")] = None
    au: Annotated[date | None, Day("Au", help="Dernier jour.", example="31/12/2026")] = None

    def answer(self, marts: Marts) -> Report:
        """By date and hour.

        Raises:
            InvalidValue: the last day is before the first.
        """
        first = self.du or marts.a_la_date
        if self.au and self.au < first:
            raise InvalidValue(
                "Le dernier jour précède le premier.",
                where="paramètre « au »",
                remedy="Donnez aussi `--du`, ou une date plus tardive.",
            )
        values: dict[str, Any] = {"du": first, "au": self.au}
        conditions = ["date >= $du", "($au is null or date <= $au)"]
        if self.instance:
            found = subject_named(marts, self.instance, ("instance",), where="instance")
            values["instance"] = key_of(found)
            conditions.append("code_instance = $instance")
        return report(
            self,
            marts,
            f"from calendrier where {' and '.join(conditions)} order by date, heure, code_affiche",
            values=values,
            empty="Aucune date à tenir sur cette période.",
        )

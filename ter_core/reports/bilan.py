"""Bilan: the quantitative and qualitative account of a school year, living or as arrested."""

from __future__ import annotations

from typing import Annotated, Any, Self

from attrs import evolve, frozen

from ter_core.errors import InvalidValue, UnknownCode
from ter_core.events.fields import Count
from ter_core.reports.bilan_chapters import chapters
from ter_core.reports.bilan_content import Content
from ter_core.reports.bilan_summary import account
from ter_core.reports.bilan_versions import Version, versions_of
from ter_core.reports.counted import counted
from ter_core.reports.coverage import Coverage
from ter_core.reports.diffusion.outside import inside, threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.diffusion.year import LeavingYear
from ter_core.reports.figures import COLUMNS, Figures
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import is_subject, key_of
from ter_core.vocabulary.typography import french

__all__ = ["Bilan"]


@frozen(kw_only=True)
class Bilan(Question):
    """Le bilan d'une année : ses chiffres, ses textes, ce qui n'a pas été touché."""

    declaration = QuestionDeclaration(name="bilan", label="Bilan", arguments=("annee",))
    columns = COLUMNS
    diffusion = Diffusion()

    annee: AskedYear = None
    arrete: Annotated[
        int | None,
        Count(
            "Version arrêtée",
            least=1,
            most=999,
            help="Le bilan tel que cette version l'a arrêté.",
            example="1",
        ),
    ] = None

    @classmethod
    def about(cls, subject: str) -> Self:
        """The bilan of a year, typed or in full."""
        key = key_of(subject) if is_subject(subject) else subject
        try:
            return cls(annee=AnneeScolaire(key))
        except ValueError as error:
            raise InvalidValue(
                str(error), where="année scolaire", remedy="Exemple : 2026-2027."
            ) from None

    def answer(self, marts: Marts) -> Report:
        """What is known today, or what a version rests on: its position, on its day."""
        year = year_or_current(self.annee, marts.a_la_date)
        versions = versions_of(marts, year)
        if self.arrete is None:
            found = self._report(marts, year)
            content = self._content(found, marts, year)
            return evolve(found, text=(_state(versions, content), *found.text))
        version = next((one for one in versions if one.version == self.arrete), None)
        if version is None:
            known = ", ".join(str(one.version) for one in versions)
            raise UnknownCode(
                f"Le bilan {year} n'a pas de version {self.arrete}.",
                where="arrete",
                remedy=f"Versions arrêtées : {known}."
                if known
                else f"Il n'est pas arrêté : `ter bilan arreter {year}`.",
            )
        then = marts.at(version.date_arret, version.position)
        found = self._report(then, year)
        content = self._content(found, then, year)
        return evolve(
            found,
            title=f"{found.title}, version {version.version}",
            text=(_proof(version, content, is_inside=threshold_of(marts) is None), *found.text),
            position=version.position,
        )

    def quotation(self, report: Report) -> dict[str, Any]:
        """Its known figures, and the fingerprint of these and of the texts that people wrote."""
        content = Content.of(report)
        figures = [
            {"cle": cle, "minimum": int(bounds.minimum), "maximum": int(bounds.maximum)}
            for cle, bounds in sorted(content.figures.items())
        ]
        return {"chiffres": figures, "empreinte": content.fingerprint(content.figures)}

    def _content(self, found: Report, marts: Marts, year: AnneeScolaire) -> Content:
        """What is compared with what was arrested: everything, told or not."""
        return Content.of(
            found if threshold_of(marts) is None else self._report(inside(marts), year)
        )

    def _report(self, marts: Marts, year: AnneeScolaire) -> Report:
        seuil = threshold_of(marts)
        if seuil is None:
            figures, coverage = Figures.of(marts, year), Coverage.of(marts, year)
            parts = chapters(figures, coverage, marts)
        else:
            leaving = LeavingYear.of(marts, year, seuil)
            figures, coverage = leaving.figures, leaving.coverage
            parts = tuple(map(leaving.told, chapters(figures, coverage, marts)))
        return Report(
            name=self.declaration.name,
            title=f"Bilan {year}",
            columns=self.columns,
            rows=figures.rows(),
            a_la_date=marts.a_la_date,
            text=account(figures, coverage),
            parts=parts,
            is_flat=True,
            empty=f"Rien n'est connu de l'année {year} (`ter annee ouvrir`).",
        )


def _state(versions: tuple[Version, ...], found: Content) -> str:
    """Where the bilan stands, and whether what was arrested still holds."""
    if not versions:
        return french("Ce bilan est en rédaction : rien n'en est arrêté.")
    last = versions[-1]
    changed = sum(1 for cle, bounds in last.chiffres.items() if found.figures.get(cle) != bounds)
    if changed:
        told = f"{counted(changed, 'chiffre')} {'a' if changed == 1 else 'ont'} changé"
    elif found.fingerprint(last.chiffres) != last.empreinte:
        told = "des textes ont changé, aucun chiffre"
    else:
        return french(f"{last.told}. Rien n'y a changé depuis.")
    return french(
        f"{last.told}. Depuis, {told} : « ter bilan {last.annee} --arrete {last.version} » donne "
        "ce qui a été arrêté."
    )


def _proof(version: Version, found: Content, *, is_inside: bool) -> str:
    """What was arrested, and whether it is found again.

    Its fingerprint stays inside the team: who knows all but a small number would find this one.
    """
    figures = {cle: found.figures.get(cle) for cle in version.chiffres}
    if figures != version.chiffres:
        told = "ses chiffres NE sont PAS ceux qui ont été arrêtés"
    elif found.fingerprint(version.chiffres) != version.empreinte:
        told = (
            "ses chiffres sont ceux qui ont été arrêtés, ses textes NE s'y retrouvent PAS tous "
            "(l'un d'eux a-t-il été effacé depuis ?)"
        )
    else:
        told = "ses chiffres et ses textes sont ceux qui ont été arrêtés"
    mark = f" (empreinte {version.empreinte[:8]})" if is_inside else ""
    return french(
        f"{version.told}. Recalculée à sa position, à la date du "
        f"{spoken_day(version.date_arret)} : {told}{mark}."
    )

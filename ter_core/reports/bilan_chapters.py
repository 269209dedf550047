"""The chapters of a bilan, in their order."""

from __future__ import annotations

from ter_core.reports.bilan_followed import annexes, followed, governance
from ter_core.reports.bilan_qualitative import caught, priorities, sections
from ter_core.reports.bilan_quantitative import by_dimension, by_theme, never_reached, summary
from ter_core.reports.coverage import Coverage
from ter_core.reports.figures import Figures
from ter_core.reports.question import Marts
from ter_core.reports.report import Part
from ter_core.vocabulary.choices import SectionBilan
from ter_core.vocabulary.typography import french

__all__ = ["chapters"]

_COUNTING = french(
    "Les élèves ne sont jamais nommés : de ceux qui sont venus plusieurs fois, on ne connaît que "
    "des bornes. Au moins : dans chaque établissement et niveau, les plus grandes participations "
    "des classes, ou la plus grande d'un groupe sans classe. Au plus : toutes les participations, "
    "chaque classe et chaque niveau plafonnés par leur effectif. Là où les deux se rejoignent, un "
    "seul chiffre est donné."
)
_YEARS = french(
    "Chaque participation compte dans l'année scolaire de sa date, du 1er septembre au 31 août ; "
    "deux années ne s'additionnent pas. « ter preuve CHIFFRE » donne les pièces de chaque chiffre."
)


def chapters(figures: Figures, coverage: Coverage, marts: Marts) -> tuple[Part, ...]:
    """Every chapter, in the order of the bilan; none is left out because it has nothing to say."""
    year = figures.annee
    written, titles = sections(marts, year), dict(marts.rows("select code, intitule from axes"))
    return (
        summary(figures, written.get(SectionBilan.SYNTHESE, ())),
        governance(marts, year, written.get(SectionBilan.GOUVERNANCE, ())),
        *by_theme(figures),
        *by_dimension(figures, titles),
        *caught(marts, year, written),
        *followed(marts, year),
        never_reached(coverage),
        priorities(written),
        *annexes(marts, year),
        Part(name="methode", title="Méthode", text=(_COUNTING, _YEARS)),
    )

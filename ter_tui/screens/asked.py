"""What a list asks and says around its rows: its question, its year, why it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.text import Text

from ter_core import reports
from ter_core.reports.question import Question, parameters_of
from ter_core.reports.values import shown
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_tui.ink import said, user_text
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.app import TerApp
    from ter_tui.catalogue import Listing

__all__ = ["chosen_texts", "emptiness", "next_year", "question_of", "year_of"]

_YEAR = "annee"


def question_of(listing: Listing, chosen: Mapping[str, Any]) -> Question | None:
    """The question of a list, with what was chosen; None while something it needs is missing."""
    cls = reports.get(listing.question)
    values = {**listing.params, **chosen}
    if any(not one.optional and one.name not in values for one in parameters_of(cls)):
        return None
    return cls(**values)


def year_of(cls: type[Question], chosen: Mapping[str, Any], today: date) -> str:
    """The school year that a list is about; empty where it is about none."""
    if all(one.name != _YEAR for one in parameters_of(cls)):
        return ""
    return str(AnneeScolaire(chosen.get(_YEAR) or AnneeScolaire.of(today)))


def next_year(year: str, step: int) -> AnneeScolaire:
    """The school year some years later."""
    return AnneeScolaire.of(date(AnneeScolaire(year).first_year + step, 9, 1))


def chosen_texts(cls: type[Question], chosen: Mapping[str, Any]) -> list[Text]:
    """The parameters that somebody chose, the year aside, each with its label."""
    texts = []
    for one in parameters_of(cls):
        value = chosen.get(one.name)
        if one.name == _YEAR or value in (None, "", (), False):
            continue
        text = said(one.kind.label.lower())
        if value is not True:
            text.append("\u202f: ").append_text(user_text(shown(value)))
        texts.append(text)
    return texts


def emptiness(
    listing: Listing, report: Report | None, chosen: Mapping[str, Any], app: TerApp
) -> Text | str:
    """Why a list shows no row, and which key fills it; nothing while its answer is awaited."""
    specs = parameters_of(reports.get(listing.question))
    if report is None:
        needs = any(not one.optional for one in specs)
        return said(f"{listing.hint} Appuyez sur p pour choisir.".strip()) if needs else ""
    if report.rows:
        return said("Aucune ligne ne contient ces mots. Échap : tout revoir.")
    hints = [listing.hint]
    if listing.creates and app.moment is None and app.desk.can_write:
        hints.append("Appuyez sur n pour en ajouter.")
    if any(one.name == _YEAR for one in specs):
        hints.append("< et > changent d'année scolaire.")
    if chosen.keys() - {_YEAR}:
        hints.append("p change ce qui est demandé.")
    told = Text("\n").join(said(hint) for hint in hints if hint)
    return Text("\n\n").join(one for one in (said(spoken(report.empty)), told) if one)

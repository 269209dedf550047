"""Choosing in a bilan: a breakdown of its figures, a figure of a row and its evidence, an axe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.text import Text

from ter_core.reports.preuve import Preuve
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_tui.bilan.evidence import EvidenceDialog
from ter_tui.bilan.sections import Section, of_axe
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.app import TerApp

__all__ = ["choose_axe", "choose_dimension", "choose_figure", "prove"]


async def choose_dimension(
    app: TerApp, current: Dimension | None
) -> Dimension | Literal[""] | None:
    """Another breakdown of the figures; an empty word for all of them."""
    choices = [("", said("Tous les chiffres"))] if current else []
    choices += [(one.value, said(f"Par {one.label}")) for one in Dimension if one is not current]
    chosen = await app.push_screen_wait(ChooseDialog(said("Quels chiffres ?"), choices))
    return Dimension.of(chosen) if chosen else "" if chosen == "" else None


async def choose_figure(app: TerApp, figures: Sequence[tuple[str, str]]) -> str | None:
    """The key of one of the figures of a row."""
    if len(figures) == 1:
        return figures[0][0]
    choices = [(key, user_text(label)) for key, label in figures]
    dialog = ChooseDialog(said("La preuve de quel chiffre ?"), choices)
    chosen: str | None = await app.push_screen_wait(dialog)
    return chosen


async def prove(app: TerApp, year: AnneeScolaire, key: str, arrested: Report | None) -> None:
    """Show the evidence of a figure: as it is known, or as it was when a version was arrested.

    Raises:
        UnknownCode: there is no such figure.
    """
    question = Preuve(chiffre=key, annee=year)
    if arrested is None:
        found = await app.desk.ask(question, app.moment)
    else:
        day, position = arrested.a_la_date, arrested.position
        found = await app.desk.call(
            lambda session: session.ask(question, a_la_date=day, position=position)
        )
    await app.push_screen_wait(EvidenceDialog(found))


async def choose_axe(app: TerApp, section: Section, sections: Sequence[Section]) -> Section | None:
    """What a section says of an axe: the text that was written, or one to write."""
    choices = [
        (one.code, Text("  ").join([user_text(one.code, "bold"), user_text(one.label)]))
        for one in await app.desk.known("axe")
    ]
    title = said(f"{section.section.label.capitalize()} : pour quel axe ?")
    axe = await app.push_screen_wait(ChooseDialog(title, choices))
    if axe is None:
        return None
    whole, *others = (one for one in sections if one.section is section.section)
    written = next((one for one in others if one.axe == axe), None)
    return written or Section(section.section, axe, "", of_axe(whole.caught, axe))

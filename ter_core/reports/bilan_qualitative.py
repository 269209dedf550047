"""The qualitative chapters of a bilan: what people wrote and caught, each line dated and linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ter_core.events.bilan import NOTHING_FOUND
from ter_core.reports.asking import part
from ter_core.reports.question import Marts
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.choices import SectionBilan
from ter_core.vocabulary.typography import french

__all__ = ["Written", "caught", "priorities", "sections", "texts_of"]

Written = Mapping[str, tuple[str, ...]]

_NOTHING = f"{NOTHING_FOUND}."
_QUALITATIVE = (SectionBilan.REUSSITES, SectionBilan.DIFFICULTES, SectionBilan.PERSPECTIVES)
_SECTIONS = frozenset(section.value for section in SectionBilan)


def caught(marts: Marts, year: str, written: Written) -> Iterator[Part]:
    """Réussites, difficultés, perspectives."""
    for section in _QUALITATIVE:
        yield _caught(marts, year, section, written)


def texts_of(parts: Iterable[Part]) -> list[list[str]]:
    """What people wrote in each chapter, its name first, in an order of their own."""
    found = {}
    for chapter in parts:
        if chapter.name in _SECTIONS:
            caught = [row[0] for row in chapter.rows if chapter.name in _QUALITATIVE]
            texts = [text for text in (*chapter.text, *caught) if text != _NOTHING]
            found[chapter.name] = sorted(texts)
    return [[name, *found[name]] for name in sorted(found)]


def sections(marts: Marts, year: str) -> Written:
    """What was written for the whole territory, by section."""
    rows = marts.rows(
        "select section, texte from sections_bilan\n"
        "where annee_scolaire = $annee and code_axe is null",
        {"annee": year},
    )
    return {section: (text,) for section, text in rows}


def priorities(written: Written) -> Part:
    """What the next year should begin with."""
    section = SectionBilan.PRIORITES
    return Part(
        name=section.value,
        title=french(section.label.capitalize()),
        text=written.get(section, (_NOTHING,)),
    )


def _caught(marts: Marts, year: str, section: SectionBilan, written: Written) -> Part:
    """A qualitative chapter: its general text, then each line by axe, dated and linked."""
    found = part(
        marts,
        name=section.value,
        title=section.label.capitalize(),
        text=written.get(section, ()),
        columns=(
            Column("texte", "Texte", place="under"),
            Column("code_axe", "Axe"),
            Column("jour", "Date", "date"),
            Column("code_action", "Action"),
            Column("id_court", "Événement"),
            Column("libelle_axe", "Intitulé de l'axe", place="aside"),
        ),
        source=_CAUGHT,
        values={"annee": year, "section": section.value},
    )
    return _unless_silent(found)


_CAUGHT = """from (
  select
    0 as rang, texte, code_axe, libelle_axe, date_redaction as jour, null as code_action, id_court
  from sections_bilan
  where annee_scolaire = $annee and section = $section and code_axe is not null
  union all
  select
    1, texte, code_axe, libelle_axe, date_appreciation, code_action, id_court
  from appreciations
  where annee_scolaire = $annee and nature || 's' = $section
)
order by code_axe nulls last, rang, jour, id_court
"""


def _unless_silent(chapter: Part) -> Part:
    """Where a text stands without any line, « Aucun élément relevé » would contradict it."""
    if chapter.rows or not chapter.text:
        return chapter
    return Part(name=chapter.name, title=chapter.title, text=chapter.text)

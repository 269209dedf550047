"""The chapters of a bilan: figures by dimension, texts, what was never reached, annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ter_core.events.bilan import NOTHING_FOUND
from ter_core.reports.asking import part
from ter_core.reports.coverage import Coverage
from ter_core.reports.figures import Figure, Figures
from ter_core.reports.question import Marts
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Dimension, SectionBilan
from ter_core.vocabulary.typography import french

__all__ = ["chapters", "texts_of"]

Written = Mapping[str, tuple[str, ...]]

_NOTHING = f"{NOTHING_FOUND}."
_QUALITATIVE = (SectionBilan.REUSSITES, SectionBilan.DIFFICULTES, SectionBilan.PERSPECTIVES)
_SECTIONS = frozenset(section.value for section in SectionBilan)
_SUMMARY = (
    "projets",
    "projets_realises",
    "participations",
    "eleves_touches",
    "etablissements_touches",
    "enseignants_touches",
    "familles",
    "partenaires_mobilises",
)
_BY = (
    (Dimension.AXE, "Par axe", False),
    (Dimension.NATURE, french("Par nature d'action"), False),
    (Dimension.DEGRE, "Par degré", True),
    (Dimension.CYCLE, "Par cycle", True),
    (Dimension.NIVEAU, "Par niveau", True),
    (Dimension.ETABLISSEMENT, "Par établissement", True),
    (Dimension.COMMUNE, "Par commune", True),
    (Dimension.PERIODE, "Par période", False),
    (Dimension.MOIS, "Par mois", False),
)
_NO_SUM = french(
    "Un même élève peut être de plusieurs de ces lignes : elles ne s'additionnent pas."
)
_SHOWN = (
    ("projets_realises", Column("projets_realises", "Projets réalisés", "nombre")),
    ("participations", Column("participations", "Participations", "nombre")),
    ("eleves_touches", Column("eleves_touches", "Élèves touchés", "bornes")),
)
_BEFORE = Column("precedent", "Un an avant", "bornes", "Élèves touchés un an avant.")
_THEN = (
    ("enseignants_touches", Column("enseignants_touches", "Enseignants touchés", "bornes")),
    ("projets", Column("projets", "Projets inscrits", "nombre", place="aside")),
)
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
    written, titles = _sections(marts, year), dict(marts.rows("select code, intitule from axes"))
    return (
        _summary(figures, written),
        _governance(marts, year, written),
        *(_by(figures, dimension, title, titles, adds=adds) for dimension, title, adds in _BY),
        *(_caught(marts, year, section, written) for section in _QUALITATIVE),
        _never_reached(coverage),
        _priorities(written),
        *_annexes(marts, year),
        Part(name="methode", title="Méthode", text=(_COUNTING, _YEARS)),
    )


def texts_of(parts: Iterable[Part]) -> list[list[str]]:
    """What people wrote in each chapter, its name first, in an order of their own."""
    found = {}
    for chapter in parts:
        if chapter.name in _SECTIONS:
            caught = [row[0] for row in chapter.rows if chapter.name in _QUALITATIVE]
            texts = [text for text in (*chapter.text, *caught) if text != _NOTHING]
            found[chapter.name] = sorted(texts)
    return [[name, *found[name]] for name in sorted(found)]


def _summary(figures: Figures, written: Written) -> Part:
    told = [figures.find(key) for key in _SUMMARY] if figures.every else []
    return Part(
        name="synthese",
        title="Synthèse",
        text=written.get(SectionBilan.SYNTHESE, ()),
        columns=(
            Column("libelle", "Chiffre"),
            Column("chiffre", "Cette année", "bornes"),
            Column("precedent", "Un an avant", "bornes"),
        ),
        rows=tuple((one.libelle_mesure, one.chiffre, one.precedent) for one in told),
        empty=_NOTHING,
    )


def _governance(marts: Marts, year: str, written: Written) -> Part:
    return part(
        marts,
        name="gouvernance",
        title="Périmètre et gouvernance",
        text=written.get(SectionBilan.GOUVERNANCE, ()),
        columns=(
            Column("debut", "Séance", "horodatage"),
            Column("libelle_instance", "Instance"),
            Column("libelle_etat", "État"),
            Column("nb_decisions", "Décisions", "nombre"),
        ),
        source="from seances where est_tenue and annee_scolaire(debut::date) = $annee\n"
        "order by debut, code_affiche",
        values={"annee": year},
        empty="Aucune séance tenue.",
    )


def _by(
    figures: Figures, dimension: Dimension, title: str, axes: Mapping[str, str], *, adds: bool
) -> Part:
    """A table of what the measures say by one dimension; those that say nothing by it are out."""
    lines = list(figures.by(dimension))
    known = {mesure for _, _, measured in lines for mesure in measured}
    first, then = ([one for one in group if one[0] in known] for group in (_SHOWN, _THEN))
    return Part(
        name=f"par_{dimension.value}",
        title=title,
        text=() if adds else (_NO_SUM,),
        columns=(
            Column("libelle", dimension.label.capitalize()),
            *(column for _, column in first),
            _BEFORE,
            *(column for _, column in then),
            Column("intitule", "Intitulé", place="under"),
            Column("code", "Code", place="aside"),
        ),
        rows=tuple(
            (
                label,
                *(_cell(measured.get(mesure), column) for mesure, column in first),
                _previous(measured.get("eleves_touches")),
                *(_cell(measured.get(mesure), column) for mesure, column in then),
                axes.get(code) if dimension is Dimension.AXE else None,
                code,
            )
            for code, label, measured in lines
        ),
        empty=_NOTHING,
    )


def _cell(figure: Figure | None, column: Column) -> Any:
    """The figure as the column holds it; one that nothing made is nothing, not unknown."""
    found = Bornes(0, 0) if figure is None else figure.chiffre
    return found if found is None or column.type == "bornes" else found.maximum


def _previous(figure: Figure | None) -> Bornes | None:
    return figure.precedent if figure else None


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
        empty=_NOTHING,
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


def _priorities(written: Written) -> Part:
    section = SectionBilan.PRIORITES
    return Part(
        name=section.value,
        title=french(section.label.capitalize()),
        text=written.get(section, (_NOTHING,)),
    )


def _sections(marts: Marts, year: str) -> Written:
    """What was written for the whole territory, by section."""
    rows = marts.rows(
        "select section, texte from sections_bilan\n"
        "where annee_scolaire = $annee and code_axe is null",
        {"annee": year},
    )
    return {section: (text,) for section, text in rows}


def _unless_silent(chapter: Part) -> Part:
    """Where a text stands without any line, « Aucun élément relevé » would contradict it."""
    if chapter.rows or not chapter.text:
        return chapter
    return Part(name=chapter.name, title=chapter.title, text=chapter.text)


def _never_reached(coverage: Coverage) -> Part:
    apart = coverage.without_school()
    kinds = (Dimension.NIVEAU, Dimension.ETABLISSEMENT, Dimension.COMMUNE)
    return Part(
        name="jamais_touches",
        title="Jamais touchés",
        text=(f"{french('Communes sans école :')} {', '.join(apart)}.",) if apart else (),
        columns=(
            Column("libelle", "Réseau"),
            Column("sorte", "Sorte"),
            Column("effectif", "Effectif", "nombre"),
        ),
        rows=tuple(
            (one.libelle, kind.label, one.effectif)
            for kind in kinds
            for one in coverage.never(kind.value)
        ),
        empty="Tout le réseau a été touché.",
    )


def _annexes(marts: Marts, year: str) -> Iterator[Part]:
    yield part(
        marts,
        name="actions",
        title=french("Annexe : actions de l'année"),
        columns=(
            Column("code_affiche", "Action"),
            Column("intitule", "Intitulé", place="under"),
            Column("code_axe", "Axe"),
            Column("libelle_nature", "Nature"),
            Column("debut", "Début", "date"),
            Column("libelle_avancement", "Avancement"),
            Column("nb_eleves", "Participations", "nombre"),
        ),
        source="from actions where list_contains(annees_scolaires, $annee)\n"
        "order by debut, code_affiche",
        values={"annee": year},
        empty="Aucune action.",
    )
    yield part(
        marts,
        name="decisions",
        title=french("Annexe : décisions adoptées dans l'année"),
        columns=(
            Column("code_affiche", "Décision"),
            Column("libelle", "Libellé", place="under"),
            Column("date_adoption", "Adoptée le", "date"),
            Column("responsables", "Responsables", "liste"),
            Column("libelle_etat", "État"),
        ),
        source="from suivi_decisions where annee_scolaire(date_adoption) = $annee\n"
        "order by date_adoption, code_affiche",
        values={"annee": year},
        empty="Aucune décision.",
    )

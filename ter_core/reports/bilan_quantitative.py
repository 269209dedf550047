"""The quantitative chapters of a bilan: figures by theme, by dimension, who was never reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ter_core.reports.coverage import Coverage
from ter_core.reports.figures import Figure, Figures
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.typography import french

__all__ = ["by_dimension", "by_theme", "never_reached", "summary"]

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
# What the letter of mission and the convention ask for beside those who were reached.
_THEMES = (
    (
        "coordination",
        "Coordination, en chiffres",
        (
            "seances_tenues",
            "seances_coorganisees",
            "releves_diffuses",
            "destinataires_informes",
            "decisions_adoptees",
            "decisions_executees",
            "relances",
        ),
    ),
    (
        "accompagnement",
        "Accompagnement, en chiffres",
        (
            "projets_realises.nature.formation",
            "participations_formation",
            "participations_formation.degre.1D",
            "participations_formation.degre.2D",
            "projets_realises.nature.liaison",
            "projets_interdegres",
            "projets_realises.nature.concertation",
            "actions_evaluees",
            "indicateurs_mesures",
            "reussites_relevees",
            "bonnes_pratiques_reperees",
            "bonnes_pratiques_publiees",
            "bonnes_pratiques_reprises",
            "ressources_mutualisees",
        ),
    ),
    (
        "impulsion",
        "Impulsion, en chiffres",
        (
            "rencontres_tenues",
            "partenariats_noues",
            "partenariats_actifs",
            "partenaires_mobilises",
            "collectivites_mobilisees",
            "interventions",
            "projets_realises.nature.culture",
            "projets_realises.nature.sport",
            "initiatives_proposees",
            "initiatives_retenues",
            "projets_realises.nature.famille",
            "familles",
            "sejours",
            "informations_diffusees",
            "retours_recus",
        ),
    ),
    (
        "cadre",
        "Convention, en chiffres",
        ("signataires", "avenants_signes", "objectifs_fixes", "constats"),
    ),
)
_THEME_COLUMNS = (
    Column("libelle", "Chiffre"),
    Column("chiffre", "Cette année", "bornes"),
    Column("precedent", "Un an avant", "bornes"),
    Column("cle", "Clé", help="Celle que prend « ter preuve ».", place="aside"),
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


def summary(figures: Figures, text: tuple[str, ...]) -> Part:
    """The first figures that anybody asks for."""
    return _told(figures, "synthese", "Synthèse", _SUMMARY, text)


def by_theme(figures: Figures) -> Iterator[Part]:
    """The figures of each part of the mission, then of the convention."""
    for name, title, keys in _THEMES:
        yield _told(figures, name, title, keys)


def by_dimension(figures: Figures, axes: Mapping[str, str]) -> Iterator[Part]:
    """A table for each way in which the figures are broken down; `axes` gives their titles."""
    for dimension, title, adds in _BY:
        yield _by(figures, dimension, title, axes, adds=adds)


def _told(
    figures: Figures, name: str, title: str, keys: tuple[str, ...], text: tuple[str, ...] = ()
) -> Part:
    known = {one.cle: one for one in figures.every}
    told = [(key, known.get(key)) for key in keys if known]
    return Part(
        name=name,
        title=title,
        text=text,
        columns=_THEME_COLUMNS,
        rows=tuple(
            (_label(figure), figure.chiffre, figure.precedent, key)
            for key, figure in told
            if figure is not None
        ),
    )


def _label(figure: Figure) -> str:
    """« Projets réalisés », « Projets réalisés : formation »."""
    if figure.dimension == "ensemble":
        return figure.libelle_mesure
    return french(f"{figure.libelle_mesure} : {figure.libelle_valeur}")


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
    )


def _cell(figure: Figure | None, column: Column) -> Any:
    """The figure as the column holds it; one that nothing made is nothing, not unknown."""
    found = Bornes(0, 0) if figure is None else figure.chiffre
    return found if found is None or column.type == "bornes" else found.maximum


def _previous(figure: Figure | None) -> Bornes | None:
    return figure.precedent if figure else None


def never_reached(coverage: Coverage) -> Part:
    """What of the network nobody of came this year."""
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

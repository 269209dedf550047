"""The sentences of a bilan: the year in a few lines, never a bare number of pupils."""

from __future__ import annotations

from collections.abc import Iterator

from ter_core.reports.counted import counted, percentage
from ter_core.reports.coverage import Coverage
from ter_core.reports.figures import Figures
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import est_tu
from ter_core.vocabulary.typography import NARROW, euros, french, in_full

__all__ = ["account"]

_SHARED = (
    ("actions_evaluees", "action évaluée", "actions évaluées"),
    ("ressources_mutualisees", "ressource mutualisée", "ressources mutualisées"),
    ("bonnes_pratiques_publiees", "bonne pratique publiée", "bonnes pratiques publiées"),
    ("bonnes_pratiques_reprises", "reprise", "reprises"),
)


def account(figures: Figures, coverage: Coverage) -> tuple[str, ...]:
    """« En 2026-2027, 38 actions totalisent 2 914 participations d'élèves et ont touché… »."""
    if not figures.every:
        return ()
    return tuple(french(sentence) for sentence in (_pupils(figures, coverage), *_others(figures)))


def _pupils(figures: Figures, coverage: Coverage) -> str:
    year, done = figures.annee, _number(figures, "projets_realises")
    came, reached = _number(figures, "participations"), figures.value("eleves_touches")
    if not came or reached is None:
        planned = counted(_number(figures, "projets"), "projet inscrit", "projets inscrits")
        return f"En {year}, {planned} : aucune participation d'élèves n'est encore enregistrée."
    told = f"{counted(came, 'participation')} d'élèves"
    if done:  # none where those who came did so for an action of another year
        told = f"{counted(done, 'action')} {'totalise' if done == 1 else 'totalisent'} {told}"
    touching = "a" if (done or came) == 1 else "ont"
    ending = f"{counted(reached, 'élève')}{_share(coverage, reached)}"
    return f"En {year}, {told} et {touching} touché {ending}."


def _share(coverage: Coverage, reached: Bornes) -> str:
    """« sur 905 (86 % à 93 %) »; nothing where a part of the network was not counted."""
    network = coverage.whole()
    if network is None or not network.effectif or network.taux is None or est_tu(network.taux):
        return ""
    told = f"{in_full(network.effectif)}", f"({percentage(network.taux)})"
    if network.touches == reached:
        return f" sur {' '.join(told)}"
    return f", dont {counted(network.touches, 'élève')} sur les {told[0]} du réseau {told[1]}"


def _others(figures: Figures) -> Iterator[str]:
    if between := _number(figures, "projets_interdegres"):
        told = counted(between, "projet inter-degrés", "projets inter-degrés")
        yield f"{told} : des élèves du premier et du second degré y sont venus."
    teachers, families = figures.value("enseignants_touches"), _number(figures, "familles")
    adults = []
    if teachers and teachers.maximum:
        adults.append(counted(teachers, "enseignant touché", "enseignants touchés"))
    if families:
        adults.append(f"{counted(families, 'participation')} de familles")
    if adults:
        yield f"Côté adultes : {', '.join(adults)}."
    if trained := _number(figures, "participations_formation"):
        first, second = (
            _number(figures, f"participations_formation.degre.{degre}") for degre in ("1D", "2D")
        )
        yield (
            f"{counted(trained, 'participation')} d'enseignants aux formations : "
            f"{in_full(first)} du premier degré, {in_full(second)} du second."
        )
    yield from _links(figures)
    yield from _shared(figures)
    met, decided = _number(figures, "seances_tenues"), _number(figures, "decisions_adoptees")
    if met or decided:
        yield (
            f"{counted(met, 'séance tenue', 'séances tenues')}, "
            f"{counted(decided, 'décision adoptée', 'décisions adoptées')}, "
            f"{counted(_number(figures, 'decisions_executees'), 'exécutée')}."
        )


def _links(figures: Figures) -> Iterator[str]:
    if partners := _number(figures, "partenaires_mobilises"):
        told = counted(partners, "partenaire mobilisé", "partenaires mobilisés")
        yield f"{told}, pour {counted(_number(figures, 'interventions'), 'intervention')}."
    bound, met = _number(figures, "partenariats_noues"), _number(figures, "rencontres_tenues")
    if bound or met:
        told = counted(bound, "partenariat noué", "partenariats noués")
        yield f"{told}, {counted(met, 'rencontre')}."


def _shared(figures: Figures) -> Iterator[str]:
    told = [
        counted(_number(figures, mesure), noun, plural)
        for mesure, noun, plural in _SHARED
        if _number(figures, mesure)
    ]
    if told:
        yield f"{', '.join(told)}."
    granted, spent, travel = (
        _number(figures, mesure)
        for mesure in ("financements_accordes", "depenses_engagees", "depenses_transport")
    )
    if granted or spent:
        share = f", dont {travel * 100 // spent}{NARROW}% pour le transport" if spent else ""
        yield f"{euros(granted)} accordés, {euros(spent)} engagés{share}."


def _number(figures: Figures, cle: str) -> int:
    found = figures.value(cle)
    return found.maximum if found else 0

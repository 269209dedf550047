"""The sentences of a bilan: the year in a few lines, never a bare number of pupils."""

from __future__ import annotations

from collections.abc import Iterator

from ter_core.reports.counted import counted, share
from ter_core.reports.coverage import Coverage
from ter_core.reports.figures import Figures
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.typography import french, in_full

__all__ = ["account"]


def account(figures: Figures, coverage: Coverage) -> tuple[str, ...]:
    """« En 2026-2027, 38 actions totalisent 2 914 participations d'élèves et ont touché… »."""
    if not figures.every:
        return ()
    return tuple(french(sentence) for sentence in (_pupils(figures, coverage), *_others(figures)))


def _pupils(figures: Figures, coverage: Coverage) -> str:
    year, done = figures.annee, _number(figures, "projets_realises")
    came, reached = _number(figures, "participations"), figures.whole("eleves_touches")
    if not came or reached is None:
        planned = counted(_number(figures, "projets"), "projet inscrit", "projets inscrits")
        return f"En {year}, {planned} : aucune participation d'élèves n'est encore enregistrée."
    one = done < 2
    return (
        f"En {year}, {counted(done, 'action')} {'totalise' if one else 'totalisent'} "
        f"{counted(came, 'participation')} d'élèves et {'a' if one else 'ont'} touché "
        f"{counted(reached, 'élève')}{_share(coverage, reached)}."
    )


def _share(coverage: Coverage, reached: Bornes) -> str:
    """« sur 905 (86 % à 93 %) »; nothing where a part of the network was not counted."""
    network = coverage.whole()
    if network is None or not network.effectif:
        return ""
    inside, total = network.touches, network.effectif
    if inside == reached:
        return f" sur {in_full(total)} ({share(inside, total)})"
    return (
        f", dont {counted(inside, 'élève')} sur les {in_full(total)} du réseau "
        f"({share(inside, total)})"
    )


def _others(figures: Figures) -> Iterator[str]:
    if between := _number(figures, "projets_interdegres"):
        told = counted(between, "projet inter-degrés", "projets inter-degrés")
        yield f"{told} : des élèves du premier et du second degré y sont venus."
    if taught := _number(figures, "enseignants_touches"):
        reached = figures.whole("enseignants_touches") or taught
        ending = "a été touché" if taught == 1 else "ont été touchés"
        yield f"Côté adultes, {counted(reached, 'enseignant')} {ending}{_families(figures)}."
    if partners := _number(figures, "partenaires_mobilises"):
        told = counted(partners, "partenaire mobilisé", "partenaires mobilisés")
        yield f"{told}, pour {counted(_number(figures, 'interventions'), 'intervention')}."
    met, decided = _number(figures, "seances_tenues"), _number(figures, "decisions_adoptees")
    if met or decided:
        yield (
            f"{counted(met, 'séance tenue', 'séances tenues')}, "
            f"{counted(decided, 'décision adoptée', 'décisions adoptées')}, "
            f"{counted(_number(figures, 'decisions_executees'), 'exécutée')}."
        )


def _families(figures: Figures) -> str:
    families = _number(figures, "familles")
    return f", avec {counted(families, 'participation')} de familles" if families else ""


def _number(figures: Figures, mesure: str) -> int:
    found = figures.whole(mesure)
    return found.maximum if found else 0

"""Setting out: what a new territory still has to say, each with what it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from ter_core.vocabulary.typography import french
from ter_tui.screens.accueil_blocks import Block, Line, Target

__all__ = ["checklist", "is_living"]


@frozen
class _Step:
    """Something to say: what of the log shows that it was said, and how it is said."""

    done: str
    label: str
    why: str
    target: Target
    at_least: int = 1


_STEPS = (
    _Step("axe", "Axes", "décisions et actions s'y rattachent", ("creer", "AxeDefini")),
    _Step(
        "etablissement",
        "Établissements",
        "le réseau, d'après l'annuaire ou à la main",
        ("prendre", "annuaire", "EtablissementRattache"),
    ),
    _Step(
        "effectif",
        "Effectifs",
        "sans eux, aucune part d'élèves touchés",
        ("prendre", "effectifs", ""),
    ),
    _Step(
        "acteur",
        "Fonctions",
        "qui répond de quoi ; jamais un nom de personne",
        ("prendre", "reseau", "ActeurInscrit"),
        at_least=2,
    ),
    _Step(
        "instance",
        "Instances",
        "COPIL, COTECH, conseils : leurs membres",
        ("creer", "InstanceCreee"),
    ),
    _Step(
        "annee", "Année scolaire", "ses cinq périodes et ses vacances", ("creer", "AnneeOuverte")
    ),
    _Step(
        "mission", "Mission", "la lettre de mission de la coordination", ("creer", "MissionConfiee")
    ),
    _Step(
        "convention",
        "Convention",
        "ses signataires, ses dates",
        ("creer", "ConventionSignee"),
    ),
    _Step(
        "seance",
        "Première séance",
        "de là viennent les décisions",
        ("creer", "SeanceProgrammee"),
    ),
)
_TABLE = Line(
    symbol="→",
    code="Un tableau existe déjà ?",
    text=french("décisions et actions se reprennent d'un tableur"),
    target=("prendre", "tableau", ""),
)


def is_living(subjects: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the territory works already: something was decided and something is done."""
    kinds = {row["nature"] for row in subjects}
    return {"decision", "action"} <= kinds


def checklist(
    subjects: Sequence[Mapping[str, Any]], *, has_convention: bool, has_headcounts: bool
) -> Block | None:
    """What was said and what is still to be said; nothing once all of it was."""
    said = Counter(row["nature"] for row in subjects)
    said["convention"], said["effectif"] = int(has_convention), int(has_headcounts)
    left = [step for step in _STEPS if said[step.done] < step.at_least]
    if not left:
        return None
    lines = [
        Line(
            symbol="☐" if step in left else "☑",
            code=step.label,
            text=french(step.why),
            tone="attention" if step in left else "bien",
            target=step.target,
        )
        for step in _STEPS
    ]
    return Block(
        name="depart",
        title="Mettre le territoire en place",
        count=f"{len(_STEPS) - len(left)} sur {len(_STEPS)}",
        lines=(*lines, _TABLE),
    )

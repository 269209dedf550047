"""What the first screen says of the log itself, and of what was typed and not recorded yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ter_core.reports.values import shown
from ter_core.vocabulary.typography import french, in_full
from ter_tui.screens.accueil_blocks import Block, Line, Target, Tone

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.app import TerApp

__all__ = ["drafts_block", "journal_block", "nb_conflicts"]

_MOST = 5
_OF_SEANCE = {"seance": "Notes de séance", "presences": "Présences"}
_TO_GRID: Target = ("grille",)
_GRID = "ParticipationEnregistree en grille"
_CORRECTION = "ParticipationCorrigee"


def nb_conflicts(rows: Iterable[Mapping[str, Any]]) -> int:
    """How many values two postes disagree on."""
    return len({(row["code_affiche"], row["libelle_champ"]) for row in rows})


def journal_block(last: Report, subjects: Sequence[Mapping[str, Any]], nb_disputed: int) -> Block:
    """Whether the log is sound, who writes in it, when it was last written."""
    grave = [one for one in last.findings if one.gravite >= 1]
    lines = [_soundness(len(grave), is_damaged=any(one.gravite >= 4 for one in grave))]
    if nb_disputed:
        told = f"{in_full(nb_disputed)} conflit{'s' * (nb_disputed > 1)} à trancher"
        lines.append(Line(symbol="◆", text=french(told), tone="attention", target=("conflits",)))
    nb = sum(int(entry["rang"]) for entry in last.position)
    written = max((row["enregistre_le"] for row in last.named()), default=None)
    told = f"{in_full(nb)} événement{'s' * (nb > 1)}"
    told += f", le dernier le {shown(written)}" if written else ""
    lines.append(Line(symbol="·", text=french(told), target=("liste", "journal", "Événements")))
    postes = [row for row in subjects if row["nature"] == "poste"]
    names = ", ".join(str(row["libelle"] or row["code_affiche"]) for row in postes)
    if postes:
        count = f"{len(postes)} poste{'s' * (len(postes) > 1)}"
        told = french(f"{count} : ") + names
        lines.append(Line(symbol="·", text=told, target=("liste", "journal", "Postes")))
    return Block(name="journal", title="Journal", lines=tuple(lines))


def drafts_block(app: TerApp) -> Block | None:
    """What was typed and not recorded; nothing where there is none."""
    from ter_tui.forms.pending import pending

    found = [
        Line(
            symbol="✎",
            text=one.label.plain,
            end=f"{one.since:%d/%m %H:%M}",
            tone="accent",
            target=("brouillon", one.name),
        )
        for one in pending(app)
    ]
    forms = {line.target for line in found}
    found += [
        line
        for name, kept in _kept(app)
        if ("brouillon", name) not in forms and (line := _of_screen(name, kept))
    ]
    if not found:
        return None
    count = in_full(len(found)) if len(found) > _MOST else ""
    return Block(name="saisies", title="Saisies en cours", count=count, lines=(*found[:_MOST],))


def _kept(app: TerApp) -> list[tuple[str, dict[str, Any]]]:
    return list(app.drafts.all()) if app.drafts else []


def _of_screen(name: str, kept: Mapping[str, Any]) -> Line | None:
    """A draft that a screen keeps by itself: what one types of a séance, in the grid."""
    from ter_tui.participation.drafts import ABOUT as PARTICIPATION
    from ter_tui.seance.notes import ABOUT as SEANCE

    word, _, subject = name.partition(" ")
    target: Target
    if name == _GRID:
        text, about, target = "Participation", kept.get(PARTICIPATION), _TO_GRID
    elif word == _CORRECTION:
        text, about = "Participation corrigée", kept.get(PARTICIPATION)
        target = ("corriger", subject)
    elif word in _OF_SEANCE:
        text, about, target = _OF_SEANCE[word], kept.get(SEANCE), ("seance", subject)
    else:
        return None
    told = f"{french(text)} — {about}" if about else french(text)
    return Line(symbol="✎", text=told, tone="accent", target=target)


def _soundness(nb: int, *, is_damaged: bool) -> Line:
    if not nb:
        return Line(symbol="✓", text="Rien à signaler", tone="bien", target=("constats",))
    what = "Le journal est abîmé" if is_damaged else "Le journal a quelque chose à dire"
    told = f"{what} : {in_full(nb)} constat{'s' * (nb > 1)}"
    tone: Tone = "alerte" if is_damaged else "attention"
    return Line(symbol="▲", text=french(told), tone=tone, target=("constats",))

"""The chapters of a relevé: who came, the agenda, each point, what comes next, to whom it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from ter_core.events.bilan import NOTHING_FOUND
from ter_core.reports.asking import part
from ter_core.reports.counted import counted
from ter_core.reports.question import Marts
from ter_core.reports.releve_seance import Seance, hour
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW, french

__all__ = ["agenda", "diffusion", "points", "presences", "suite"]

_NOTHING = f"{NOTHING_FOUND}."
_NOTED = ("présent", "représenté", "excusé", "absent")
_PRESENCES = (
    Column("presence", "Présence"),
    Column("libelle", "Qui"),
    Column("code", "Code", holds="acteur"),
    Column("par", "Représenté par", place="aside", holds="acteur"),
    Column("libelle_par", "Représenté par (libellé)", place="aside"),
    Column("role", "Rôle", place="aside"),
    Column("sujet", "Sujet", place="aside"),
)
_AGENDA = (
    Column("n", "N°", "nombre"),
    Column("titre", "Point"),
    Column("libelle_rapporteur", "Rapporteur"),
    Column("est_traite", "Traité", "booleen"),
    Column("code_rapporteur", "Rapporteur (code)", place="aside"),
)
_SENDINGS = (
    Column("date_diffusion", "Diffusé le", "date"),
    Column("version", "Version", "nombre"),
    Column("canal", "Canal"),
    Column("empreinte_courte", "Empreinte", help="Les huit premiers signes de celle du fichier."),
    Column("destinataires", "Destinataires", "liste", place="under"),
    Column("empreinte", "Empreinte entière", "texte", "SHA-256 du fichier envoyé.", place="aside"),
)


def presences(marts: Marts, seance: Seance) -> Part:
    """Everybody who is expected or noted, how many of each, who led and who stood in."""
    found = part(
        marts,
        name="presences",
        title="Présences",
        columns=_PRESENCES,
        source="from (select *, code_par as par from presences where sujet_seance = $seance)\n"
        "order by rang",
        values={"seance": seance.sujet},
    )
    return evolve(found, text=tuple(_attendance(seance, found.named())))


def _attendance(seance: Seance, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """« 12 présents, 1 représenté, aucun excusé, aucun absent. », then each role."""
    number = Counter(row["presence"] for row in rows)
    told = [_number(number[word], word) for word in _NOTED if number.keys() & {*_NOTED}]
    told += [counted(number["attendu"], "attendu")] if number["attendu"] else []
    if told:
        yield f"{', '.join(told).capitalize()}."
    for role, label in (
        ("Présidence", seance.libelle_presidence),
        ("Secrétariat", seance.libelle_secretaire),
    ):
        if label:
            yield f"{role}{NARROW}: {label}."
    for row in rows:
        if row["par"]:
            yield f"Représentation{NARROW}: {row['libelle']}, par {row['libelle_par']}."


def _number(count: int, noun: str) -> str:
    return counted(count, noun) if count else f"aucun {noun}"


def agenda(rows: Sequence[dict[str, Any]]) -> Part:
    """The points that were announced."""
    announced = [row for row in rows if row["est_a_l_ordre_du_jour"]]
    return Part(
        name="ordre-du-jour",
        title="Ordre du jour",
        columns=_AGENDA,
        rows=tuple(tuple(row[column.name] for column in _AGENDA) for row in announced),
    )


def points(
    seance: Seance, rows: Sequence[dict[str, Any]], decisions: Sequence[dict[str, Any]]
) -> Iterator[Part]:
    """A chapter per point; before the séance, of those only that something is said of."""
    told = [row for row in rows if seance.is_held or row["est_traite"] or row["codes_decisions"]]
    if not told:
        yield Part(name="points", title="Points", text=(_NOTHING,))
    has_agenda = any(row["est_a_l_ordre_du_jour"] for row in rows)
    for row in told:
        taken = [one for one in decisions if one["point"] == row["n"]]
        yield Part(
            name=f"point-{row['n']}",
            title=f"Point {row['n']} — {row['titre']}" if row["titre"] else f"Point {row['n']}",
            text=tuple(_point(row, taken, has_agenda=has_agenda)),
        )


def _point(
    row: dict[str, Any], decisions: Sequence[dict[str, Any]], *, has_agenda: bool
) -> Iterator[str]:
    if has_agenda and not row["est_a_l_ordre_du_jour"]:
        yield french("Point ajouté à l'ordre du jour en séance.")
    for name in ("contexte", "conclusions", "divergences"):
        if row[name]:
            yield f"{name.capitalize()}{NARROW}: {row[name]}"
    if not row["est_traite"]:
        yield french("Aucune conclusion n'est notée.")
    for one in decisions:
        yield f"Décision {one['code_affiche']}{NARROW}: {' — '.join(_decision(one))}."


def _decision(row: dict[str, Any]) -> Iterator[str]:
    """What was decided, who answers for it, for when."""
    yield (row["libelle"] or "").rstrip(".")
    if row["libelles_responsables"]:
        yield ", ".join(row["libelles_responsables"])
    if row["echeance"]:
        yield f"pour le {spoken_day(row['echeance'])}"
    elif row["permanente"]:
        yield "permanente"


def suite(seance: Seance) -> Part:
    """The day that was announced, and the séance that is known to follow."""
    told = []
    if day := seance.prochaine_seance:
        told.append(f"Annoncée le {spoken_day(day, weekday=True)}.")
    if seance.debut_suivante:
        debut = seance.debut_suivante
        when = f"{spoken_day(debut.date(), weekday=True)} à {hour(debut)}"
        told.append(f"{seance.code_suivante}, {when}.")
    return Part(name="suite", title="Prochaine séance", text=tuple(told) or (_NOTHING,))


def diffusion(marts: Marts, seance: Seance) -> Part:
    """Each sending: when, which version, how, to whom."""
    told = Part(name="diffusion", title="Diffusion", columns=_SENDINGS)
    if not seance.nb_diffusions:
        return told  # what is not asked costs nothing while a séance is held
    return part(
        marts,
        name=told.name,
        title=told.title,
        columns=told.columns,
        source="from (\n  select *, left(empreinte, 8) as empreinte_courte"
        "\n  from releves_diffuses where sujet = $seance\n)\norder by date_diffusion, evenement",
        values={"seance": seance.sujet},
    )

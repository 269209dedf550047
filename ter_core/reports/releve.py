"""Relevé: what a séance comes to, before it, while it is held, and as it is sent afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from attrs import frozen

from ter_core.events.fields import Ref
from ter_core.reports.codes import find_subject
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.releve_decisions import Decisions
from ter_core.reports.releve_parts import agenda, diffusion, points, presences, suite
from ter_core.reports.releve_seance import Seance
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW, french

__all__ = ["Releve"]

_COLUMNS = (
    Column("n", "N°", "nombre"),
    Column("titre", "Point"),
    Column("code_rapporteur", "Rapporteur", holds="acteur"),
    Column("est_a_l_ordre_du_jour", "À l'ordre du jour", "booleen"),
    Column("est_traite", "Traité", "booleen", "Ses conclusions sont écrites."),
    Column("contexte", "Contexte"),
    Column("conclusions", "Conclusions"),
    Column("divergences", "Divergences"),
    Column("codes_decisions", "Décisions", "liste", "Codes des décisions prises à ce point."),
    Column("libelle_rapporteur", "Rapporteur (libellé)", place="aside"),
    Column("sujet_rapporteur", "Rapporteur (sujet)", place="aside"),
)


@frozen(kw_only=True)
class Releve(Question):
    """Le relevé d'une séance : présents, points, décisions prises, suivi des précédentes."""

    declaration = QuestionDeclaration(
        name="releve", label="Relevé de conclusions", arguments=("seance",)
    )
    columns = _COLUMNS

    seance: Annotated[
        str, Ref("Séance", to=("seance",), help="À venir, en cours ou passée.", example="S3")
    ]

    def answer(self, marts: Marts) -> Report:
        """A row per point for programs, the chapters of the document for people."""
        subject = find_subject(marts, self.seance, ("seance",), where="seance").subject
        seance = Seance.of(marts, subject)
        decisions = Decisions.of(marts, seance)
        rows = _rows(marts, subject, decisions.taken)
        return Report(
            name=self.declaration.name,
            title=f"{self.declaration.label} — {seance.libelle_instance or seance.code}",
            columns=self.columns,
            rows=tuple(tuple(row[column.name] for column in self.columns) for row in rows),
            a_la_date=marts.a_la_date,
            text=(_which(seance), *_state(seance)),
            parts=(
                presences(marts, seance),
                agenda(rows),
                decisions.followed(),
                *points(seance, rows, decisions.taken),
                decisions.told(),
                suite(seance),
                diffusion(marts, seance),
            ),
            is_flat=True,
        )


def _rows(
    marts: Marts, subject: str, decisions: Sequence[dict[str, Any]]
) -> tuple[dict[str, Any], ...]:
    """Every point, one that only a decision names included, with its decisions."""
    names = [column.name for column in _COLUMNS if column.name != "codes_decisions"]
    found = marts.rows(
        f"select {', '.join(names)}\nfrom points where sujet = $seance",
        {"seance": subject},
    )
    known = {row[0]: dict(zip(names, row, strict=True)) for row in found}
    codes: dict[int, list[str]] = {}
    for one in decisions:
        if one["point"] is not None:
            codes.setdefault(one["point"], []).append(one["code_affiche"])
    unknown = dict.fromkeys(names) | {"est_a_l_ordre_du_jour": False, "est_traite": False}
    return tuple(
        known.get(n, unknown | {"n": n}) | {"codes_decisions": codes.get(n, [])}
        for n in sorted({*known, *codes})
    )


def _which(seance: Seance) -> str:
    """« Séance n° 2 de 2026-2027 (S-2026-002), jeudi 12 novembre 2026, de 14 h 00 à 16 h 10. »."""
    number = f" n°{NARROW}{seance.numero} de {seance.annee_scolaire}" if seance.numero else ""
    told = f"Séance{number} ({seance.code})"
    if seance.debut:
        told += f", {spoken_day(seance.debut.date(), weekday=True)}, {seance.hours}"
    where = ", ".join(part for part in (seance.lieu, seance.libelle_modalite) if part)
    return f"{told}. {where}." if where else f"{told}."


def _state(seance: Seance) -> Iterator[str]:
    """Where the relevé stands, what is to be done of it, and why it was reopened."""
    code, version = seance.code, seance.version
    if seance.etat == "annulee":
        yield _because(f"Séance annulée le {spoken_day(seance.date_etat)}", seance.motif_annulation)
    elif seance.date_validation:
        stands = "diffusée" if seance.etat == "diffuse" else "à diffuser"
        by = f" par {seance.libelle_validation}" if seance.libelle_validation else ""
        day = spoken_day(seance.date_validation)
        yield f"Version {version}, {stands}. Relevé validé le {day}{by}."
    elif seance.etat == "programmee":
        yield french("Séance programmée : rien n'en est encore conclu.")
    elif not seance.fin:
        yield french(f"Séance ouverte : sa fin se note avec « ter seance tenir {code} --fin … ».")
    else:
        yield french(f"Version {version}, à valider : « ter releve valider {code} --par … ».")
    if version > 1 and seance.date_rectification:
        day = spoken_day(seance.date_rectification)
        yield _because(f"Version {version - 1} rouverte le {day}", seance.motif_rectification)


def _because(told: str, motif: str | None) -> str:
    """What happened, and why, as somebody wrote it."""
    return f"{told}{NARROW}: {motif}" if motif else f"{told}."

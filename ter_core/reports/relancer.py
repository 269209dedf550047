"""Relancer: who is late on what, and the message that each function is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from attrs import evolve, frozen

from ter_core.events.avancement import RelanceEmise
from ter_core.events.fields import ANYONE, Flag, Ref
from ter_core.reports.codes import subject_named
from ter_core.reports.counted import counted
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.subjects import is_subject
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_core.events.base import Event

__all__ = ["Relancer"]

_COLUMNS = (
    Column("code_fonction", "Fonction", help="Qui répond de la décision.", holds="acteur"),
    Column("qualite", "Qualité"),
    Column("code_affiche", "Décision"),
    Column("libelle", "Libellé", place="under"),
    Column("echeance", "Échéance", "date"),
    Column("nb_jours_retard", "Retard (jours)", "nombre"),
    Column("nb_relances", "Relances", "nombre", "Déjà envoyées à cette fonction."),
    Column("derniere_relance", "Dernière relance", "date"),
    Column("evenement", "Événement", help="Ce qui l'enregistre ; vide à l'essai.", place="aside"),
    Column("sujet", "Décision (sujet)", place="aside"),
    Column("sujet_fonction", "Fonction (sujet)", place="aside"),
)
_QUERY = """
select
  code_fonction, qualite, code_affiche, libelle, echeance, nb_jours_retard, nb_relances,
  derniere_relance, sujet, sujet_fonction, est_en_fonction, est_recente
from relances_a_emettre
order by code_fonction, sujet_fonction, nb_jours_retard desc, code_affiche, sujet
"""
_NAMES = """
select max(nom), coalesce((select libelle from codes where sujet = $qui), max(nom))
from territoire
"""
_DAYS = 7
_ANY = "TER"


class _Due(NamedTuple):
    """A late decision and a function that answers for it."""

    code_fonction: str
    qualite: str
    code_affiche: str | None
    libelle: str | None
    echeance: date
    nb_jours_retard: int
    nb_relances: int
    derniere_relance: date | None
    sujet: str
    sujet_fonction: str
    est_en_fonction: bool
    est_recente: bool

    @property
    def code(self) -> str:
        """How people call the decision."""
        return self.code_affiche or self.sujet[-8:]

    @property
    def row(self) -> tuple[Any, ...]:
        """As the columns have it; nothing is recorded yet."""
        return (*self[:8], None, self.sujet, self.sujet_fonction)


@frozen(kw_only=True)
class Relancer(Question):
    """Les relances des décisions en retard : à qui, sur quoi, et le message de chaque fonction."""

    declaration = QuestionDeclaration(name="relancer", label="Relances")
    columns = _COLUMNS

    responsable: Annotated[
        str | None,
        Ref("Responsable", to=ANYONE, help="Seulement cette fonction.", example="principal"),
    ] = None
    toutes: Annotated[
        bool,
        Flag("Toutes", help=f"Aussi celles relancées depuis moins de {_DAYS} jours."),
    ] = False
    signataire: Annotated[
        str | None,
        Ref(
            "Signataire",
            to=ANYONE,
            help="La fonction qui signe ; par défaut, celle qui écrit, sinon le territoire.",
            example="coordination",
        ),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """One message per function, by code; in each, the latest decisions first."""
        late = [_Due(*row) for row in marts.rows(_QUERY)]
        asked = self._asked(marts, late)
        present = [one for one in asked if one.est_en_fonction]
        due = [one for one in present if self.toutes or not one.est_recente]
        territory, signature = _names(marts, self.signataire)
        parts = [
            _message(list(own), territory, signature, marts.a_la_date)
            for _, own in groupby(due, key=lambda one: one.sujet_fonction)
        ]
        aside = [one for one in present if one not in due]
        return Report(
            name=self.declaration.name,
            title=self.declaration.label,
            columns=self.columns,
            rows=tuple(one.row for one in due),
            a_la_date=marts.a_la_date,
            text=(*_summary(due, len(parts)), *_left_aside(aside), *_without_answer(late, asked)),
            parts=tuple(parts),
            is_flat=True,
            empty="Rien à relancer.",
        )

    def recordings(self, report: Report, *, canal: str) -> tuple[tuple[Event, str], ...]:
        """One event per decision, to every function that the report has a message for."""
        recipients: dict[str, list[str]] = {}
        for row in report.rows:
            *_, decision, function = row
            recipients.setdefault(decision, []).append(function)
        return tuple(
            (RelanceEmise(destinataires=tuple(functions), canal=canal), subject)
            for subject, functions in recipients.items()
        )

    def recorded(self, report: Report, events: Mapping[str, str]) -> Report:
        """The same report, each row with the event of its decision."""
        rows = (
            (*told, events.get(decision), decision, function)
            for *told, _, decision, function in report.rows
        )
        return evolve(report, rows=tuple(rows))

    def _asked(self, marts: Marts, late: list[_Due]) -> list[_Due]:
        """What is asked of everybody, or of one function."""
        if self.responsable is None:
            return late
        who = subject_named(marts, self.responsable, ANYONE, where="responsable")
        return [one for one in late if one.sujet_fonction == who]


def _names(marts: Marts, signatory: str | None) -> tuple[str, str]:
    """The territory, and who signs: a function in full that is not known is the territory."""
    who = signatory
    if who is not None and not is_subject(who):
        who = subject_named(marts, who, ANYONE, where="signataire")
    ((territory, signature),) = marts.rows(_NAMES, {"qui": who})
    return territory or _ANY, signature or _ANY


def _message(due: Sequence[_Due], territory: str, signature: str, day: date) -> Part:
    """What a function is sent: data stands in it as it was written."""
    first, many = due[0], len(due) > 1
    decisions = counted(len(due), "décision")
    late = french(f"{decisions} dont l'échéance est passée")
    which = (
        f"de ces {decisions}, dont vous répondez,"
        if many
        else "de la décision suivante, dont vous répondez,"
    )
    asked = "où elles en sont" if many else "où elle en est"
    return Part(
        name=first.code_fonction,
        title=f"{first.qualite} ({first.code_fonction})",
        text=(
            f"{french('Objet :')} {territory} — {late}",
            "Bonjour,",
            french(f"Au {spoken_day(day)}, l'échéance {which} est passée :"),
            "\n".join(map(_item, due)),
            french(
                f"Pourriez-vous nous dire {asked}, proposer une nouvelle date, ou nous dire ce "
                "qui bloque ?"
            ),
            f"En vous remerciant,\n{signature}",
        ),
    )


def _item(one: _Due) -> str:
    return (
        f"• {one.code} — {one.libelle or '?'} — échéance du {one.echeance:%d/%m/%Y} — "
        f"{counted(one.nb_jours_retard, 'jour')} de retard"
    )


def _summary(due: Sequence[_Due], functions: int) -> Iterator[str]:
    if due:
        decisions = counted(len({one.sujet for one in due}), "décision")
        yield french(f"{counted(functions, 'message')}, pour {decisions} en retard.")


def _left_aside(aside: Sequence[_Due]) -> Iterator[str]:
    """What was already asked a few days ago."""
    if aside:
        many = "s" if len(aside) > 1 else ""
        told = ", ".join(f"{one.code} ({one.code_fonction})" for one in aside)
        yield french(
            f"{counted(len(aside), 'relance')} laissée{many} de côté, car déjà faite{many} il y "
            f"a moins de {_DAYS} jours : {told}. « --toutes » les reprend."
        )


def _without_answer(late: Sequence[_Due], asked: Sequence[_Due]) -> Iterator[str]:
    """The functions that have gone, and the decisions that nobody answers for any more."""
    answered = {one.sujet for one in late if one.est_en_fonction}
    for _, group in groupby(sorted(asked, key=_by_decision), key=_by_decision):
        gone = [one for one in group if not one.est_en_fonction]
        if not gone:
            continue
        first, who = gone[0], ", ".join(one.code_fonction for one in gone)
        told = f"{first.code} — {first.libelle or '?'} — "
        if first.sujet in answered:
            yield told + french(f"la relance ne va pas à {who} (retiré du réseau).")
        else:
            days = f"{counted(first.nb_jours_retard, 'jour')} de retard"
            yield told + french(
                f"{days}, et plus personne n'en répond (retiré du réseau : {who}) : "
                f"« ter decision confier {first.code} »."
            )


def _by_decision(one: _Due) -> tuple[str, str]:
    return one.code, one.sujet

"""Fiche: everything that the log says now of one subject, field by field."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from attrs import evolve, frozen

from ter_core.events.fields import Title
from ter_core.reports.asking import report
from ter_core.reports.codes import Found, find_subject
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.subjects import key_of
from ter_core.vocabulary.typography import french

__all__ = ["Fiche"]

_COLUMNS = (
    Column("libelle_champ", "Champ"),
    Column("valeur", "Valeur"),
    Column("survenu_le", "Depuis le", "date", "Date du fait qui pose cette valeur."),
    Column("code_auteur", "Par", help="Qui a enregistré ce fait."),
    Column("champ", "Champ (mot)", place="aside"),
    Column("donnee", "Valeur enregistrée", help="En JSON.", place="aside"),
    Column("id_court", "Identifiant", help="De quoi nommer ce fait.", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
)
_SOURCE = """from (
    select
        sujet,
        rang,
        champ,
        libelle_champ,
        valeur,
        valeur_json as donnee,
        survenu_le,
        code_auteur,
        right(evenement, 8) as id_court
    from valeurs
    where sujet = $sujet
)
order by rang, champ"""
_STATE = """select libelle_nature, libelle_etat, date_etat
from etats_des_sujets
where sujet = $sujet"""

_TAIL = 8
_LONGEST = 20  # no key that people type is as long as an identifier


@frozen(kw_only=True)
class Fiche(Question):
    """La fiche d'un sujet : ce que le journal en dit, champ par champ, depuis quand et par qui."""

    declaration = QuestionDeclaration(name="fiche", label="Fiche", arguments=("sujet",))
    columns = _COLUMNS

    sujet: Annotated[
        str,
        Title("Sujet", help="Son code, ou la fin de son identifiant.", example="D14"),
    ]

    def answer(self, marts: Marts) -> Report:
        """What it is and in which state, then its fields in the order of its creation."""
        found = find_subject(marts, self.sujet, where="sujet")
        answered = report(
            self,
            marts,
            _SOURCE,
            values={"sujet": found.subject},
            title=f"Fiche de {_named(found)}",
            empty="Aucun champ en vigueur (`ter historique`).",
        )
        return evolve(answered, text=_told(marts, found.subject))


def _named(found: Found) -> str:
    """What it is called; by its key, or the end of it, where it has no code."""
    if found.code:
        return found.told
    key = key_of(found.subject)
    return f"{key[-_TAIL:] if len(key) > _LONGEST else key} — {found.label}"


def _told(marts: Marts, subject: str) -> tuple[str, ...]:
    """The kind of the subject, its state and since when; nothing where all of it was annulled."""
    return tuple(
        french(", ".join([kind[:1].upper() + kind[1:], *_state(label, since)]) + ".")
        for kind, label, since in marts.rows(_STATE, {"sujet": subject})
    )


def _state(label: str | None, since: date | None) -> list[str]:
    if label is None:
        return []
    return [label if since is None else f"{label} depuis le {since:%d/%m/%Y}"]

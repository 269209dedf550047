"""Sujets: everything that the log knows by a code or by an identifier."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from attrs import frozen

from ter_core import events
from ter_core.events.fields import Title
from ter_core.events.kinds import each_of, typed_as
from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Natures", "Sujets"]


@frozen
class Natures(Title):
    """Several kinds of subject, each once."""

    many: ClassVar[bool] = True
    expects: ClassVar[str] = "une nature"

    def check(self, value: object) -> tuple[str, ...]:  # type: ignore[override]
        """The kinds, all of them known."""
        return each_of(value, self.one, 0)

    def parse(self, typed: str, today: date) -> str:
        """One kind."""
        del today
        return self.one(typed.strip())

    def one(self, value: object) -> str:
        """A kind of subject that some event is about."""
        kind = typed_as(str, value, self.expects)
        known = sorted({entry.kind for entry in events.entries()} - {"*"})
        if kind not in known:
            raise ValueError(f"« {kind} » n'est pas une nature connue : {', '.join(known)}.")
        return kind


_COLUMNS = (
    Column("code_affiche", "Code", help="De quoi le nommer dans une commande."),
    Column("libelle", "Libellé", place="under"),
    Column("libelle_nature", "Nature"),
    Column("libelle_etat", "État"),
    Column("date_creation", "Depuis le", "date", "Date du fait qui le crée.", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("etat", "État (mot)", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
    Column("code", "Code enregistré", place="aside"),
)
# A participation has neither code nor title: it is told by its action and its day.
_SOURCE = """from (
    with connus as materialized (
        select * from codes where not est_annule
    ),
    dits as (
        select
            sujet,
            arg_min(survenu_le, id) as date_creation,
            arg_max(
                coalesce(donnees ->> '$.champs.action', donnees ->> '$.action'), id
            ) filter (nature = 'participation') as action,
            arg_max(survenu_le, id) filter (type = 'ParticipationEnregistree') as jour
        from evenements
        where not est_annule and type not in ('EvenementAnnule', 'ContenuEfface')
        group by sujet
    )
    select
        c.sujet,
        coalesce(
            c.code_affiche,
            if(c.evenement_creation = code_de(c.sujet), right(c.sujet, 8), code_de(c.sujet))
        ) as code_affiche,
        coalesce(c.libelle, a.libelle || strftime(d.jour, ' du %d/%m/%Y')) as libelle,
        c.libelle_nature,
        c.libelle_etat,
        d.date_creation,
        c.nature,
        c.etat,
        c.code
    from connus as c
    left join dits as d on c.sujet = d.sujet
    left join connus as a on d.action = a.sujet
    where len($nature) = 0 or list_contains($nature, c.nature)
)
order by nature, code_affiche, sujet"""


@frozen(kw_only=True)
class Sujets(Question):
    """Tout ce que le journal connaît par un code ou un identifiant : natures, libellés, états."""

    declaration = QuestionDeclaration(name="sujets", label="Sujets")
    columns = _COLUMNS

    nature: Annotated[
        tuple[str, ...],
        Natures("Nature", help="Seulement les sujets de cette nature.", example="decision"),
    ] = ()

    def answer(self, marts: Marts) -> Report:
        """By kind, then by code; what was annulled is left out."""
        return report(
            self,
            marts,
            _SOURCE,
            values={"nature": list(self.nature)},
            empty="Le journal ne connaît aucun sujet : ter init.",
            narrowed=self.nature,
        )

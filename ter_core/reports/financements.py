"""Financements: the money granted for a school year, and what is spent of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from attrs import evolve, frozen

from ter_core.events.fields import Ref
from ter_core.reports.asking import part, report
from ter_core.reports.codes import subject_named
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import NatureDepense
from ter_core.vocabulary.typography import NARROW, euros, french

__all__ = ["Financements"]

_YEAR = "Une dépense compte dans l'année scolaire de son financement."
_LEFT = "Négatif si l'on a dépassé ce qui est accordé."
_COLUMNS = (
    Column("code_affiche", "Financement"),
    Column("enveloppe", "Enveloppe", place="under", help="D'où vient la somme."),
    Column("montant", "Accordé (€)", "nombre"),
    Column("engage", "Engagé (€)", "nombre", f"Total de ses dépenses. {_YEAR}"),
    Column("reste", "Reste (€)", "nombre", _LEFT),
    Column("taux_engage", "Engagé (%)", "nombre", "Arrondi vers le bas."),
    Column("code_organisme", "Organisme", help="Qui l'accorde."),
    Column("code_action", "Action", help="Celle à laquelle il est réservé."),
    Column("nb_depenses", "Dépenses", "nombre", place="aside"),
    Column(
        "depenses_saisies",
        "Dépenses, une à une",
        "liste",
        "Jour, nature, montant et action.",
        place="aside",
    ),
    Column("est_depasse", "Dépassé", "booleen", place="aside"),
    Column("date_accord", "Accordé le", "date", place="aside"),
    Column("libelle_organisme", "Nom de l'organisme", place="aside"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("code", "Code enregistré", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplet", "booleen", "Une cause manque au journal."),
)
_SOURCES = (
    Column("enveloppe", "Enveloppe"),
    Column("code_organisme", "Organisme"),
    Column("montant", "Accordé (€)", "nombre"),
    Column("engage", "Engagé (€)", "nombre"),
    Column("reste", "Reste (€)", "nombre", _LEFT),
)
_NATURES = (
    Column("libelle_nature", "Nature"),
    Column("montant", "Montant (€)", "nombre"),
    Column("taux", "Part (%)", "nombre", "Des dépenses engagées, arrondie vers le bas."),
    Column("nature", "Nature (mot)", place="aside"),
)
_EXPENSES = (
    Column("id_court", "Dépense", help="De quoi la nommer dans une commande."),
    Column("date_depense", "Le", "date"),
    Column("libelle_nature", "Nature"),
    Column("montant", "Montant (€)", "nombre"),
    Column("code_action", "Action"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("code_financement", "Financement"),
    Column("code_auteur", "Par", place="aside"),
)
_BY_SOURCE = """from (
  select
    enveloppe, code_organisme, sum(montant)::decimal(14, 2) as montant,
    sum(engage)::decimal(14, 2) as engage, sum(reste)::decimal(14, 2) as reste
  from financements {where}
  group by enveloppe, code_organisme
)
order by montant desc, enveloppe, code_organisme
"""
_BY_NATURE = """from (
  select
    nature, libelle_nature, sum(montant)::decimal(14, 2) as montant,
    taux(
      (sum(montant) * 100)::bigint, (sum(sum(montant)) over () * 100)::bigint
    )::integer as taux
  from depenses {where}
  group by nature, libelle_nature
)
order by montant desc, libelle_nature
"""


@frozen(kw_only=True)
class Financements(Question):
    """Les financements de l'année scolaire : accordé, engagé, reste ; par source, par nature."""

    declaration = QuestionDeclaration(
        name="financements", label="Financements", arguments=("annee",)
    )
    columns = _COLUMNS
    diffusion = Diffusion()  # nobody is counted

    annee: AskedYear = None
    action: Annotated[
        str | None,
        Ref(
            "Action",
            to=("action",),
            help="Ce qui lui est réservé ou qu'elle dépense ; les dépenses sont les siennes.",
            example="A7",
        ),
    ] = None
    organisme: Annotated[
        str | None, Ref("Organisme", to=("organisme",), help="Qui accorde.", example="rectorat")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date, then by source, by nature of expense, and every expense."""
        year = year_or_current(self.annee, marts.a_la_date)
        granted = self._filters(
            marts,
            year,
            "(sujet_action = $action or sujet in (\n"
            "  select sujet from depenses where sujet_action = $action\n"
            "))",
        )
        spent = self._filters(marts, year, "sujet_action = $action")
        found = report(
            self,
            marts,
            f"from financements {granted.where}order by date_accord, code_affiche",
            values=granted.values,
            title=f"Financements de {year}",
            empty=f"Aucun financement accordé pour {year} : ter financement accorder.",
            narrowed=self.action or self.organisme,
        )
        if not found.rows:
            return found
        parts = _parts(marts, granted, spent)
        whose = "de l'action" if self.action else "engagées"
        return evolve(
            found,
            text=tuple(french(line) for line in _told(found, parts[1], whose)),
            parts=parts,
        )

    def _filters(self, marts: Marts, year: str, of_action: str) -> Filters:
        filters = Filters(marts)
        filters.add("annee", year, "annee_scolaire = $annee")
        if self.action:
            filters.add("action", _standing(marts, self.action), of_action)
        filters.add_subject("organisme", self.organisme, "sujet_organisme = $organisme")
        return filters


def _standing(marts: Marts, typed: str) -> str:
    """An action, from its code; one that was merged is the one it was merged into."""
    found = subject_named(marts, typed, ("action",), where="action")
    merged = marts.rows(
        "select sujet_fusion from actions where sujet = $sujet and sujet_fusion is not null",
        {"sujet": found},
    )
    return merged[0][0] if merged else found


def _parts(marts: Marts, granted: Filters, spent: Filters) -> tuple[Part, ...]:
    nothing = "Aucune dépense engagée : ter depense engager."
    return (
        part(
            marts,
            name="sources",
            title="Par source",
            columns=_SOURCES,
            source=_BY_SOURCE.format(where=granted.where),
            values=granted.values,
        ),
        part(
            marts,
            name="natures",
            title="Par nature de dépense",
            columns=_NATURES,
            source=_BY_NATURE.format(where=spent.where),
            values=spent.values,
            empty=nothing,
        ),
        part(
            marts,
            name="depenses",
            title="Dépenses",
            columns=_EXPENSES,
            source=f"from depenses {spent.where}order by date_depense, id",
            values=spent.values,
            empty=nothing,
        ),
    )


def _told(found: Report, natures: Part, whose: str) -> Iterator[str]:
    granted, engaged = (_sum(found, name) for name in ("montant", "engage"))
    share = f", soit {engaged * 100 // granted}{NARROW}%" if engaged else ""
    yield f"Accordés : {_money(granted)}. Engagés : {_money(engaged)}{share}. " + (
        f"Il reste {_money(granted - engaged)}."
        if granted >= engaged
        else f"Dépassement : {_money(engaged - granted)}."
    )
    code, left = (_place(found, name) for name in ("code_affiche", "reste"))
    over = [f"{row[code]} ({_money(row[left])})" for row in found.rows if row[left] < 0]
    if over:
        yield f"Plus engagé qu'accordé : {', '.join(over)}."
    if natures.rows:
        transport = next((row[2] for row in natures.rows if row[3] == NatureDepense.TRANSPORT), 0)
        yield f"La part du transport : {transport}{NARROW}% des dépenses {whose}."


def _sum(found: Report, name: str) -> Decimal:
    place = _place(found, name)
    return sum((row[place] for row in found.rows), Decimal())


def _place(found: Report, name: str) -> int:
    return _names(found.columns).index(name)


def _names(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


def _money(amount: Decimal) -> str:
    return euros(int(amount * 100))

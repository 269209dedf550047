"""Convention: the frame of the network: who signed what, for which axes, after which diagnostic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ter_core.reports.asking import part
from ter_core.reports.counted import counted
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import french

__all__ = ["Convention"]

_COLUMNS = (
    Column("nature", "Nature", help="Convention, signataire, avenant, axe, objectif, constat…"),
    Column("code", "Code", help="De quoi le nommer, s'il se nomme."),
    Column("libelle", "Libellé", place="under"),
    Column("complement", "Complément", help="Qualité, axe, thème et source, document."),
    Column("date", "Date", "date"),
)
_SIGNED = """
select
    date_signature, lieu, debut, fin, situation, libelle_situation, document, nb_signataires,
    id_court
from conventions order by rang
"""


@frozen(kw_only=True)
class Convention(Question):
    """Le cadre du réseau : convention, signataires, avenants, axes, objectifs, diagnostic."""

    declaration = QuestionDeclaration(name="convention", label="Convention du territoire")
    columns = _COLUMNS

    def answer(self, marts: Marts) -> Report:
        """The last convention signed, then what it rests on; a row per element for programs."""
        signed = [_Signed(*row) for row in marts.rows(_SIGNED)]
        parts = _chapters(marts)
        return Report(
            name=self.declaration.name,
            title=self.declaration.label,
            columns=_COLUMNS,
            rows=(*(one.row() for one in signed), *_flat(parts)),
            a_la_date=marts.a_la_date,
            text=tuple(_told(signed)),
            parts=parts,
            is_flat=True,
        )


@frozen
class _Signed:
    """A convention, as the mart tells it."""

    signed_on: Any
    place: str
    start: Any
    end: Any
    situation: str
    situation_label: str
    document: str | None
    signatories: int
    short_id: str

    def row(self) -> tuple[Any, ...]:
        """Its row, for programs."""
        return "convention", self.short_id, self.place, self.document, self.signed_on

    def told(self) -> Iterator[str]:
        """Where, when, by how many, until when; what people wrote is left as it is."""
        signatories = counted(self.signatories, "signataire")
        yield (
            f"{french(f'Convention signée le {spoken_day(self.signed_on)} à')} {self.place}, "
            f"{signatories}."
        )
        yield french(f"{_LASTING[self.situation]} : {self._dates()}.")
        if self.document:
            yield f"{french('Document :')} {self.document}"

    def _dates(self) -> str:
        start = spoken_day(self.start)
        if self.end is None:
            return f"à partir du {start}, sans date de fin"
        return f"du {start} au {spoken_day(self.end)}"


_LASTING = {"a_venir": "À venir", "en_vigueur": "En vigueur", "echue": "Échue"}


def _told(signed: list[_Signed]) -> Iterator[str]:
    if not signed:
        yield french("Aucune convention signée à cette date : « ter convention signer ».")
        return
    yield from signed[0].told()
    for one in signed[1:]:
        yield (
            f"{french(f'Auparavant : convention signée le {spoken_day(one.signed_on)} à')} "
            f"{one.place}, {one.situation_label}."
        )


def _flat(parts: tuple[Part, ...]) -> Iterator[tuple[Any, ...]]:
    """The elements of every chapter, one row each."""
    for chapter, made in zip(_CHAPTERS, parts, strict=True):
        for cells in made.named():
            yield chapter.element, *(cells[name] if name else None for name in chapter.flat)


def _chapters(marts: Marts) -> tuple[Part, ...]:
    return tuple(
        part(
            marts,
            name=chapter.name,
            title=chapter.title,
            text=_dated(marts) if chapter.name == _DIAGNOSTIC else (),
            columns=chapter.columns,
            source=chapter.source,
            empty=chapter.empty,
        )
        for chapter in _CHAPTERS
    )


def _dated(marts: Marts) -> tuple[str, ...]:
    """When the findings were made."""
    days = marts.rows("select distinct date_diagnostic, nb_diagnostics from constats")
    return tuple(french(f"Établi le {spoken_day(day)}{_latest(number)}.") for day, number in days)


def _latest(number: int) -> str:
    return f", le dernier des {number}" if number > 1 else ""


@frozen(kw_only=True)
class _Chapter:
    """A chapter; `element` is what a row of it is, `flat` its code, label, complement and date."""

    name: str
    title: str
    columns: tuple[Column, ...]
    source: str
    empty: str
    element: str
    flat: tuple[str, str, str, str]


_DIAGNOSTIC = "diagnostic"
_CHAPTERS = (
    _Chapter(
        name="signataires",
        title="Signataires",
        columns=(
            Column("nom_organisme", "Organisme"),
            Column("qualite", "Qualité"),
            Column("depuis", "Depuis", "date", "Sa première convention."),
            Column("organisme", "Code", place="aside"),
            Column("libelle_nature", "Nature", place="aside"),
        ),
        source="from signataires where rang_convention = 1 order by rang",
        empty="Aucun signataire : « ter convention signer ».",
        element="signataire",
        flat=("organisme", "nom_organisme", "qualite", "depuis"),
    ),
    _Chapter(
        name="avenants",
        title="Avenants",
        columns=(
            Column("date_signature", "Le", "date"),
            Column("id_court", "Événement"),
            Column("objet", "Objet", place="under"),
            Column("date_convention", "À la convention du", "date", place="aside"),
        ),
        source="from avenants order by date_signature, id",
        empty="Aucun avenant signé.",
        element="avenant",
        flat=("id_court", "objet", "", "date_signature"),
    ),
    _Chapter(
        name="axes",
        title="Axes",
        columns=(
            Column("numero", "Axe", "nombre"),
            Column("code", "Code"),
            Column("intitule", "Intitulé", place="under"),
            Column("est_reformule", "Reformulé", "booleen"),
            Column("nb_objectifs", "Objectifs", "nombre"),
            Column("date_reformulation", "Reformulé le", "date", place="aside"),
            Column("date_definition", "Défini le", "date", place="aside"),
        ),
        source="from axes order by numero, code",
        empty="Aucun axe défini : « ter axe definir ».",
        element="axe",
        flat=("code", "intitule", "", "date_definition"),
    ),
    _Chapter(
        name="objectifs",
        title="Objectifs",
        columns=(
            Column("code_axe", "Axe"),
            Column("date_objectif", "Fixé le", "date"),
            Column("intitule", "Intitulé", place="under"),
            Column("id_court", "Événement", place="aside"),
        ),
        source="from objectifs order by numero_axe, code_axe, date_objectif, id",
        empty="Aucun objectif fixé : « ter objectif fixer ».",
        element="objectif",
        flat=("id_court", "intitule", "code_axe", "date_objectif"),
    ),
    _Chapter(
        name=_DIAGNOSTIC,
        title="Diagnostic du territoire",
        columns=(
            Column("theme", "Thème"),
            Column("source", "Source"),
            Column("texte", "Constat", place="under"),
            Column("date_diagnostic", "Établi le", "date", place="aside"),
        ),
        source="from constats order by rang",
        empty="Aucun diagnostic établi : « ter diagnostic-territorial etablir ».",
        element="constat",
        flat=("theme", "texte", "source", "date_diagnostic"),
    ),
    _Chapter(
        name="communes",
        title="Communes",
        columns=(Column("code_insee", "Code INSEE"), Column("nom", "Commune")),
        source="from communes order by nom collate fr",
        empty="Aucune commune : « ter territoire modifier ».",
        element="commune",
        flat=("code_insee", "nom", "", ""),
    ),
)

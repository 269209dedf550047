"""Contenu: what one event says, text by text; and what takes some of it back for good."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from attrs import frozen

from ter_core import events
from ter_core.errors import InvalidValue, UnknownCode
from ter_core.events.base import Event
from ter_core.events.erasure import Found, rewritten, texts_of
from ter_core.events.fields import Title
from ter_core.events.tout_sujet import ContenuEfface
from ter_core.reports.chercher import searched
from ter_core.reports.codes import find_subject
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.text import ERASED

__all__ = ["Contenu"]

_COLUMNS = (
    Column("champ", "Champ", help="De quoi le nommer dans « ter contenu effacer »."),
    Column("texte", "Texte", place="under"),
    Column("libelle", "Événement"),
    Column("id_court", "Identifiant"),
    Column("code_affiche", "Sujet", place="aside"),
    Column("survenu_le", "Le", "date", "Date du fait.", place="aside"),
    Column("type", "Type", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
    Column("evenement", "Identifiant entier", place="aside"),
    Column("donnees", "Contenu", place="aside"),
)
_OF_EVENT = ", ".join(
    "id as evenement" if column.name == "evenement" else column.name for column in _COLUMNS[2:]
)
_ENDING = f"select {_OF_EVENT} from evenements where ends_with(id, $typed) order by id"  # noqa: S608
_NAMING = (
    f"select {_OF_EVENT} from evenements\n"  # noqa: S608 - our own names
    "where type = 'ContenuEfface' and donnees ->> 'evenement' = $event order by id"
)
_LAST = (
    "select id from historique where sujet = $subject and not est_annule\n"
    "and type not in ('EvenementAnnule', 'ContenuEfface') order by ordre desc limit 1"
)
_SHORTEST = 6


@frozen(kw_only=True)
class Contenu(Question):
    """Ce que dit un événement, texte par texte : de quoi choisir ce qui doit en être effacé."""

    declaration = QuestionDeclaration(
        name="contenu", label="Contenu d'un événement", arguments=("evenement",)
    )
    columns = _COLUMNS

    evenement: Annotated[
        str,
        Title(
            "Événement",
            help="La fin de son identifiant, ou le code d'un sujet pour son dernier événement.",
            example="9c41e07b",
        ),
    ]

    def answer(self, marts: Marts) -> Report:
        """The event, then the erasures that repeat what it says."""
        event = _event_named(marts, self.evenement)
        label, short = event["libelle"], event["id_court"]
        return Report(
            name=self.declaration.name,
            title=f"Contenu de « {label} » ({short})",
            columns=self.columns,
            rows=tuple(row for one in _with_erasures(marts, event) for row in _rows(one)),
            a_la_date=marts.a_la_date,
            empty="Cet événement ne contient aucun texte."
            if events.find(event["type"])
            else f"« {event['type']} » est d'une version plus récente du programme.",
        )

    def recordings(
        self,
        report: Report,
        *,
        fondement: str,
        champs: Sequence[str] = (),
        textes: Sequence[str] = (),
        par: str = ERASED,
    ) -> list[tuple[Event, str]]:
        """The erasures of some fields, whole, or of some texts wherever they stand in the event.

        Each comes with its subject. An earlier erasure that repeats the text loses it too.

        Raises:
            InvalidValue: the event has no such field, or does not say such a text, or what stands
                for it says it again.
        """
        texts = {row["champ"] for row in report.named()}
        if any(_without(par, text, "") != par for text in textes):
            raise InvalidValue(
                f"« {par} » dit encore ce qui est à effacer.",
                remedy="Remplacez-le par autre chose.",
            )
        for champ in champs:
            if not any(_is_within(place, champ) for place in texts):
                raise _no_such_text(f"« {champ} » n'est pas un texte de cet événement.", texts)
        seen: set[str] = set()

        def change(one: Found) -> str:
            if any(_is_within(one.place, champ) for champ in champs):
                return par
            said = one.said
            for text in textes:
                after = _without(said, text, par)
                seen.update([text] if after != said else [])
                said = after
            return said

        found = list(_erasures(report, change, fondement))
        if lacking := [text for text in textes if text not in seen]:
            raise _no_such_text(f"« {lacking[0]} » ne se lit pas dans cet événement.", texts)
        if not found:
            raise InvalidValue("C'est effacé déjà.", remedy="Il n'y a rien à faire.")
        return found


def _event_named(marts: Marts, typed: str) -> dict[str, Any]:
    rows = _named(marts.rows(_ENDING, {"typed": typed})) if len(typed) >= _SHORTEST else []
    if not rows:
        subject = find_subject(marts, typed, where="événement").subject
        last = [str(event) for (event,) in marts.rows(_LAST, {"subject": subject})]
        rows = [one for event in last for one in _named(marts.rows(_ENDING, {"typed": event}))]
    if len(rows) != 1:
        raise UnknownCode(
            f"« {typed} » désigne {len(rows) or 'aucun'} événement{'s' * (len(rows) > 1)}.",
            where="événement",
            remedy="Donnez la fin de son identifiant, que `ter historique CODE` imprime.",
        )
    return rows[0]


def _with_erasures(marts: Marts, event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """An event, and each erasure that names it or names another such."""
    yield {**event, "inner": None}
    named = [event]
    for one in named:
        for erasure in _named(marts.rows(_NAMING, {"event": one["evenement"]})):
            named.append(erasure)
            yield {**erasure, "inner": one["type"]}


def _named(rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    names = [column.name for column in _COLUMNS[2:]]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _rows(one: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    cls, inner = events.find(one["type"]), events.find(one["inner"] or "")
    if cls is None or one["donnees"] is None:
        return
    rest = tuple(one[column.name] for column in _COLUMNS[2:])
    for text in texts_of(cls, json.loads(one["donnees"]), inner):
        yield (text.place, text.said, *rest)


def _erasures(report: Report, change: Any, fondement: str) -> Iterator[tuple[Event, str]]:
    """One erasure per event of the report that the change changes."""
    told = {row["evenement"]: row for row in report.named()}
    types = {event: row["type"] for event, row in told.items()}
    for event, row in told.items():
        payload = json.loads(row["donnees"])
        cls, inner = events.get(row["type"]), events.find(types.get(payload.get("evenement"), ""))
        after = rewritten(cls, payload, change, inner)
        if after != payload:
            made = ContenuEfface(evenement=event, fondement=fondement, reprise=after)
            yield made, row["sujet"]


def _is_within(place: str, champ: str) -> bool:
    """Whether a text stands in a field, or in that field of a reprise."""
    wanted = champ.replace("-", "_")
    own = place.removeprefix("reprise.")
    return own == wanted or own.startswith(f"{wanted}.")


def _without(said: str, text: str, by: str) -> str:
    """What is said without a text, wherever one who searches for it would find it."""
    folded, places = _folded(said)
    wanted = searched(text).strip()
    kept, at, found = [], 0, -1
    while wanted and (found := folded.find(wanted, found + 1)) >= 0:
        start, end = places[found], places[found + len(wanted) - 1] + 1
        if start >= at:
            kept += [said[at:start], by]
            at = end
    return "".join([*kept, said[at:]])


def _folded(said: str) -> tuple[str, list[int]]:
    """A text as it is searched, and where each of its characters comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(said):
        for one in searched(letter):
            if one != " " or folded[-1:] != [" "]:
                folded.append(one)
                places.append(place)
    return "".join(folded), places


def _no_such_text(what: str, texts: Iterable[str]) -> InvalidValue:
    places = ", ".join(sorted(texts))
    return InvalidValue(
        what, remedy=f"Ses textes sont : {places}." if places else "Il ne contient aucun texte."
    )

"""Where an event stands: its subject, its code, the date of its fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.events.base import Event, fields_of
from ter_core.events.declaration import ANY_SUBJECT, KeyForm
from ter_core.events.fields import EventId
from ter_core.ledger.case import Case
from ter_core.ledger.index import Index
from ter_core.ledger.names import Names
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import NumberedCode, numbered_code, subject
from ter_core.vocabulary.text import slug

__all__ = ["Place", "created_slug", "date_of", "place_of", "target_of", "with_code"]


@frozen
class Place:
    """The subject of an event, and the slug code the program gives it."""

    subject: str
    code: str | None = None


def created_slug(event: Event) -> str | None:
    """The subject that an event creates under a code its author gave; None if it does not."""
    declared = event.declaration
    if not declared.creates or declared.subject.key is not KeyForm.SLUG:
        return None
    code: str | None = event.code  # type: ignore[attr-defined]
    return subject(declared.subject.kind, code) if code else None


def place_of(
    event: Event, named: str | None, event_id: str, names: Names, own: Mapping[KeyForm, str]
) -> Place:
    """The subject of an event: created, named by the caller, or that of the event it is about.

    `own` gives the keys of what there is one of: this journal, this poste.

    Raises:
        InvalidValue: the caller named none where one is needed, or one where none may be.
        UnknownCode, AmbiguousCode: the name is not that of one known subject.
    """
    kind = event.declaration.subject
    if event.declaration.creates and named is not None:
        raise InvalidValue(
            f"« {event.declaration.label} » crée son sujet : elle n'en nomme aucun.",
            where=f"sujet « {named} »",
            remedy="Retirez-le ; le code se donne dans le champ `code`.",
        )
    if kind.key in own:
        return Place(subject(kind.kind, own[kind.key]))
    if event.declaration.creates:
        return _created(event, event_id, names.index)
    if kind is ANY_SUBJECT:
        return Place(names.index.events[target_of(event) or ""].subject)
    if named is None:
        raise InvalidValue(
            f"Il manque le sujet de l'événement ({kind.label}).",
            where=event.declaration.label,
            remedy="Donnez son code.",
        )
    return Place(names.subject(named, (kind.kind,), kind.label))


def target_of(event: Event) -> str | None:
    """The id of the event that this one is about; None where it is about its subject only."""
    for spec in fields_of(type(event)):
        if isinstance(spec.kind, EventId):
            return str(getattr(event, spec.name))
    return None


def date_of(event: Event, given: date | None, case: Case) -> date:
    """The date of the fact: derived, that of what is corrected, given, or the default.

    Raises:
        InvalidValue: a date was given where the event's own content or target decides it.
    """
    settled = event.derived_date() or (_corrected(event, case) if _corrects(event) else None)
    if settled is None:
        return given or event.default_date(case)
    if given is not None and given != settled:
        raise InvalidValue(
            f"La date du fait est celle du {spoken_day(settled)}, elle ne se choisit pas ici.",
            where=event.declaration.label,
            remedy="Retirez `--le`, ou annulez l'événement et enregistrez-le de nouveau.",
        )
    return settled


def with_code(event: Event, place: Place, day: date, index: Index) -> Event:
    """The event with its code: the one given, a slug, or the next number of the school year.

    Raises:
        InvalidValue: a number was given that has not the form of its kind.
    """
    if "code" not in (spec.name for spec in fields_of(type(event))):
        return event
    if not (letter := event.declaration.subject.letter):
        return event.with_values(code=place.code) if place.code else event
    year = AnneeScolaire.of(day)
    given: str | None = event.code  # type: ignore[attr-defined]
    if given is None:
        highest = index.numbers.get((letter, year.first_year), 0)
        return event.with_values(code=str(NumberedCode(letter, year.first_year, highest + 1)))
    number = numbered_code(given, year)
    if number is None or str(number) != given or number.letter != letter or number.repeat:
        raise InvalidValue(
            f"« {given} » n'est pas un numéro de {event.declaration.subject.label}.",
            where="champ « code »",
            remedy=f"Retirez-le : le prochain numéro est donné par le programme, comme "
            f"{letter}-{year.first_year}-014.",
        )
    if index.codes.get((event.declaration.subject.kind, given)):
        raise _taken(given)
    return event


def _created(event: Event, event_id: str, index: Index) -> Place:
    kind = event.declaration.subject
    if kind.key is KeyForm.YEAR:
        return Place(subject(kind.kind, event.annee_scolaire))  # type: ignore[attr-defined]
    code = _slug_code(event, index)
    if kind.key is KeyForm.UAI:
        return Place(subject(kind.kind, event.uai), code)  # type: ignore[attr-defined]
    return Place(subject(kind.kind, code if kind.key is KeyForm.SLUG and code else event_id), code)


def _slug_code(event: Event, index: Index) -> str | None:
    kind = event.declaration.subject
    if kind.letter or "code" not in (spec.name for spec in fields_of(type(event))):
        return None
    given: str | None = event.code  # type: ignore[attr-defined]
    if given:
        if any(index.exists(taken) for taken in index.codes.get((kind.kind, given), ())):
            raise _taken(given)
        return given
    proposed = slug(event.proposed_code() or kind.kind) or kind.kind
    code, number = proposed, 1
    while index.codes.get((kind.kind, code)):
        number += 1
        code = f"{proposed}-{number}"
    return code


def _taken(code: str) -> InvalidValue:
    return InvalidValue(
        f"Le code « {code} » est déjà pris.",
        where="champ « code »",
        remedy="Choisissez-en un autre, ou laissez le programme en proposer un.",
    )


def _corrects(event: Event) -> bool:
    return event.declaration.correction


def _corrected(event: Event, case: Case) -> date | None:
    target = case.event(target_of(event) or "")
    if target:
        return target.happened_on
    state = case.index.subjects.get(case.subject)
    created = state.creation() if state else None
    return date.fromisoformat(created.happened_on) if created else None

"""What an event class declares of itself, beside its fields: subject, words, lifecycle."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANY_SUBJECT", "Declaration", "KeyForm", "OneOf", "Subject"]


class KeyForm(Enum):
    """What the key of a subject is, and so how people name it."""

    SLUG = "slug"  # its code
    NUMBER = "number"  # id of the creating event; named by a numbered code
    EVENT = "event"  # id of the creating event; named by its code, or by the end of that id
    UAI = "uai"
    YEAR = "year"  # a school year
    POSTE = "poste"
    JOURNAL = "journal"  # the journal's id: one subject in the whole log


@frozen(kw_only=True)
class Subject:
    """A kind of subject: its words, its key, its states, and what rules must remember of it.

    `states` maps each state to its French label, in order; a subject whose state is in `closed`
    takes no event unless the event says so. `keeps` names the fields that the ledger remembers.
    Nothing creates a subject that `exists_with` that of another kind and the same key; its first
    state is the first of the list.
    """

    kind: str
    label: str
    plural: str
    key: KeyForm
    definition: str
    letter: str = ""
    states: Mapping[str, str] = field(factory=dict)
    closed: frozenset[str] = frozenset()
    keeps: tuple[str, ...] = ()
    exists_with: str = ""


ANY_SUBJECT = Subject(
    kind="*",
    label="événement",
    plural="événements",
    key=KeyForm.EVENT,
    definition="Ce qui peut arriver à n'importe quel sujet du journal.",
)


@frozen
class OneOf:
    """Optional fields of which exactly one is present, or at most one."""

    fields: tuple[str, ...]
    required: bool = True


@frozen(kw_only=True)
class Declaration:
    """The words and the lifecycle of one event class.

    `verb` is an infinitive in ASCII (`adopter`); with the noun of the class name it makes the
    command. `after` lists the states the event may follow (empty: every state that is not closed;
    `("*",)`: every state). `to` is the state it leads to, `state_field` the field that says it.
    `sets` names the fields of the subject that it sets when they are present; an event that
    `creates` sets all of its own, and `champs` what it holds. `fills` names the fields that nobody
    types because the program fills them, `shown` the optional ones without which the example of its
    command would be refused. A `correction` puts right what was always so: it takes the
    date of the fact it corrects. An `internal` event has neither command nor form. `quotes` names
    the question whose answer, about its subject, it records with the position it rests on. What is
    `witnessed` is preceded by what this machine has seen of the others. What `erases` takes a text
    out of the log.
    """

    subject: Subject
    verb: str
    label: str
    version: int = 1
    creates: bool = False
    after: tuple[str, ...] = ()
    to: str | None = None
    state_field: str | None = None
    sets: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    one_of: tuple[OneOf, ...] = ()
    correction: bool = False
    internal: bool = False
    quotes: str = ""
    witnessed: bool = False
    erases: bool = False

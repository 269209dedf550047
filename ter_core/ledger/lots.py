"""From entries to drafts: a lot is resolved, completed, judged and numbered, event by event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from attrs import define, field

from ter_core import events
from ter_core.environment import PARIS, Environment
from ter_core.errors import InvalidValue, TerError, UnknownCode
from ter_core.events.base import Event
from ter_core.events.declaration import KeyForm
from ter_core.events.tout_sujet import EvenementAnnule
from ter_core.ledger import rules
from ter_core.ledger.case import Case
from ter_core.ledger.effects import effects_of
from ter_core.ledger.entry import Entry
from ter_core.ledger.index import Index
from ter_core.ledger.names import Names
from ter_core.ledger.placing import created_slug, date_of, place_of, with_code
from ter_core.log.clock import Clock
from ter_core.log.codec import to_payload
from ter_core.log.record import Draft
from ter_core.vocabulary.subjects import kind_of

__all__ = ["LotBuilder"]


@define
class LotBuilder:
    """Turns the entries of one lot into drafts, adding each to the index as it goes.

    The caller runs it inside `Index.trial`: an error leaves nothing behind. `author` is a full
    subject, `origin` one of `tui`, `cli`, `import`, `api`.
    """

    index: Index
    env: Environment
    clock: Clock
    journal_id: str
    author: str
    origin: str
    poste: str
    refs: dict[str, str] = field(factory=dict, init=False)
    _coming: frozenset[str] = field(default=frozenset(), init=False)
    _today: date = field(init=False)
    _now: datetime = field(init=False)
    _stamp: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._today, self._stamp = self.env.today(), self.clock.timestamp()
        self._now = self.env.now().astimezone(PARIS).replace(tzinfo=None)

    def build(self, entries: Sequence[Entry]) -> list[Draft]:
        """The drafts of a lot, in order.

        Raises:
            TerError: an entry is refused; in a lot of several, the place says which one.
        """
        self._coming = frozenset(one for entry in entries if (one := created_slug(entry.event)))
        expanded = [one for entry in entries for one in self._expand(entry)]
        drafts = []
        for number, entry in enumerate(expanded, start=1):
            try:
                if number == 1:
                    self._check_author()
                drafts.append(self._draft(entry, first=number == 1))
            except TerError as error:
                if entry.place or len(expanded) > 1:
                    error.located(entry.place or f"événement {number} du lot")
                raise
        return drafts

    def sift(self, entries: Sequence[Entry]) -> tuple[list[Draft], dict[str, TerError]]:
        """The drafts of what may be written, and by place why the rest may not.

        Entries of one place stand or fall together. What cites something of a refused place is
        known to fail only when the rest is sifted again.
        """
        self._coming = frozenset(one for entry in entries if (one := created_slug(entry.event)))
        self._check_author()
        places: dict[str, list[Entry]] = {}
        for entry in entries:
            places.setdefault(entry.place, []).extend(self._expand(entry))
        drafts: list[Draft] = []
        refused: dict[str, TerError] = {}
        for place, members in places.items():
            named = dict(self.refs)
            try:
                with self.index.attempt():
                    drafts.extend([self._draft(entry, first=False) for entry in members])
            except TerError as error:
                self.refs, refused[place] = named, error
        return drafts, refused

    def names(self) -> Names:
        """What resolves the codes of this lot: the index, and what the lot itself creates."""
        return Names(self.index, self._today, self.refs, self._coming)

    def _expand(self, entry: Entry) -> list[Entry]:
        """An event of a lot is annulled with its whole lot, last first.

        What the program noted in it on its own account stays: an import was made, whatever becomes
        of what it brought.
        """
        if not isinstance(entry.event, EvenementAnnule):
            return [entry]
        target = self.names().event_id(entry.event.evenement, "champ « evenement »")
        lot = self.index.events[target].lot
        members = self._said_in(lot) if lot else [target]
        return [
            Entry(
                entry.event.with_values(evenement=member),
                key=None if n else entry.key,
                place=entry.place,
            )
            for n, member in enumerate(members)
        ]

    def _said_in(self, lot: str) -> list[str]:
        """The events of a lot that somebody said, last first."""
        said = sorted(self.index.lots[lot], reverse=True)
        types = {one: events.find(self.index.events[one].type) for one in said}
        return [one for one in said if not ((cls := types[one]) and cls.declaration.internal)]

    def _draft(self, entry: Entry, *, first: bool) -> Draft:
        event_id, names = self.clock.mint(), self.names()
        event = names.event(entry.event)
        place = place_of(event, entry.subject, event_id, names, self._own)
        case = self.case(place.subject, entry.on or self._today)
        rules.check_existence(event.declaration, place.subject, case)
        day = date_of(event, entry.on, case)
        case = self.case(place.subject, day)
        event = with_code(event.completed(case), place, day, self.index)
        payload = to_payload(event)
        rules.check_lifecycle(event.declaration, event, case)
        cited = effects_of(type(event).__name__).cited(payload) - self._coming
        rules.judge(event, case, cited)
        key = entry.key if first else None
        draft = self._placed(event, event_id, case, payload, key)
        self.index.add(draft, payload)
        self._name(entry.ref, place.subject)
        return draft

    def _name(self, ref: str | None, subject: str) -> None:
        if ref in self.refs:
            raise InvalidValue(
                f"« {ref} » nomme déjà une autre ligne du lot.",
                where="nom (`ref`)",
                remedy="Donnez à chaque ligne un nom différent.",
            )
        if ref:
            self.refs[ref] = subject

    def _check_author(self) -> None:
        """Who signs is a function that the log knows, or that this very lot inscribes."""
        if self.author not in self._coming and not (
            kind_of(self.author) == "acteur" and self.index.exists(self.author)
        ):
            raise UnknownCode(
                f"« {self.author.partition(':')[2]} » n'est pas une fonction connue de ce journal.",
                where="auteur",
                remedy="Voyez la liste : `ter acteurs`.",
            )

    @property
    def _own(self) -> dict[KeyForm, str]:
        return {KeyForm.JOURNAL: self.journal_id, KeyForm.POSTE: self.poste or "nouveau"}

    def _placed(
        self, event: Event, event_id: str, case: Case, payload: dict[str, Any], key: str | None
    ) -> Draft:
        known = self.index.subjects.get(case.subject)
        heads = sorted(known.heads) if known else []
        return Draft(
            id=event_id,
            type=type(event).__name__,
            version=event.declaration.version,
            sujet=case.subject,
            apres=tuple(heads),
            profondeur=1 + max((known.nodes[h].depth for h in heads), default=0) if known else 1,
            survenu_le=case.happened_on.isoformat(),
            enregistre_le=self._stamp,
            auteur=self.author,
            origine=self.origin,
            cle=key,
            donnees=payload,
        )

    def case(self, subject: str, day: date) -> Case:
        """The log as rules see it from an event about a subject, on a day."""
        return Case(self.index, subject, day, self._today, self._now)

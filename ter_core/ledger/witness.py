"""When to say what this machine has seen of the others, before it writes: once a day at most.

What leaves the team (a relevé that is sent, a bilan that is arrested) is preceded by one whatever
was said that day, as soon as anybody else has written since.

A chain alone shows neither a cut tail nor a stream rewritten whole; what another poste has
witnessed does.
"""

from __future__ import annotations

from datetime import date, datetime

from attrs import define, field

from ter_core.environment import PARIS, Environment
from ter_core.events.poste import PositionLine, TemoinDepose
from ter_core.log.chain import PositionEntry
from ter_core.log.record import Record
from ter_core.vocabulary.identifiers import NomDePoste

__all__ = ["Witness"]


@define
class Witness:
    """What the poste `own` has seen of the log, and what it already said of it.

    `position` is what this machine knows: the last sound line of every stream, and of each branch
    where one forked.
    """

    own: str | None = None
    position: tuple[PositionEntry, ...] = ()
    _said: dict[str, dict[str, int]] = field(factory=dict)
    _said_on: dict[str, date] = field(factory=dict)
    _gained: dict[str, int] = field(factory=dict)

    def learn(self, record: Record) -> None:
        """Take one event into account, whatever the order in which they come."""
        if record.type != "TemoinDepose":
            self._gained[record.poste] = max(record.rang, self._gained.get(record.poste, 0))
            return
        said = self._said.setdefault(record.poste, {})
        for line in (record.donnees or {}).get("position", ()):
            said[line["poste"]] = max(line["rang"], said.get(line["poste"], 0))
        day = _day(record.enregistre_le)
        self._said_on[record.poste] = max(day, self._said_on.get(record.poste, day))

    def advance(self, record: Record) -> None:
        """Take one's own next line into the position."""
        kept = [e for e in self.position if (e.poste, e.rang) != (record.poste, record.rang - 1)]
        kept.append(PositionEntry(record.poste, record.rang, record.empreinte))
        self.position = tuple(sorted(kept, key=lambda e: (e.poste, e.empreinte)))

    def due(self, env: Environment, *, always: bool = False) -> TemoinDepose | None:
        """The witness to depose before writing now; None if nobody else wrote, or it was said.

        Once a day is enough, unless what comes next must `always` be preceded by one.
        """
        if self.own is None:
            return None
        if not always and self._said_on.get(self.own) == env.now().astimezone(PARIS).date():
            return None
        said = self._said.get(self.own, {})
        others = {poste: rang for poste, rang in self._gained.items() if poste != self.own}
        if all(rang <= said.get(poste, 0) for poste, rang in others.items()):
            return None
        lines = (
            PositionLine(poste=NomDePoste(entry.poste), rang=entry.rang, empreinte=entry.empreinte)
            for entry in self.position
        )
        return TemoinDepose(position=tuple(lines))


def _day(timestamp: str) -> date:
    return datetime.fromisoformat(timestamp).astimezone(PARIS).date()

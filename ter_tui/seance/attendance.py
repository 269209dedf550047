"""Who is there: each one expected or noted, as it stands before it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from attrs import define, evolve, field

from ter_core.events.seance import SeanceTenue
from ter_core.events.seance_lines import Represente
from ter_tui.seance.live import Seat

__all__ = ["EXPECTED", "LEADS", "PRESENCES", "STAND_IN", "WRITES", "Attendance", "counted"]

EXPECTED: Final = "attendu"
PRESENCES: Final = ("présent", "excusé", "absent")
STAND_IN: Final = "représenté"
LEADS: Final = "présidence"
WRITES: Final = "secrétariat"


@define
class Attendance:
    """The people of a séance, in the order in which they are shown."""

    seats: list[Seat] = field(factory=list)

    def note(self, at: int, presence: str) -> None:
        """Note somebody; the same word again takes it back."""
        seat = self.seats[at]
        again = seat.presence == presence
        self.seats[at] = evolve(seat, presence=EXPECTED if again else presence, par="")

    def cycle(self, at: int) -> None:
        """The next word for somebody."""
        words = (EXPECTED, *PRESENCES)
        seat = self.seats[at]
        here = words.index(seat.presence) if seat.presence in words else 0
        self.seats[at] = evolve(seat, presence=words[(here + 1) % len(words)], par="")

    def all_present(self) -> None:
        """Whoever is only expected is there."""
        self.seats = [
            evolve(one, presence=PRESENCES[0]) if one.presence == EXPECTED else one
            for one in self.seats
        ]

    def stand_in(self, at: int, par: str) -> None:
        """Somebody is represented."""
        self.seats[at] = evolve(self.seats[at], presence=STAND_IN, par=par)

    def give_role(self, at: int, role: str) -> None:
        """Somebody leads, or writes; the same again takes it back. One has each role."""
        before = self.seats[at].role
        self.seats = [evolve(one, role="") if one.role == role else one for one in self.seats]
        if before != role:
            self.seats[at] = evolve(self.seats[at], role=role)

    def add(self, seat: Seat) -> int:
        """Somebody else came; where they stand."""
        for at, one in enumerate(self.seats):
            if one.subject == seat.subject:
                self.seats[at] = evolve(one, presence=seat.presence)
                return at
        self.seats.append(seat)
        return len(self.seats) - 1

    def number(self, presence: str) -> int:
        """How many are noted so."""
        return sum(one.presence == presence for one in self.seats)

    def event(self, debut: datetime | None, subjects: Mapping[str, str]) -> SeanceTenue:
        """What is recorded; `subjects` says the full subject of a code."""
        return SeanceTenue(
            debut=debut,
            presidence=self._who(LEADS),
            secretaire=self._who(WRITES),
            presents=self._noted(PRESENCES[0]),
            excuses=self._noted(PRESENCES[1]),
            absents=self._noted(PRESENCES[2]),
            representes=tuple(
                Represente(qui=one.subject, par=subjects.get(one.par, one.par))
                for one in self.seats
                if one.presence == STAND_IN
            ),
        )

    def draft(self) -> dict[str, str]:
        """What a draft keeps of it, by subject."""
        return {
            one.subject: f"{one.presence}|{one.role}|{one.par}|{one.code}|{one.label}"
            for one in self.seats
        }

    def resume(self, draft: Mapping[str, object]) -> None:
        """Put back what a draft kept."""
        places = {one.subject: at for at, one in enumerate(self.seats)}
        for subject, kept in draft.items():
            parts = str(kept).split("|", 4)
            if len(parts) != len(("presence", "role", "par", "code", "label")):
                continue
            presence, role, par, code, label = parts
            seat = Seat(subject, code, label, presence, par, role)
            if subject in places:
                self.seats[places[subject]] = seat
            else:
                self.seats.append(seat)

    def _who(self, role: str) -> str | None:
        return next((one.subject for one in self.seats if one.role == role), None)

    def _noted(self, presence: str) -> tuple[str, ...]:
        return tuple(one.subject for one in self.seats if one.presence == presence)


def counted(seats: Iterable[Seat]) -> str:
    """« 8 présents, 2 excusés, 3 attendus »."""
    found = list(seats)
    told = []
    for word in (PRESENCES[0], STAND_IN, *PRESENCES[1:], EXPECTED):
        number = sum(one.presence == word for one in found)
        if number:
            told.append(f"{number} {word}{'s' * (number > 1)}")
    return ", ".join(told)

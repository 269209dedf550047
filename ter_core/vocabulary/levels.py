"""What a pupil is in: a level (`CM2`), its cycle, its degré.

A level says its cycle and its degré, and the two do not follow each other: a 6e is second degré
and cycle 3. ULIS, SEGPA and UPE2A gather several levels: they are of no cycle, and of the degré
of their établissement.
"""

from __future__ import annotations

from typing import Self

from ter_core.vocabulary.choices import Choice

__all__ = ["Cycle", "Degre", "Niveau"]


class Degre(Choice):
    """Premier degré up to the CM2, second from the 6e."""

    PREMIER = "1D", "premier degré"
    SECOND = "2D", "second degré"


class Cycle(Choice):
    """The cycles of learning."""

    C1 = "C1", "cycle 1"
    C2 = "C2", "cycle 2"
    C3 = "C3", "cycle 3"
    C4 = "C4", "cycle 4"
    LYCEE = "lycee", "lycée"


class Niveau(Choice):
    """A level, with its cycle and its degré where it has one."""

    cycle: Cycle | None
    degre: Degre | None

    def __new__(
        cls, stored: str, label: str, cycle: Cycle | None = None, degre: Degre | None = None
    ) -> Self:
        """A word of the list that also knows where it stands."""
        member = str.__new__(cls, stored)  # an Enum hides the `__new__` of the one it extends
        member._value_, member.label = stored, label
        member.cycle, member.degre = cycle, degre
        return member

    def names(self) -> tuple[str, ...]:
        """Its word, its label, and « 6ème » for the 6e."""
        return (*super().names(), self.label.removesuffix("e") + "ème")

    TPS = "TPS", "TPS", Cycle.C1, Degre.PREMIER
    PS = "PS", "PS", Cycle.C1, Degre.PREMIER
    MS = "MS", "MS", Cycle.C1, Degre.PREMIER
    GS = "GS", "GS", Cycle.C1, Degre.PREMIER
    CP = "CP", "CP", Cycle.C2, Degre.PREMIER
    CE1 = "CE1", "CE1", Cycle.C2, Degre.PREMIER
    CE2 = "CE2", "CE2", Cycle.C2, Degre.PREMIER
    CM1 = "CM1", "CM1", Cycle.C3, Degre.PREMIER
    CM2 = "CM2", "CM2", Cycle.C3, Degre.PREMIER
    SIXIEME = "6E", "6e", Cycle.C3, Degre.SECOND
    CINQUIEME = "5E", "5e", Cycle.C4, Degre.SECOND
    QUATRIEME = "4E", "4e", Cycle.C4, Degre.SECOND
    TROISIEME = "3E", "3e", Cycle.C4, Degre.SECOND
    SECONDE = "2DE", "2de", Cycle.LYCEE, Degre.SECOND
    PREMIERE = "1RE", "1re", Cycle.LYCEE, Degre.SECOND
    TERMINALE = "TLE", "terminale", Cycle.LYCEE, Degre.SECOND
    ULIS = "ULIS", "ULIS"
    SEGPA = "SEGPA", "SEGPA", None, Degre.SECOND
    UPE2A = "UPE2A", "UPE2A"

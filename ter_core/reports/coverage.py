"""The coverage of the network in one year, as the mart gives it."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.question import Marts
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Coverage", "Covered"]

_QUERY = """
select
    dimension, libelle, effectif, minimum, maximum, taux_minimum, taux_maximum, constat, valeur
from couverture
where annee_scolaire = $annee
order by rang, libelle
"""
_NEVER, _APART = "jamais touché", "sans école"


@frozen
class Covered:
    """A part of the network: its pupils, where their number is known, and how many were reached.

    `taux` is in whole percentages, rounded down, so that 100 leaves nobody out.
    """

    dimension: str
    libelle: str
    effectif: int | None
    touches: Bornes
    taux: Bornes | None
    constat: str
    valeur: str = ""


@frozen
class Coverage:
    """Every part of the network, in the order people read them."""

    every: tuple[Covered, ...]

    @classmethod
    def of(cls, marts: Marts, annee: AnneeScolaire) -> Coverage:
        """Read from the marts."""
        rows = marts.rows(_QUERY, {"annee": annee})
        return cls(
            tuple(
                Covered(
                    dimension, label, size, Bornes(*touched), Bornes.known(*share), found, value
                )
                for dimension, label, size, *bounds, found, value in rows
                for touched, share in [(bounds[:2], bounds[2:])]
            )
        )

    def whole(self) -> Covered | None:
        """The network as a whole; None where nothing is known of it."""
        return next((one for one in self.every if one.dimension == "ensemble"), None)

    def never(self, dimension: str) -> tuple[Covered, ...]:
        """What was never reached, of a dimension."""
        return tuple(
            one for one in self.every if one.dimension == dimension and one.constat == _NEVER
        )

    def without_school(self) -> tuple[str, ...]:
        """The communes that have no school, which nothing could reach."""
        return tuple(one.libelle for one in self.every if one.constat == _APART)

"""The figures of the bilan of one year, as the mart gives them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ter_core.reports.question import Marts
from ter_core.reports.report import Column
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.money import Centimes
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["COLUMNS", "Figure", "Figures"]

COLUMNS = (
    Column("cle", "Chiffre", help="La clé que prend « ter preuve »."),
    Column("libelle_mesure", "Mesure"),
    Column("libelle_valeur", "Pour"),
    Column("chiffre", "Valeur", "bornes", "Le chiffre, ou les bornes entre lesquelles il est."),
    Column("precedent", "Un an avant", "bornes", "Vide si l'année n'était pas suivie."),
    Column("mesure", "Clé de la mesure", place="aside"),
    Column("dimension", "Dimension", place="aside"),
    Column("valeur", "Code", place="aside"),
    Column("unite", "Unité", help="Une somme d'argent est en centimes.", place="aside"),
    Column("definition", "Définition", place="aside"),
)

_QUERY = """
select
    cle, mesure, libelle_mesure, dimension, valeur, libelle_valeur, unite, definition, rang_valeur,
    [minimum, maximum], [precedent_minimum, precedent_maximum]
from chiffres_du_bilan($annee)
where annee_scolaire = $annee
order by rang
"""


_CENT = "centime"
_UNIT = 6  # its place among what the query tells before the bounds


@frozen
class Figure:
    """A figure, its key, what it means, its value and that of the year before."""

    cle: str
    mesure: str
    libelle_mesure: str
    dimension: str
    valeur: str
    libelle_valeur: str
    unite: str
    definition: str
    rang_valeur: int
    chiffre: Bornes | None
    precedent: Bornes | None

    @property
    def is_money(self) -> bool:
        """Whether it counts cents."""
        return self.unite == _CENT


@frozen
class Figures:
    """Every figure of a year, in the order of the bilan."""

    annee: AnneeScolaire
    every: tuple[Figure, ...]

    @classmethod
    def of(cls, marts: Marts, annee: AnneeScolaire) -> Figures:
        """Read from the marts."""
        rows = marts.rows(_QUERY, {"annee": annee})
        return cls(
            annee,
            tuple(
                Figure(*told, *(_bounds(told[_UNIT], *bounds) for bounds in (now, before)))
                for *told, now, before in rows
            ),
        )

    def rows(self, dimension: str | None = None) -> tuple[tuple[object, ...], ...]:
        """A row of `COLUMNS` per figure, of one dimension or of all."""
        return tuple(
            tuple(getattr(figure, column.name) for column in COLUMNS)
            for figure in self.every
            if dimension in (None, figure.dimension)
        )

    def value(self, cle: str) -> Bornes | None:
        """The value of a key, which is a measure for the whole network; None if it is unknown."""
        return next((one.chiffre for one in self.every if one.cle == cle), None)

    def find(self, cle: str) -> Figure:
        """The figure of a key.

        Raises:
            KeyError: there is none.
        """
        for figure in self.every:
            if figure.cle == cle:
                return figure
        raise KeyError(cle)

    def by(self, dimension: str) -> Iterator[tuple[str, str, dict[str, Figure]]]:
        """For each value of a dimension, in its order: code, label, its figures by measure."""
        found: dict[tuple[int, str, str], dict[str, Figure]] = {}
        for figure in self.every:
            if figure.dimension == dimension:
                place = (figure.rang_valeur, figure.valeur, figure.libelle_valeur)
                found.setdefault(place, {})[figure.mesure] = figure
        return (
            (valeur, libelle, found[_, valeur, libelle]) for _, valeur, libelle in sorted(found)
        )


def _bounds(unit: str, minimum: int | None, maximum: int | None) -> Bornes | None:
    if unit == _CENT and minimum is not None and maximum is not None:
        return Bornes(Centimes(minimum), Centimes(maximum))
    return Bornes.known(minimum, maximum)

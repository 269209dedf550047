"""Which unknowns a system of equations fixes: elimination over fractions, exact."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

__all__ = ["fixed"]


def fixed(equations: Iterable[Mapping[Hashable, int]], known: Iterable[Hashable]) -> set[Hashable]:
    """The unknowns that equations (sums that are nothing) and what is known leave no choice for."""
    told = set(known)
    rows = [
        {key: Fraction(sign) for key, sign in equation.items() if key not in told}
        for equation in equations
    ]
    solved: dict[Hashable, dict[Hashable, Fraction]] = {}
    for row in rows:
        for pivot, other in solved.items():
            _subtract(row, other, pivot)
        if row:
            pivot = next(iter(row))
            scaled = {key: value / row[pivot] for key, value in row.items()}
            for other in solved.values():
                _subtract(other, scaled, pivot)
            solved[pivot] = scaled
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _subtract(
    row: dict[Hashable, Fraction], other: Mapping[Hashable, Fraction], pivot: Hashable
) -> None:
    times = row.get(pivot)
    if not times:
        return
    for key, value in other.items():
        row[key] = row.get(key, Fraction(0)) - times * value
        if not row[key]:
            del row[key]

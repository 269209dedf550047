"""What stands behind a figure is what makes it: no more, no less.

The rule of `preuves(annee, cle)`: an indispensable piece is one without which the figure changes,
its value or one of its bounds; an interchangeable piece is one of its perimeter that others stand
in for; and the pieces listed make the figure by themselves.
"""

from __future__ import annotations

from hypothesis import Phase, given, settings

from tests.counting.conftest import Marts
from tests.counting.drawn import (
    Came,
    Headcount,
    Outing,
    Planned,
    Team,
    Year,
    corpus,
    drawn_years,
)
from tests.counting.universes import Universes, pieces_of

NOBODY: frozenset[tuple[str, str, int]] = frozenset()


def outing(
    action: int, day: tuple[int, int], lines: tuple[Came, ...] = (), teams: tuple[Team, ...] = (),
    families: int = 0, partners: tuple[str, ...] = (),
) -> Outing:  # fmt: skip
    """A participation of which nobody knows who was there."""
    return Outing(action, day, lines, teams, families, partners, NOBODY, NOBODY)


CLASS_A = Came("amont", "CM2", "CM2-A", 24)
HALF_A = Came("amont", "CM2", "CM2-A", 12)
HALF_B = Came("amont", "CM2", "demi-groupe", 12)
CHORUS = (Came("amont", "CM1", "chorale", 5), Came("amont", "CM2", "chorale", 9))
SIXTH = Came("college", "6E", "6E 1", 28)
BY_HAND = Year(
    actions=(
        Planned(1, "sport", ("amont", "college")),
        Planned(2, "culture", ("amont", "aval")),
        Planned(2, "sport", ("lycee",)),
    ),
    outings=(
        outing(0, (10, 6), (CLASS_A, SIXTH), (Team("amont", 2), Team("college", 1)), 4, ("club",)),
        outing(0, (11, 12), (CLASS_A,), (Team("amont", 1),), 2, ("club", "musee")),
        outing(1, (11, 12), (CLASS_A, *CHORUS), (Team("aval", 2),)),
        outing(1, (1, 15), (HALF_A, HALF_B), families=3),
        outing(1, (1, 15), (HALF_B,), (Team("aval", 2),)),
        outing(1, (3, 20), CHORUS, partners=("musee",)),
        outing(0, (3, 20), (SIXTH, Came("aval", "CM1", "CM1-A", 11)), (Team("college", 3),)),
        outing(0, (6, 9), (Came("aval", "CM1", "CM1-A", 7), Came("college", "6E", "", 60))),
        outing(2, (6, 9), (Came("lycee", "2DE", "", 30),), (Team("lycee", 2),)),
    ),
    headcounts=(
        Headcount("amont", (9, 20), (("CM2", "CM2-A", 24), ("CM2", "", 30), ("CM1", "", 4)), 2),
        Headcount("aval", (9, 20), (("CM1", "CM1-A", 9),), 3),
        Headcount("aval", (1, 10), (("CM1", "CM1-A", 8),), None),
        Headcount("college", (9, 20), (("6E", "6E 1", 30), ("6E", "", 58)), 2),
    ),
)
"""Classes that come several times, half-groups, headcounts lower than what was seen, two axes."""


def test_every_figure_of_a_year_made_by_hand(marts: Marts) -> None:
    """Its pieces make it: the indispensable ones change it, the others do not."""
    assert _wrong(marts, [BY_HAND]) == []


def test_the_pieces_of_the_year_made_by_hand(marts: Marts) -> None:
    """What is indispensable and what is interchangeable, on cases that anyone can count.

    Of two teachers, both came once, then one: only the first tells that they are two. Four came in
    two visits of an école of three: without either, they may be two only.
    """
    universes = Universes(marts)
    name = universes.add(BY_HAND)
    universes.figures()
    pieces = pieces_of(universes)[name]

    assert pieces["eleves_touches.mois.10"] == {0: True}
    assert pieces["eleves_touches.axe.axe-1"][7]
    assert pieces["projets_realises"] == {
        0: False, 1: False, 6: False, 7: False, 2: False, 3: False, 4: False, 5: False, 8: True,
    }  # fmt: skip
    assert pieces["partenaires_mobilises"] == {0: False, 1: False, 5: False}
    assert pieces["interventions"] == {0: True, 1: True, 5: True}
    assert pieces["familles.axe.axe-2"] == {3: True}
    assert pieces["enseignants_touches.etablissement.amont"] == {0: True, 1: False}
    assert pieces["enseignants_touches.etablissement.aval"] == {2: True, 4: True}
    assert pieces["enseignants_touches.etablissement.lycee"] == {8: True}
    assert "projets" not in pieces


@settings(max_examples=2, phases=[Phase.reuse, Phase.generate])
@given(years=drawn_years(4, contradictory=True))
def test_every_figure_of_drawn_years(marts: Marts, years: list[Year]) -> None:
    """The same of years that hypothesis draws."""
    assert _wrong(marts, years) == []


def test_every_figure_of_eight_years(marts: Marts) -> None:
    """The same of years that are always the same ones."""
    assert _wrong(marts, corpus(11, 8, contradictory=True)) == []


def test_several_that_show_a_headcount_wrong_are_all_listed(marts: Marts) -> None:
    """Two participations of another axe show it: neither is indispensable, without both it caps.

    20 pupils were counted; 25 came twice for axe 2, so that nothing caps the 12 who came twice for
    axe 1. The proof of what axe 1 reached holds one of the two at least.
    """
    level = "amont", "CM2", ""
    year = Year(
        actions=(Planned(1, "sport", ("amont",)), Planned(2, "sport", ("amont",))),
        outings=(
            outing(0, (10, 6), (Came(*level, 12),)),
            outing(0, (11, 12), (Came(*level, 12),)),
            outing(1, (1, 15), (Came(*level, 25),)),
            outing(1, (3, 20), (Came(*level, 25),)),
        ),
        headcounts=(Headcount("amont", (9, 20), (("CM2", "", 20),), None),),
    )

    assert _wrong(marts, [year]) == []


def test_annulled_is_as_if_it_had_never_been_written(marts: Marts) -> None:
    """For every figure, whichever participation: so the tests above may leave events out."""
    annulled, left_out = Universes(marts), Universes(marts)
    for number in range(len(BY_HAND.outings)):
        name = annulled.add(BY_HAND)
        one = next(subject for subject, at in annulled.numbers[name].items() if at == number)
        annulled.book.annuls(one, f"{name[5:]}-06-30")
        left_out.add(BY_HAND, _others(BY_HAND, number))

    assert annulled.figures() == left_out.figures()


def test_asking_for_many_proofs_at_once_gives_each(marts: Marts) -> None:
    """The tests above ask one query for every figure: alone, each proof is the same."""
    universes = Universes(marts)
    name = universes.add(BY_HAND)
    universes.figures()
    together = pieces_of(universes)[name]

    for key in (
        "eleves_touches.axe.axe-2", "enseignants_touches.degre.1D", "projets_interdegres",
        "projets",
    ):  # fmt: skip
        sql = "select sujet, est_indispensable from preuves($annee, $cle)"
        alone = marts.rows(sql, annee=name, cle=key)
        numbers = universes.numbers[name]
        own = {numbers[sujet]: needed for sujet, needed in alone if sujet in numbers}
        assert own == together.get(key, {})


def _wrong(marts: Marts, years: list[Year]) -> list[str]:
    """What contradicts the rule, figure by figure."""
    universes = Universes(marts)
    whole = [universes.add(year) for year in years]
    without = [
        [universes.add(year, _others(year, number)) for number in range(len(year.outings))]
        for year in years
    ]
    figures, pieces = universes.figures(), pieces_of(universes)
    found = []
    kept: dict[tuple[int, frozenset[int]], list[str]] = {}
    for at, name in enumerate(whole):
        keys = set(figures[name]).union(*(figures[one] for one in without[at]))
        for key in sorted(keys | pieces.get(name, {}).keys()):
            listed = pieces.get(name, {}).get(key, {})
            kept.setdefault((at, frozenset(listed)), []).append(key)
            for number, other in enumerate(without[at]):
                changes = figures[other].get(key) != figures[name].get(key)
                if changes != listed.get(number, False):
                    found.append(
                        f"{key}: participation {number} is {listed.get(number, 'not listed')}, "
                        f"{figures[name].get(key)} becomes {figures[other].get(key)}\n{years[at]}"
                    )
    assert any(kept.values())
    return found + _insufficient(marts, years, [figures[name] for name in whole], kept)


def _others(year: Year, number: int) -> set[int]:
    return set(range(len(year.outings))) - {number}


def _insufficient(marts: Marts, years: list[Year], before: list, kept: dict) -> list[str]:
    """The figures that their pieces alone do not make."""
    universes = Universes(marts)
    names = {one: universes.add(years[one[0]], one[1]) for one in kept}
    figures = universes.figures()
    return [
        f"{key}: {sorted(numbers)} make {figures[name].get(key)}, not {before[at].get(key)}\n"
        f"{years[at]}"
        for (at, numbers), name in names.items()
        for key in kept[at, numbers]
        if figures[name].get(key) != before[at].get(key)
    ]

"""A table of participations, one line per group: what is new is added, what changes corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_core.imports.files.sheet import Row, Sheet
from ter_core.imports.tableau import propose_sheet
from tests.imports.tableau.tables import proposed, rejected, take_in, told
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_HEAD = ("Action", "Date", "École", "Niveau", "Classe", "Élèves", "Enseignants", "Parents")
_CM1 = ("Rencontre d'athlétisme", "10/11/2026", "Guillestre", "CM1", None, 25, 1, 4)
_CM2 = ("Rencontre d'athlétisme", "10/11/2026", "Guillestre", "CM2", "CM2-A", 24, 2, None)


def _line(**values: Any) -> tuple[Any, ...]:
    usual = dict(zip(("action", "date", "ecole", "niveau", "classe", "eleves", "enseignants",
                      "parents"), _CM1, strict=True))  # fmt: skip
    return tuple((usual | values).values())


def test_lines_of_a_day_are_one_participation(network: Machine) -> None:
    """Lines of one action and day are added up into one participation, once and for all."""
    found = proposed(network, _HEAD, _CM1, _CM2)
    assert told(found) == [
        "+ A-2026-001, 10/11/2026 : 2 groupes, 49 élèves, 4 familles, 3 enseignants, lignes 2 et 3"
    ]
    take_in(network, _HEAD, _CM1, _CM2)
    again = proposed(network, _HEAD, _CM1, _CM2)
    assert (again.steps, again.same) == ((), 2)


def test_what_comes_later(network: Machine) -> None:
    """One more line brings its pupils and its adults only; another number is a correction."""
    take_in(network, _HEAD, _CM1)
    take_in(network, _HEAD, _CM1, _CM2)
    assert answer(network, "participations", "nb_eleves", "nb_enseignants", "familles") == [
        (25, 1, 4),
        (24, 2, None),
    ]
    again = proposed(network, _HEAD, _CM1, _CM2)
    assert (again.steps, again.same) == ((), 2)
    fewer = proposed(network, _HEAD, _line(eleves=20), _CM2)
    assert told(fewer) == ["~ A-2026-001, 10/11/2026 : 25 → 20 élèves"]


def test_adults_that_change(network: Machine) -> None:
    """Another number of adults corrects the only participation of that day."""
    take_in(network, _HEAD, _CM1)
    more = proposed(network, _HEAD, _line(parents=6))
    assert told(more) == ["~ A-2026-001, 10/11/2026 : familles : 4 → 6"]


def test_lines_that_cannot_be_counted(network: Machine) -> None:
    """A number that cannot be given to one group is left out, with the reason."""
    cases: list[tuple[dict[str, Any], str]] = [
        ({"niveau": "cm2 + 6ème"}, "25 élèves pour CM2 et 6e"),
        ({"niveau": "CM1-6e"}, "peut dire CM1 et 6e, ou de CM1 à 6e"),
        ({"niveau": None}, "25 élèves, sans niveau ni classe."),
        ({"niveau": "grands"}, "n'est pas un niveau"),
        ({"eleves": None, "enseignants": None, "parents": None}, "Le nombre d'élèves manque."),
        ({"eleves": "plus de 20"}, "ne dit pas combien"),
        ({"eleves": "20 à 25"}, "n'est pas un nombre entier"),
        ({"ecole": None}, "L'établissement manque."),
        ({"ecole": "Guillestre, Vars"}, "désigne plusieurs choses"),
        ({"date": "novembre 2026"}, "ne dit pas quel jour"),
        ({"date": "mardi 12/11/2026x"}, "n'est pas une date"),
        ({"action": "Autre chose"}, "ne désigne rien de connu"),
    ]
    found = proposed(network, _HEAD, *(_line(**values) for values, _ in cases), _CM2)
    reasons = rejected(found)
    for line, (_, reason) in enumerate(cases, start=2):
        assert reason in reasons.get(line, ""), reason
    assert len(found.steps) == 1


def test_how_several_levels_are_told(network: Machine) -> None:
    """A number for each level is read in the order of the levels; a class by its name."""
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"eleves": "12 CM1 + 11 CM2"}, ["CM1 : 12", "CM2 : 11"]),
        ({"niveau": "CM2/CM1", "eleves": "11+12"}, ["CM2 : 11", "CM1 : 12"]),
        ({"niveau": "CM1 (12), CM2 (11)"}, ["CM1 : 12", "CM2 : 11"]),
        ({"niveau": "cm2 b", "eleves": 20}, ["CM2-B : 20"]),
        ({"niveau": None, "classe": "CM2-B", "eleves": "une vingtaine"}, ["CM2-B : environ 20"]),
    ]
    days = [f"{day:02d}/11/2026" for day in (2, 3, 4, 5, 6)]
    usual = {"enseignants": None, "parents": None}
    lines = [
        _line(date=day, **(usual | values)) for day, (values, _) in zip(days, cases, strict=True)
    ]
    take_in(network, _HEAD, *lines)
    assert [row for (row,) in answer(network, "participations", "lignes")] == [
        [f"École de guillestre, {one}" for one in expected] for _, expected in cases
    ]


def test_a_merged_number_is_of_no_line(network: Machine) -> None:
    """Pupils merged over two lines are left out, teachers are counted once."""
    rows = (
        Row(1, _HEAD),
        Row(2, _CM1),
        Row(3, (*_CM2[:5], 25, 1, None), {5: 2, 6: 2}),
        Row(4, (*_line(ecole="Vars", niveau="CM2")[:5], 5, 2, None)),
        Row(5, (*_line(ecole="Vars", niveau="CM1")[:5], 6, 2, None), {6: 4}),
    )
    found = propose_sheet(network.session, Sheet("F", rows), source="f.ods", empreinte="0" * 64)
    assert list(rejected(found)) == [2, 3]
    assert told(found) == [
        "+ A-2026-001, 10/11/2026 : 2 groupes, 11 élèves, 2 enseignants, lignes 4 et 5"
    ]


def test_the_same_line_twice(network: Machine) -> None:
    """A group said twice with one number is said by mistake; with two, they are added up."""
    assert list(rejected(proposed(network, _HEAD, _CM1, _CM1))) == [3]
    both = proposed(network, _HEAD, _CM1, _line(eleves=3))
    assert "28 élèves" in told(both)[0]


def test_typed_forms_are_read_back(network: Machine) -> None:
    """A cell may hold the groups and the teams as commands take them."""
    head = ("Action", "Le", "Groupes", "Équipes")
    line = ("A1", "10/11/2026", "guillestre/CM1 25 dont 12 filles, vars/Chorale/CM2 4",
            "guillestre 1, vars 2")  # fmt: skip
    take_in(network, head, ("A-2026-001", *line[1:]))
    columns = ("nb_eleves", "nb_filles", "nb_enseignants", "niveaux")
    assert answer(network, "participations", *columns) == [(29, 12, 3, ["CM1", "CM2"])]

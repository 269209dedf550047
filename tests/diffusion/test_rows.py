"""The rows of each question, as somebody outside the team is told them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.reports.diffusion.leaving import Leaving, may_leave
from ter_core.reports.diffusion.rows import Diffusion, told_rows
from ter_core.reports.report import Column
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import BORNES_TUES, TU, est_tu

if TYPE_CHECKING:
    from ter_core.reports.report import Part, Report
    from tests.reports.conftest import Ask

# Their figures are told by what they measure (test_year).
YEARS = ("bilan", "bilan-chiffres", "couverture")
# What an indicator counts, its unit alone tells: its values are hidden by the question itself.
PERSONS = re.compile(
    r"élèves|enseignants|familles|professionnels|accompagnateurs|dont filles", re.IGNORECASE
)
COUNTS = (
    Column("eleves", "Élèves", "nombre", persons=True),
    Column("filles", "Filles", "nombre", persons=True),
    Column("groupes", "Groupes", "liste"),
    Column("touches", "Touchés", "bornes", persons=True),
)
TOGETHER = Diffusion(
    sums=(("eleves", ("filles",)),),
    follows={"groupes": "eleves"},
    together=(("eleves", "touches"),),
)


def outside(ask: Ask, name: str, seuil: int = 5, **asked: Any) -> list[dict[str, Any]]:
    """The rows of an answer that leaves."""
    return list(ask(Leaving.of(reports.get(name)(**asked), seuil)).named())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((24, 12, ["a"], Bornes(24, 24)), (24, 12, ["a"], Bornes(24, 24))),
        ((24, 3, ["a"], Bornes(24, 24)), (24, TU, ["a"], Bornes(24, 24))),
        ((24, 22, ["a"], Bornes(24, 24)), (24, TU, ["a"], Bornes(24, 24))),
        ((24, 24, ["a"], Bornes(24, 24)), (24, 24, ["a"], Bornes(24, 24))),
        ((4, 0, ["a"], Bornes(4, 4)), (TU, 0, TU, BORNES_TUES)),
        ((24, None, ["a"], Bornes(3, 24)), (TU, None, TU, BORNES_TUES)),
        ((0, None, [], Bornes(0, 0)), (0, None, [], Bornes(0, 0))),
    ],
)
def test_each_row_keeps_its_small_counts(row: tuple, told: tuple) -> None:
    """Few girls, or few boys among the pupils; a small bound; what follows a silent column."""
    assert told_rows(COUNTS, (row,), 5, TOGETHER) == (told,)


@pytest.mark.parametrize("name", [one for one in may_leave() if one not in YEARS])
def test_what_leaves_tells_no_small_count(ask: Ask, name: str) -> None:
    """In no column that counts persons, of the answer or of its chapters, is one left."""
    found = ask(Leaving.of(reports.get(name)(), 30))

    assert found.rows or name == "calendrier"
    assert found.title.endswith("(diffusion externe, effectifs de moins de 30 non communiqués)")
    parts: tuple[Report | Part, ...] = (found, *found.parts)
    for part in parts:
        for column, cells in zip(part.columns, zip(*part.rows, strict=True), strict=False):
            if column.persons:
                bounds = [
                    one for cell in cells for one in (cell if column.type == "bornes" else [cell])
                ]
                assert all(est_tu(one) or not one or one >= 30 for one in bounds), column


@pytest.mark.parametrize("name", [one for one in may_leave() if one not in YEARS])
def test_a_column_that_counts_persons_says_so(name: str) -> None:
    """Of what may leave, every column that is called after persons is hidden where it is small."""
    called = {
        one.name
        for one in reports.get(name).columns
        if one.type in ("nombre", "bornes") and PERSONS.search(one.label)
    }

    assert called <= {one.name for one in reports.get(name).columns if one.persons}


def test_a_question_that_says_nothing_of_it_does_not_leave() -> None:
    """Silence is a refusal, which lists what may leave."""
    with pytest.raises(InvalidValue) as refused:
        Leaving.of(reports.get("evenements")(), 5)

    assert "bilan" in refused.value.remedy
    assert "evenements" not in refused.value.remedy


def test_groups_of_a_day_are_not_told_with_a_small_one(ask: Ask) -> None:
    """Three pupils of CP came with twenty-six of 6e: the total is told, the groups are not."""
    (row,) = (
        one
        for one in outside(ask, "participations")
        if str(one["date_participation"]) == "2026-10-06"
    )

    assert (row["nb_eleves"], row["nb_filles"]) == (29, 13)
    assert est_tu(row["lignes"])
    assert est_tu(row["accompagnateurs"])


def test_classes_add_up_to_their_level(ask: Ask) -> None:
    """A class of three in a level of twelve costs the other class."""
    rows = outside(ask, "effectifs", etablissement="vars")
    told = {(one["niveau"], one["groupe"]): one["effectif"] for one in rows}

    assert told["CM1", None] == 12
    assert est_tu(told["CM1", "CM1-A"])
    assert est_tu(told["CM1", "CM1-B"])
    assert told["CM2", None] == 20


def test_an_indicator_may_count_persons(ask: Ask) -> None:
    """Four pupils are not told, nor that the target of four is reached; a share is told."""
    rows = {one["code_affiche"]: one for one in outside(ask, "indicateurs")}

    assert est_tu(rows["delegues"]["valeur"])
    assert est_tu(rows["delegues"]["est_atteint"])
    assert rows["delegues"]["cible"] == 4
    assert not est_tu(rows["nager"]["valeur"])


def test_sentences_are_made_of_what_is_told(ask: Ask) -> None:
    """One teacher who came to a training is in no sentence."""
    text = " ".join(ask(Leaving.of(reports.get("formations")(), 5)).text)

    assert "un nombre non communiqué d’enseignants différents (second degré)" in text


def test_people_of_one_kind_do_not_give_away_the_others(ask: Ask) -> None:
    """Of 30 who came, neither the 27 of one degré nor those of one school: 3 would be left."""
    whole = ask(Leaving.of(reports.get("liaisons")(axe="axe-2"), 5))
    (row,) = whole.named()
    assert (row["nb_eleves"], row["nb_enseignants_1d"]) == (30, 9)
    assert "un nombre non communiqué d’élèves différents\u202f; 15 enseignants" in whole.text[0]

    school = ask(Leaving.of(reports.get("liaisons")(axe="axe-2", etablissement="guillestre"), 5))
    assert "dont celles d’un nombre non communiqué d’élèves" in school.text[0]
    assert "un nombre non communiqué d’enseignants différents de cet" in school.text[0]

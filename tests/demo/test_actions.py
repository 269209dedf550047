"""The actions of the demonstration, who took part in them, and what was noticed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from ter_core.vocabulary.choices import NatureAction
from tests.demo.asking import DAY, ask, figures, stored

YEARS = ("2024-2025", "2025-2026")


@pytest.fixture
def actions() -> dict[str, dict[str, Any]]:
    """Every action of every year, by code."""
    rows = ask("actions", "--toutes", "--a-la-date", DAY)
    return {row["code_affiche"]: row for row in rows}


@pytest.fixture
def participations() -> list[dict[str, Any]]:
    """What every participation says, the annulled one and what was corrected left out."""
    undone = {one["donnees"]["evenement"] for one in stored("EvenementAnnule")}
    corrected = {one["sujet"]: one["donnees"]["champs"] for one in stored("ParticipationCorrigee")}
    return [
        one | {"donnees": one["donnees"] | corrected.get(one["sujet"], {})}
        for one in stored("ParticipationEnregistree")
        if one["id"] not in undone
    ]


def said(participations: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """What those that say something say of it."""
    return [one["donnees"] for one in participations if one["donnees"].get(name)]


def test_thirty_actions_of_every_nature_and_axe(actions: dict[str, dict[str, Any]]) -> None:
    """Ten, sixteen and one more for a double, four; every nature, every axe, `transversal`."""
    assert Counter(code[:6] for code in actions) == {"A-2024": 10, "A-2025": 17, "A-2026": 4}
    natures = {row["libelle_nature"] for row in actions.values()}
    assert natures == {nature.label for nature in NatureAction}
    assert {row["code_axe"] for row in actions.values()} == {
        "axe-1",
        "axe-2",
        "axe-3",
        "transversal",
    }


def test_each_story_of_an_action_is_told(actions: dict[str, dict[str, Any]]) -> None:
    """Annulled, to come, under way, over, over without anybody; every colour of the light."""
    found = {code: (row["libelle_avancement"], row["feu"]) for code, row in actions.items()}

    assert {code: one for code, one in found.items() if one != ("réalisée", "vert")} == {
        "A-2025-011": ("annulée", "gris"),
        "A-2025-014": ("passée, sans participation", "rouge"),
        "A-2025-016 bis": ("annulée", "gris"),
        "A-2026-002": ("à venir", "vert"),
        "A-2026-003": ("passée, sans participation", "orange"),
        "A-2026-004": ("en cours", "vert"),
    }


def test_actions_change() -> None:
    """Suspended and taken up again, ended early, moved (two), put right, given up, merged."""
    types = ("ActionSuspendue", "ActionReprise", "ActionTerminee", "ActionModifiee")
    others = ("ActionRectifiee", "ActionAnnulee", "ActionFusionnee")
    changes = Counter(one["type"] for one in stored(*types, *others))

    assert changes == {
        "ActionSuspendue": 1,
        "ActionReprise": 1,
        "ActionTerminee": 1,
        "ActionModifiee": 2,
        "ActionRectifiee": 1,
        "ActionAnnulee": 1,
        "ActionFusionnee": 1,
    }


def test_what_was_inscribed_twice_counts_once(participations: list[dict[str, Any]]) -> None:
    """Both postes gave one number offline; the participations of the double follow the other."""
    (merged,) = stored("ActionFusionnee")
    kept = merged["donnees"]["dans"]
    ours = {one["sujet"]: one for one in stored("ActionInscrite")}
    came = [
        one["donnees"]
        for one in participations
        if one["donnees"]["action"] in ours.keys() & {kept, merged["sujet"]}
    ]
    teachers = [sum(line["nombre"] for line in one["enseignants"]) for one in came]
    found = figures("2025-2026")

    assert {ours[one]["donnees"]["code"] for one in (kept, merged["sujet"])} == {"A-2025-016"}
    assert len({ours[one]["poste"] for one in (kept, merged["sujet"])}) == 2
    assert sorted(teachers) == [5, 9]
    assert found["projets_realises.nature.concertation"] == (1, 1)
    assert found["participations_enseignants.nature.concertation"] == (14, 14)


def test_actions_come_from_decisions_and_have_budgets(actions: dict[str, dict[str, Any]]) -> None:
    """Several execute a decision; some have a planned budget, cents included."""
    assert sum(bool(row["code_decision"]) for row in actions.values()) >= 8
    assert sum(bool(row["budget_prevu"]) for row in actions.values()) >= 3
    assert len({row["porteur"] for row in actions.values()}) >= 8


def test_more_than_a_hundred_and_ten_lines(participations: list[dict[str, Any]]) -> None:
    """About sixty participations, over one hundred and ten lines of pupils, on both postes."""
    lines = [line for one in participations for line in one["donnees"].get("lignes", ())]

    assert len(participations) == 60
    assert len(lines) >= 110
    assert len({one["poste"] for one in participations}) == 2
    assert len({line["etablissement"] for line in lines}) == 10


def test_groups_of_every_sort_came(participations: list[dict[str, Any]]) -> None:
    """A chorale over three levels, a class in two half-groups, a level without its class."""
    lines = [
        (one["survenu_le"], line)
        for one in participations
        for line in one["donnees"].get("lignes", ())
    ]
    chorale = {line["niveau"] for _, line in lines if line.get("groupe") == "chorale"}
    halves = {
        (line["groupe"], day)
        for day, line in lines
        if line["etablissement"] == "etablissement:0059001G"
        and line.get("groupe", "").startswith("demi-groupe")
    }

    assert chorale == {"CE2", "CM1", "CM2"}
    assert halves == {("demi-groupe 1", "2026-02-03"), ("demi-groupe 2", "2026-02-10")}
    assert {line["niveau"] for _, line in lines if "groupe" not in line} == {"GS", "CM2", "ULIS"}
    assert any("filles" in line for _, line in lines)


def test_some_came_without_pupils(participations: list[dict[str, Any]]) -> None:
    """Trainings with teachers only, in two half-days; evenings with families only."""
    adults = [one["donnees"] for one in participations if not one["donnees"].get("lignes")]
    teachers = [one for one in adults if one.get("enseignants") and not one.get("familles")]
    families = [one for one in adults if one.get("familles") and not one.get("enseignants")]

    assert len(teachers) == 7
    assert len(families) == 4


def test_each_kind_of_participation_is_told(participations: list[dict[str, Any]]) -> None:
    """A stay of several days, « environ », partners; one in the holidays, confirmed."""
    assert len(said(participations, "du")) == 2
    assert len(said(participations, "estimation")) == 2
    assert len(said(participations, "partenaires")) >= 30
    (confirmed,) = said(participations, "confirme")
    assert [line["regle"] for line in confirmed["confirme"]] == ["vacances"]


def test_some_were_typed_late_twice_or_wrong(participations: list[dict[str, Any]]) -> None:
    """One ten weeks after; one on each poste, of which one was annulled; one corrected."""
    days = [(one["survenu_le"], one["enregistre_le"][:10]) for one in participations]
    (corrected,) = stored("ParticipationCorrigee")

    assert [one for one in days if _days(*one) > 7] == [("2026-02-05", "2026-04-15")]
    assert len(stored("ParticipationEnregistree")) == len(participations) + 1
    assert corrected["survenu_le"] == "2025-05-13"
    assert corrected["enregistre_le"][:10] == "2025-11-24"


def _days(happened: str, recorded: str) -> int:
    return (date.fromisoformat(recorded) - date.fromisoformat(happened)).days


def test_last_year_was_lived_too() -> None:
    """N-1 is real: ten projets and hundreds of participations, the next year clearly above."""
    before, after = (figures(year) for year in YEARS)

    assert before["projets"] == (10, 10)
    assert after["projets"] == (15, 15)
    assert 300 < before["participations"][0] < after["participations"][0] / 2
    assert before["eleves_touches"][1] < after["eleves_touches"][0]
    assert after["eleves_touches"][0] < after["eleves_touches"][1]


@pytest.mark.parametrize(
    ("year", "never"),
    [
        ("2024-2025", {"0059005L", "0059007N", "0059009R", "0059010S"}),
        ("2025-2026", {"0059007N"}),
    ],
)
def test_some_schools_are_never_reached(year: str, never: set[str]) -> None:
    """Vars, Abriès-Ristolas, Molines and Ceillac the first year, Abriès-Ristolas the second."""
    by_school = {
        key.rsplit(".", 1)[1]: most
        for key, (_, most) in figures(year).items()
        if key.startswith("eleves_touches.etablissement.")
    }

    assert len(by_school) == 11
    assert {school for school, most in by_school.items() if most == 0} == never


def test_appreciations_were_caught_all_year_long() -> None:
    """Successes, difficulties, prospects: of an axe or of an action, in both years."""
    types = ("ReussiteRelevee", "DifficulteRelevee", "PerspectiveProposee")
    found = stored(*types)

    assert len(found) >= 12
    assert {one["type"] for one in found} == set(types)
    assert sum("action" in (one["donnees"] or {}) for one in found) >= 6
    assert sum("axe" in (one["donnees"] or {}) for one in found) >= 6
    assert len({one["survenu_le"][:7] for one in found}) >= 8

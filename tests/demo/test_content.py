"""What the demonstration holds, asked of `ter` itself, and what its own texts say of it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from ter_core.events import entries
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.demo.asking import DAY, ask, stored
from tools.demo import LOG, SOURCE

YEAR = "D-2025-"  # the decisions of the fictional school year 2025-2026


def follow_up(day: str = DAY, *options: str) -> list[dict[str, Any]]:
    """Every decision of every year, as of a day."""
    return ask("suivi", "--toutes", "--a-la-date", day, *options)


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TER_AUJOURDHUI", DAY)


def test_the_year_has_thirty_decisions_in_every_state() -> None:
    """Thirty in 2025-2026: open, progressing, blocked, executed, given up, replaced."""
    states = Counter(
        row["libelle_etat"] for row in follow_up() if row["code_affiche"].startswith(YEAR)
    )

    assert states == {
        "à faire": 3,
        "en cours": 3,
        "bloquée": 2,
        "exécutée": 20,
        "abandonnée": 1,
        "remplacée": 1,
    }


def test_the_year_has_twelve_seances() -> None:
    """Twelve: ten whose relevé was sent, one put off, one put right; one cancelled, one without."""
    year = [row for row in ask("seances") if row["code_affiche"].startswith("S-2025-")]

    assert Counter(row["libelle_etat"] for row in year) == {
        "relevé diffusé": 10,
        "annulée": 1,
        "tenue": 1,
    }
    assert [row["code_affiche"] for row in year if row["nb_reports"]] == ["S-2025-005"]
    assert [row["code_affiche"] for row in year if row["version_releve"] == 2] == ["S-2025-010"]
    assert {row["code_instance"] for row in year} == {
        "copil",
        "cotech",
        "cec",
        "cycle3",
        "gt-transports",
    }


def test_what_is_late_is_spread_over_bodies_and_people() -> None:
    """Late and open on the day: several bodies, several people, the oldest first."""
    late = [row for row in follow_up() if row["est_en_retard"]]

    assert [row["code_affiche"] for row in late] == [
        "D-2025-014",
        "D-2025-013",
        "D-2025-019",
        "D-2025-015",
        "D-2025-009",
        "D-2026-001",
        "D-2025-029",
    ]
    assert {row["code_instance"] for row in late} >= {"copil", "cotech", "gt-transports"}
    assert len({row["responsables"][0] for row in late}) >= 4
    assert sum(row["nb_relances"] > 0 for row in late) == 6


def test_the_first_decision_has_a_long_story() -> None:
    """D-2025-001 was put off twice, entrusted to somebody else, executed late."""
    first = {row["code_affiche"]: row for row in follow_up()}["D-2025-001"]

    assert (first["nb_reports"], first["nb_jours_retard"]) == (2, 6)
    assert first["nb_jours_retard_initial"] == 125
    assert first["responsables"] == ["secretariat-college", "ccgq-jeunesse"]


def test_each_kind_of_story_is_told() -> None:
    """Permanent, by e-mail, replaced, reopened, put right; a conflict settled, another open."""
    rows = {row["code_affiche"]: row for row in follow_up() if row["code_affiche"][:7] == YEAR}

    assert [code for code, row in rows.items() if row["permanente"]] == ["D-2025-004"]
    assert {code for code, row in rows.items() if row["hors_seance"]} == {
        "D-2025-008",
        "D-2025-023",
    }
    assert rows["D-2025-006"]["remplacee_par"] == "D-2025-018"
    assert rows["D-2025-015"]["pourcentage"] == 80
    assert rows["D-2025-017"]["responsables"] == ["cdi-college"]
    assert rows["D-2025-022"]["echeance"] == "2026-04-30"
    assert [code for code, row in rows.items() if row["est_conflit"]] == ["D-2025-028"]


def test_a_number_whose_decision_was_undone_is_not_given_again() -> None:
    """D-2026-008 was a double: it is gone, and the next is 9."""
    codes = [
        row["code_affiche"] for row in follow_up() if row["code_affiche"].startswith("D-2026-")
    ]

    assert sorted(codes)[-2:] == ["D-2026-007", "D-2026-009"]


@pytest.mark.parametrize(
    ("day", "executed", "late"),
    [
        ("2025-11-13", 2, 0),  # « deux sont exécutées, aucune n’est en retard »
        ("2026-05-28", None, 4),  # « quatre décisions sont en retard »
        ("2026-06-25", 19, 3),  # « dix-neuf sont exécutées, trois sont en retard »
        ("2026-09-17", None, 4),  # « quatre décisions de l’an dernier sont en retard »
        ("2026-11-12", None, 6),  # « six décisions restent ouvertes après leur échéance »
    ],
)
def test_what_a_releve_says_of_the_follow_up_is_true(
    day: str, executed: int | None, late: int
) -> None:
    """The figures that a point « Suivi des décisions » gives are those of that day."""
    year = [row for row in follow_up(day) if row["code_affiche"].startswith(YEAR)]

    if executed is not None:
        assert sum(row["libelle_etat"] == "exécutée" for row in year) == executed
    assert sum(row["est_en_retard"] for row in year) == late


def test_the_log_is_sound_and_holds_one_open_conflict() -> None:
    """`verifier` finds what two postes said of one échéance, and nothing else."""
    found = ask("verifier", code=1)

    assert [row["constat"] for row in found] == ["conflit"]
    assert "D-2025-028" in found[0]["message"]


def test_the_whole_catalogue_is_used() -> None:
    """Every type that people can say occurs at least once."""
    sayable = [entry.type for entry in entries() if not entry.internal]
    said = {one["type"] for one in stored(*sayable)}

    assert sorted(set(sayable) - said) == []


def test_two_years_hold_about_six_hundred_events() -> None:
    """What people said of the two fictional school years, the program's own events left out."""
    sayable = [entry.type for entry in entries() if not entry.internal]
    years = Counter(
        str(AnneeScolaire.of(date.fromisoformat(one["survenu_le"]))) for one in stored(*sayable)
    )

    assert years["2024-2025"] >= 150
    assert 550 <= years["2024-2025"] + years["2025-2026"] <= 650


def test_nothing_is_dated_after_it_was_recorded() -> None:
    """A fact is told the day it happens or later, nothing after the day of the demonstration."""
    stored = [path.read_bytes().splitlines() for path in LOG.glob("*/*.ndjson")]
    events = [orjson.loads(line) for stream in stored for line in stream]

    assert all(event["survenu_le"] <= event["enregistre_le"][:10] <= DAY for event in events)


def test_nobody_is_named() -> None:
    """No title before a name, no address, no telephone; no text had to be confirmed as harmless."""
    wrong = re.compile(r"\b(?:MM?\.|Mme|Mlle|Monsieur|Madame)\s|\w@\w|\b0[1-9](?:[ .]?\d\d){4}\b")
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.txt")]

    assert [found[0] for text in texts for found in wrong.finditer(text)] == []
    assert not any("identite=" in text for text in texts)


def test_the_source_is_typed_in_french_typography() -> None:
    """Curved apostrophes, and a space that does not break before a sign or inside guillemets."""
    wrong = re.compile(r"'|« | »| [:;?!]")
    found = [
        f"{path.relative_to(Path(SOURCE))}:{number}"
        for path in sorted(SOURCE.rglob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if not line.startswith("#") and wrong.search(line)
    ]

    assert found == []

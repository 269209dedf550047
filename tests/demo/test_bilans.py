"""The two bilans of the demonstration: one has a second version."""

from __future__ import annotations

from typing import Any

from ter_core.vocabulary.choices import SectionBilan
from tests.demo.asking import stored


def arrested() -> dict[tuple[str, int], dict[str, Any]]:
    """What was arrested, by year and version."""
    return {
        (one["sujet"].partition(":")[2], one["donnees"]["version"]): one
        for one in stored("BilanArrete")
    }


def figure(bilan: dict[str, Any], key: str) -> tuple[int, int]:
    """A figure as it was arrested."""
    (found,) = [one for one in bilan["donnees"]["chiffres"] if one["cle"] == key]
    return found["minimum"], found["maximum"]


def test_two_years_are_arrested_the_first_one_twice() -> None:
    """Each in July; the first again in November, after what was corrected."""
    days = {key: one["survenu_le"] for key, one in arrested().items()}

    assert days == {
        ("2024-2025", 1): "2025-07-01",
        ("2024-2025", 2): "2025-11-24",
        ("2025-2026", 1): "2026-07-03",
    }


def test_a_second_version_counts_what_was_forgotten() -> None:
    """Sixteen pupils of Eygliers: as many participations, two pupils more that were reached."""
    first, second = arrested()["2024-2025", 1], arrested()["2024-2025", 2]

    assert figure(first, "participations") == (473, 473)
    assert figure(second, "participations") == (489, 489)
    assert figure(first, "eleves_touches") == (339, 339)
    assert figure(second, "eleves_touches") == (341, 341)


def test_every_bilan_reached_the_ien_and_the_pilotes() -> None:
    """Three sent, each to both, in the days that followed."""
    sent = stored("BilanTransmis")

    assert [one["donnees"]["destinataires"] for one in sent] == [
        ["acteur:ien", "acteur:principal"]
    ] * 3


def test_the_sections_are_written() -> None:
    """All six the second year; the three qualitative ones and the synthèse the first."""
    written: dict[str, set[str]] = {}
    for one in stored("SectionRedigee"):
        written.setdefault(one["sujet"].partition(":")[2], set()).add(one["donnees"]["section"])

    assert written["2025-2026"] == {section.value for section in SectionBilan}
    assert written["2024-2025"] == {"synthese", "reussites", "difficultes", "perspectives"}

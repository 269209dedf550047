"""`docs/annee.md`: a whole school year, as a coordination types it, from setting up to handover.

The page is played once; what must hold of any such year is then asked of the log that it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from ter_core import Entry, Session, reports
from ter_core.errors import ConfirmationNeeded
from ter_core.events import get
from ter_core.vocabulary.dates import spoken_day
from tests.pages.console import DOCS, Desk, check, played

pytestmark = pytest.mark.parcours

PAGE = DOCS / "annee.md"
YEAR = "2026-2027"
_DAY = re.compile(r"^\[(\d{4}-\d{2}-\d{2})\]$", re.MULTILINE)
_PERIOD = re.compile(r"--periode (\d\d)/(\d\d)/(\d{4})-(\d\d)/(\d\d)/(\d{4})")
_TOLD = re.compile(r"\(événement (\w{8})\)|ter evenement annuler (\w{8})")
_REFUSED = re.compile(r"^\[[23]\]$", re.MULTILINE)
_SATURDAY = 5
_DASHBOARD = "ter actions --a-la-date 06/11/2026"


@frozen
class Played:
    """The page as it would be written now, and the log that its commands left."""

    text: str
    folder: Path
    desk: Desk
    session: Session

    def rows(self, question: str, *columns: str, **asked: Any) -> list[tuple[Any, ...]]:
        """Some columns of an answer, on the last day of the page."""
        report = self.session.ask(reports.get(question)(**asked))
        names = [column.name for column in report.columns]
        return [tuple(row[names.index(column)] for column in columns) for row in report.rows]

    def only(self, question: str, column: str, **asked: Any) -> list[Any]:
        """One column of an answer."""
        return [value for (value,) in self.rows(question, column, **asked)]

    def figures(self, **asked: Any) -> dict[str, Any]:
        """The figures of the bilan."""
        return dict(self.rows("bilan", "cle", "chiffre", annee=YEAR, **asked))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The page, played once."""
    desk = Desk(tmp_path_factory.mktemp("annee"))
    work = desk.folder / "travail"
    work.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(work)
        text = played(PAGE.read_text(encoding="utf-8"), desk)
    with Session.open(work, env=desk.env) as session:
        yield Played(text, work, desk, session)


def days(text: str) -> list[date]:
    """The days from which the commands of a text are typed."""
    return [date.fromisoformat(day) for day in _DAY.findall(text)]


def is_school_day(day: date, page: str) -> bool:
    """Whether it is a weekday of one of the periods that a page opens its year with."""
    spans = [
        (date(int(y1), int(m1), int(d1)), date(int(y2), int(m2), int(d2)))
        for d1, m1, y1, d2, m2, y2 in _PERIOD.findall(page)
    ]
    return day.weekday() < _SATURDAY and any(first <= day <= last for first, last in spans)


def test_the_page_shows_what_is_answered(year: Played) -> None:
    """Every command of the page answers what it shows."""
    check(PAGE, lambda _: year.text)


def test_the_year_goes_by_month_after_month() -> None:
    """From September to July, each month is a part, typed on its days of school, in order."""
    page = PAGE.read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^## ", page)
    typed = [(part.partition(" :")[0].lower(), days(part)) for part in parts]
    flat = [day for _, of_part in typed for day in of_part]

    assert [month for month, _ in typed] == list(
        dict.fromkeys(spoken_day(day).split()[1] for day in flat)
    )
    assert len({day.month for day in flat}) == len(typed) == 11
    assert flat == sorted(flat)
    assert [day for day in flat if not is_school_day(day, page)] == []


def test_what_is_told_is_what_was_written(year: Played) -> None:
    """Every event is told by the command that wrote it; what was refused wrote none."""
    told = {first or second for first, second in _TOLD.findall(year.text)}

    assert len(_REFUSED.findall(year.text)) >= 3
    assert told == set(year.only("evenements", "id_court"))


def test_nothing_is_found_wrong(year: Played) -> None:
    """A year of refusals, confirmed doubts, a merge and a late entry leaves no finding."""
    assert year.session.check() == []


def test_the_arrested_bilan_is_found_again(year: Played) -> None:
    """The version that was sent keeps its figures; that of the day counts what came since."""
    sent, of_the_day = year.figures(arrete=1), year.figures()
    saved = (year.folder / "bilan-arrete.md").read_text(encoding="utf-8")

    assert "ses chiffres et ses textes sont ceux qui ont été arrêtés" in saved
    assert of_the_day["participations"].minimum == sent["participations"].minimum + 24
    assert of_the_day["eleves_touches"] == sent["eleves_touches"]


def test_what_was_shown_in_november_is_still_answered(
    year: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dashboard as of a past date is the same in July, but for the position it rests on."""
    monkeypatch.chdir(year.folder)
    _, _, after = year.text.partition(f"$ {_DASHBOARD}\n")
    shown, _, _ = after.partition("\n\n$ ")
    then, now = shown.splitlines(), year.desk.type(_DASHBOARD)

    differing = [old for old, new in zip(then, now, strict=True) if old != new]
    assert [" position " in line for line in differing] == [True]


def test_every_pupil_of_every_line_is_counted_once(year: Played) -> None:
    """The participations of the bilan are those listed, and none is left to a merged action."""
    listed = year.rows("participations", "code_action", "nb_eleves", annee=YEAR)
    merged = {
        action
        for action, state in year.rows("actions", "code_affiche", "avancement", annee=YEAR)
        if state == "annulee"
    }

    assert year.figures()["participations"].minimum == sum(pupils for _, pupils in listed)
    assert merged
    assert not merged & {action for action, _ in listed}


def test_every_decision_has_a_state(year: Played) -> None:
    """Each has someone to answer for it and a state of a known day; numbers follow one another."""
    decisions = year.rows(
        "suivi", "code_affiche", "responsables", "libelle_etat", "date_etat", toutes=True
    )

    codes = sorted(code for code, *_ in decisions)
    assert codes == [f"D-2026-{n + 1:03}" for n in range(len(codes))]
    assert all(who and state and since for _, who, state, since in decisions)
    assert {state for _, _, state, _ in decisions} == {"à faire", "exécutée", "abandonnée"}
    assert not any(year.only("suivi", "est_conflit", toutes=True))


def test_nothing_open_is_left_untold(year: Played) -> None:
    """Every open decision is in the handover, under each who answers for it, and told if late."""
    told = {
        (code, who): state
        for code, who, state in year.rows("passation", "code", "fonction", "libelle_etat")
    }
    decisions = year.rows("suivi", "code_affiche", "responsables", "est_en_retard")

    assert any(late for *_, late in decisions)
    for code, responsables, late in decisions:
        for who in responsables:
            assert told[code, who].endswith("en retard") == late


def test_the_handover_leaves_no_releve_and_no_instance_behind(year: Played) -> None:
    """What was held was sent, and each instance met as often as it must."""
    met = year.rows("instances", "code", "nb_manquantes", annee=YEAR)

    assert set(year.only("seances", "libelle_etat")) == {"relevé diffusé", "annulée"}
    assert {code for code, missing in met if missing == 0} == {"cec", "copil"}


def test_the_successor_answers_for_what_the_coordination_leaves(year: Played) -> None:
    """Nothing that is still to be done is only the former coordination's."""
    former = set(year.only("passation", "code", fonction="coordination"))
    new = set(year.only("passation", "code", fonction="coordination-ecole"))

    assert new
    assert former <= new


def test_a_fact_added_to_the_closed_year_must_be_confirmed(year: Played) -> None:
    """The page ends with a closed year, to which nothing is added unawares."""
    late = get("ReussiteRelevee")(texte="Le concert a réuni tout le village.")

    with pytest.raises(ConfirmationNeeded, match="est close"):
        year.session.preview(Entry(late))

"""`docs/lettre.md`: every duty of the letter of mission, every element of the convention.

Each part of the page is played in order on one log. The figures of the bilan are read before and
after it: those of its table change as it says, and no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack

import pytest
from attrs import frozen

from ter_core import Session, events, reports
from ter_core.reports.values import shown
from ter_core.vocabulary.typography import NARROW
from tests.pages.console import DOCS, Desk, check, played, sections

pytestmark = pytest.mark.parcours

PAGE = DOCS / "lettre.md"
_TITLE = re.compile(r"### (.+)\n")
_SUMMARY = re.compile(r"(?<=<!-- sommaire -->\n).*?(?=<!-- fin du sommaire -->)", re.DOTALL)
_TYPED = re.compile(r"(?m)^\$ ter (\S+)(?: (\S+))?")
_CHANGE = re.compile(r"^\| `(\S+)` \| (.+) \| (.+) \|$", re.MULTILINE)
Figures = Mapping[str, str]

PARTS = {
    title[1]: part
    for part in sections(PAGE.read_text(encoding="utf-8"))
    if (title := _TITLE.match(part))
}
DUTIES = list(PARTS)[1:]  # the first only sets the scene


@frozen
class Duty:
    """What a part of the page says of the figures, and what they were before and after it."""

    said: Mapping[str, tuple[str, str]]
    before: Figures
    after: Figures

    def changed(self, *, whole: bool) -> Iterator[str]:
        """The keys that differ, of the whole territory or of a part of it."""
        for key in {*self.before, *self.after}:
            if self.change(key)[0] != self.change(key)[1] and ("." in key) != whole:
                yield key

    def change(self, key: str) -> tuple[str, str]:
        """A figure before and after; none of a level that nothing was known of is no one."""
        return self.before.get(key, "0"), self.after.get(key, "0")


@frozen
class Played:
    """The page as it would be written now, and its duties by title."""

    text: str
    duties: Mapping[str, Duty]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The page, played once."""
    desk = Desk(tmp_path_factory.mktemp("lettre"))
    work = desk.folder / "travail"
    work.mkdir()
    texts: list[str] = []
    duties = {}
    before: Figures = {}
    with pytest.MonkeyPatch.context() as patched, ExitStack() as stack:
        patched.chdir(work)
        session = None
        for part in sections(PAGE.read_text(encoding="utf-8")):
            texts.append(played(part, desk))
            if title := _TITLE.match(part):
                session = session or stack.enter_context(Session.open(work, env=desk.env))
                after = figures(session)
                said = {key: (then, now) for key, then, now in _CHANGE.findall(part)}
                duties[title[1]] = Duty(said, before, after)
                before = after
    text = _SUMMARY.sub("".join(summary()), "".join(texts), count=1)
    return Played(text, duties)


def figures(session: Session) -> Figures:
    """Every figure of the year, as people read it."""
    report = session.ask(reports.get("bilan-chiffres")())
    names = [column.name for column in report.columns]
    cle, chiffre = names.index("cle"), names.index("chiffre")
    return {row[cle]: shown(row[chiffre]).replace(NARROW, " ") for row in report.rows}


def summary() -> Iterator[str]:
    """The table that the page begins with: where each duty is typed, read and counted."""
    yield "| La lettre et la convention | Ce qu'on tape | Où on le lit | Chiffres du bilan |\n"
    yield "|---|---|---|---|\n"
    recording = {(entry.noun, entry.verb) for entry in events.entries()}
    for title in DUTIES:
        typed = _TYPED.findall(PARTS[title])
        recorded = [" ".join(words) for words in typed if words in recording]
        read = [noun for noun, verb in typed if (noun, verb) not in recording]
        counted = [key for key, _, _ in _CHANGE.findall(PARTS[title]) if "." not in key]
        cells = (_words(found) for found in (recorded, read, counted))
        yield f"| {title} | {' | '.join(cells)} |\n"


def _words(found: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in dict.fromkeys(found))


def test_the_page_shows_what_is_answered(page: Played) -> None:
    """Every command of the page answers what it shows."""
    check(PAGE, lambda _: page.text)


@pytest.mark.parametrize("title", DUTIES)
def test_the_figures_change_by_what_was_recorded(page: Played, title: str) -> None:
    """Those of the table, as it says; of the whole no other, of its parts no other measure."""
    duty = page.duties[title]

    assert {key: duty.change(key) for key in duty.said} == duty.said
    assert set(duty.changed(whole=True)) <= {key for key in duty.said if "." not in key}
    measures = {key.partition(".")[0] for key in duty.said}
    assert {key.partition(".")[0] for key in duty.changed(whole=False)} <= measures


def test_every_duty_moves_something() -> None:
    """Only what is no duty (the mission itself, what is arrested) leaves every figure as it was."""
    silent = [title for title in DUTIES if not _CHANGE.search(PARTS[title])]

    assert len(DUTIES) >= 30
    assert silent == [
        "La mission : une année scolaire, révisée, renouvelée",
        "L'arrêter, le transmettre",
    ]

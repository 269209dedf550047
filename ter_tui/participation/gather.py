"""What the log knows that fills the grid: actions, écoles, headcounts, who came before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, field, frozen

from ter_core.events.effectif_lines import level_named
from ter_core.events.lines import Line
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.reports.actions import Actions
from ter_core.reports.etablissements import Effectifs, Etablissements
from ter_core.reports.participations import Participations
from ter_core.vocabulary.choices import Avancement
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold
from ter_tui.participation.sheet import Number, Place, Row, School, rows_of

if TYPE_CHECKING:
    from ter_tui.desk import Desk, Known

__all__ = ["Action", "Page", "Past", "actions_of", "named", "page_of", "proposed"]

_L = TypeVar("_L", bound=Line)
_FAR = 10_000  # days: after any action that has begun


@frozen
class Action:
    """An action one may have taken part in."""

    subject: str
    code: str
    label: str
    start: date | None
    end: date | None
    progress: str
    years: tuple[str, ...]
    schools: tuple[str, ...]
    levels: tuple[str, ...]
    partners: tuple[str, ...]
    place: str
    participations: int

    @property
    def folded(self) -> str:
        """What words are looked for in."""
        return fold(f"{self.code} {self.label}")

    @property
    def only_day(self) -> date | None:
        """Its day, if it has only one."""
        return self.start if self.start == self.end else None


@frozen
class Past:
    """A participation that was recorded: its last day, who came, and what else was said of it."""

    day: date
    numbers: Mapping[Place, Number] = field(factory=dict)
    teachers: Mapping[str, int] = field(factory=dict)
    texts: Mapping[str, str] = field(factory=dict)


@frozen
class Page:
    """What the grid shows, and what it proposes: numbers, other texts, teachers by école."""

    schools: Mapping[str, School]
    rows: tuple[Row, ...]
    numbers: Mapping[Place, Number] = field(factory=dict)
    texts: Mapping[str, str] = field(factory=dict)
    teachers: dict[str, int] = field(factory=dict)


async def actions_of(desk: Desk) -> list[Action]:
    """Every action that stands: those that run or are just over first, then those to come."""
    subjects = {one.code: one.subject for one in await desk.known("action")}
    report = await desk.ask(Actions(toutes=True))
    found = [
        _action(row, subjects[row["code_affiche"]])
        for row in report.named()
        if row["avancement"] != Avancement.ANNULEE and row["code_affiche"] in subjects
    ]
    return sorted(found, key=lambda one: _distance(one, desk.today))


def proposed(actions: Sequence[Action], today: date) -> Action | None:
    """The last action that began without anybody recorded yet; else the one that runs."""
    year = AnneeScolaire.of(today)
    begun = [one for one in actions if one.start and one.start <= today and year in one.years]
    begun.sort(key=lambda one: (one.start or date.min, one.code), reverse=True)
    waiting = [one for one in begun if not one.participations]
    running = [one for one in begun if one.progress == Avancement.EN_COURS]
    return next(iter([*waiting, *running]), None)


def named(actions: Sequence[Action], text: str) -> Action | None:
    """The action that a text names: by its code, or by words that only it holds."""
    wanted = fold(text)
    if not wanted:
        return None
    for one in actions:
        if wanted in (fold(one.code), fold(one.label)):
            return one
    found = [one for one in actions if all(word in one.folded for word in wanted.split())]
    return found[0] if len(found) == 1 else None


async def page_of(desk: Desk, action: Action | None, day: date) -> Page:
    """What the grid shows of an action on a day, and what it proposes.

    Raises:
        TerError: a question cannot be answered.
    """
    year = AnneeScolaire.of(day)
    found = [_school(one) for one in await desk.known("etablissement")]
    schools = {one.subject: one for one in found}
    codes = {one.code: one.subject for one in found}
    memory = await _memory(desk, action, day, codes) if action else []
    headcounts = (await desk.ask(Effectifs(annee=_asked(desk, year)))).named()
    planned = [codes[code] for code in action.schools if code in codes] if action else []
    if {*planned} - {f"etablissement:{row['uai']}" for row in headcounts if row["niveau"]}:
        schools = await _with_degrees(desk, schools)
    levels = [level for name in action.levels if (level := level_named(name))] if action else []
    came = [place for past in memory for place in past.numbers]
    rows = rows_of(schools, headcounts, planned, levels, came)
    page = Page(schools, rows)
    if action is not None and not memory:
        texts = {"lieu": action.place, "partenaires": ", ".join(action.partners)}
        return evolve(page, texts=texts)
    for past in memory:
        page.teachers.update(past.teachers)
    if memory:
        last = memory[-1]
        numbers = dict(_again(last, day, rows)) if last.day != day else {}
        return evolve(page, texts=last.texts, numbers=numbers)
    return page


async def _memory(desk: Desk, action: Action, day: date, codes: Mapping[str, str]) -> list[Past]:
    """What was recorded of an action in the school year of a day, else in the one before."""
    year = AnneeScolaire.of(day)
    before = AnneeScolaire.of(year.first_day - timedelta(days=1))
    for asked in (year, before) if before in action.years else (year,):
        report = await desk.ask(Participations(annee=_asked(desk, asked)))
        rows = [row for row in report.named() if row["code_action"] == action.code]
        if rows:
            return [_past(row, codes, day) for row in rows]
    return []


def _asked(desk: Desk, year: AnneeScolaire) -> AnneeScolaire | None:
    """A year as lists ask for it, so that what they were answered serves again."""
    return None if year == AnneeScolaire.of(desk.today) else year


def _school(known: Known) -> School:
    key = known.subject.partition(":")[2]
    return School(known.subject, known.code or key, known.label)


async def _with_degrees(desk: Desk, schools: Mapping[str, School]) -> dict[str, School]:
    """The écoles with their degré, which tells their levels where nobody counted them."""
    report = await desk.ask(Etablissements())
    degrees = {f"etablissement:{row['uai']}": row["degre"] for row in report.named()}
    return {
        subject: evolve(school, degre=degrees.get(subject)) for subject, school in schools.items()
    }


def _again(last: Past, day: date, rows: Sequence[Row]) -> Iterator[tuple[Place, Number]]:
    """Who would come again: those that came last, as many where it is the same school year."""
    known = {row.place: row for row in rows}
    same_year = AnneeScolaire.of(last.day) == AnneeScolaire.of(day)
    for place, number in last.numbers.items():
        row = known.get(place)
        if same_year:
            yield place, Number(number.pupils)
        elif row is not None and row.headcount is not None:
            yield place, Number(row.headcount)


def _action(row: Mapping[str, Any], subject: str) -> Action:
    return Action(
        subject,
        row["code_affiche"],
        row["intitule"] or "",
        row["debut"],
        row["fin"],
        row["avancement"] or "",
        tuple(row["annees_scolaires"] or ()),
        tuple(row["etablissements"] or ()),
        tuple(row["niveaux"] or ()),
        tuple(row["partenaires"] or ()),
        row["lieu"] or "",
        row["nb_participations"] or 0,
    )


def _distance(action: Action, today: date) -> int:
    """Days since it ended; a long way off, those that have not begun."""
    start, end = action.start or date.min, action.end or date.min
    if start > today:
        return _FAR + (start - today).days
    return max((today - end).days, 0) if action.start else 2 * _FAR


def _past(row: Mapping[str, Any], codes: Mapping[str, str], today: date) -> Past:
    numbers: dict[Place, Number] = {}
    for text in row["groupes"] or ():
        line = _read(GroupePresent, text, today)
        if line is not None and line.niveau is not None:
            school = codes.get(line.etablissement, line.etablissement)
            numbers[Place(school, line.groupe, line.niveau)] = Number(line.eleves or 0, line.filles)
    teams = [_read(EquipePresente, text, today) for text in row["equipes"] or ()]
    texts = {
        "lieu": row["lieu"] or "",
        "partenaires": ", ".join(row["partenaires"] or ()),
        "heures": "" if row["heures"] is None else str(row["heures"]),
    }
    known = {codes.get(one.etablissement, one.etablissement): one.nombre for one in teams if one}
    return Past(row["date_participation"], numbers, known, texts)


def _read(of: type[_L], text: str, today: date) -> _L | None:
    """A line in its short form; None where a log of elsewhere wrote one that cannot be typed."""
    try:
        return of.parse(text, today)
    except ValueError:
        return None

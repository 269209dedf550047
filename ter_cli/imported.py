"""What an import answers: what comes in, what is left out and why, and how lines were read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ter_cli.formats.heading import counted
from ter_core import Column, Report
from ter_core.reports.report import Part
from ter_core.vocabulary.typography import french, in_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ter_core.imports.carry_out import Outcome
    from ter_core.imports.proposal import Remark, Step

__all__ = ["SCHEMA", "imported", "summary"]

SCHEMA = "ter.import/1"

_EFFECTS = {"+": "entre", "~": "change", "-": "sort"}
_LEFT_OUT, _READ = "ecartee", "a_verifier"
_LINE = Column(
    "ligne", "Ligne", "nombre", "Celle du fichier ; vide s'il s'agit de tout le fichier."
)
_COLUMNS = (
    _LINE,
    Column("effet", "Effet", help="entre, change, sort, ecartee ou a_verifier."),
    Column("texte", "Ce qui est dit"),
    Column("remede", "Que faire"),
)
_CHANGES = (Column("signe", ""), _LINE, Column("quoi", "Quoi"))
_LEFT = (_LINE, Column("raison", "Raison"), Column("remede", "Que faire", place="under"))
_DOUBTS = (_LINE, Column("lecture", "Lecture"), Column("remede", "Que faire", place="under"))


def imported(
    outcome: Outcome,
    day: date,
    *,
    title: str,
    trial: bool = False,
    parts: bool = True,
    most: int | None = None,
) -> Report:
    """The report of an import: its rows for programs, with `parts` its chapters for people.

    Where `most` is given, each chapter is cut there and says so.
    """
    remarks = [one for one in outcome.remarks if not one.is_rejection]
    steps = sorted(outcome.taken, key=_order)
    chapters = [
        _part("changements", "Ce qui entre (+), change (~), sort (-)", _CHANGES,
              [_changed(one) for one in steps], most),
        _part("ecartees", "Lignes écartées", _LEFT, _told(outcome.rejections), most),
        _part("lectures", "Lectures à vérifier", _DOUBTS, _told(remarks), most),
    ]  # fmt: skip
    rows = tuple(_rows(steps, outcome.rejections, remarks))
    return Report(
        name="importer",
        title=french(f"Essai : {title}" if trial else title),
        columns=_COLUMNS if rows or not parts else (),  # the summary says that there is nothing
        rows=rows,
        a_la_date=day,
        text=(french(summary(outcome, trial=trial)),),
        parts=tuple(part for part in chapters if parts and part.rows),
        is_flat=True,
    )


def summary(outcome: Outcome, *, trial: bool) -> str:
    """« 412 lignes lues : 10 établissements rattachés, 3 lignes écartées. »."""
    lines = outcome.proposal.lines
    if not lines and not outcome.taken:
        return "Aucune ligne : le fichier n'a que ses titres."
    kinds = Counter(
        entry.event.declaration.label for step in outcome.taken for entry in step.entries
    )
    found = [f"{in_full(count)} {_plural(label, count)}" for label, count in kinds.items()]
    if beside := sum(not step.entries for step in outcome.taken):
        found.append(f"{counted(beside, 'entrée')} au carnet")
    if not found:
        found.append("rien de nouveau")
    if same := outcome.proposal.same:
        found.append(f"{counted(same, 'ligne')} déjà au journal")
    if left := len(outcome.lines_left):
        found.append(counted(left, "ligne écartée", "lignes écartées"))
    told = f"{counted(lines, 'ligne lue', 'lignes lues')} : {', '.join(found)}."
    return f"{told} Rien n'est écrit." if trial else told


def _part(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: list[tuple[Any, ...]],
    most: int | None,
) -> Part:
    shown = rows if most is None else rows[:most]
    more = len(rows) - len(shown)
    text = (
        french(f"Les {most} premières sur {in_full(len(rows))} : « -o FICHIER.csv » les donne "
               "toutes.")
        if more
        else ""
    )  # fmt: skip
    return Part(
        name=name,
        title=title,
        text=(text,) if text else (),
        columns=columns,
        rows=tuple(shown),
    )


def _changed(step: Step) -> tuple[Any, ...]:
    return (step.sign, step.line, french(step.told))


def _told(remarks: Sequence[Remark]) -> list[tuple[Any, ...]]:
    return [
        (line, french(said), french(one.remedy if line == one.line else ""))
        for one in remarks
        for line, said in _line_by_line(one)
    ]


def _line_by_line(remark: Remark) -> Iterator[tuple[int | None, str]]:
    """What is said of each line; of those that go with a first one, that they do."""
    yield remark.line, remark.said
    for line in remark.others:
        yield line, f"Avec la ligne {remark.line} : elles ne font qu'un enregistrement."


def _rows(
    steps: Iterable[Step], rejections: Iterable[Remark], remarks: Iterable[Remark]
) -> Iterator[tuple[Any, ...]]:
    for step in steps:
        yield (step.line, _EFFECTS[step.sign], french(step.told), None)
    for effect, told in ((_LEFT_OUT, tuple(rejections)), (_READ, tuple(remarks))):
        for line, said, remedy in _told(told):
            yield (line, effect, said, remedy or None)


def _order(step: Step) -> tuple[bool, int]:
    """By line; what comes from the whole file last."""
    return (step.line is None, step.line or 0)


def _plural(label: str, count: int) -> str:
    """« établissements rattachés »: the label of an event, a noun and its participle."""
    word = label[0].lower() + label[1:]
    if count < 2:
        return word
    return " ".join(one if one[-1] in "sxz" or len(one) < 4 else f"{one}s" for one in word.split())

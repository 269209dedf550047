"""Completing what is typed: words of lists, and codes of the journal with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from ter_cli.env import App
from ter_cli.formats.values import shown
from ter_core import reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import click

    from ter_core import Session
    from ter_core.events.fields import Kind
    from ter_core.reports.question import Question
    from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["VARIABLE", "candidates", "codes", "complete"]

VARIABLE = "_TER_COMPLETE"
_MOST, _TOLD = 200, 2

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $ast, $cursor)
    $env:%(complete_var)s = 'powershell_complete'
    $env:COMP_WORDS = $ast.ToString()
    $env:COMP_CWORD = $word
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    %(prog_name)s | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        if (-not $told) { $told = $value }
        [System.Management.Automation.CompletionResult]::new(
            $value, $value, 'ParameterValue', $told)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
}
"""


@add_completion_class
class PowerShellComplete(ShellComplete):
    """Completion for PowerShell, of Windows and elsewhere."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, and the one being typed."""
        import os
        import shlex

        incomplete = os.environ.get("COMP_CWORD", "")
        typed = os.environ.get("COMP_WORDS", "")
        try:
            words = shlex.split(typed, posix=False)[1:]
        except ValueError:
            words = typed.split()[1:]
        if incomplete and words and words[-1] == incomplete:
            words.pop()
        return words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """The value, and what is told of it."""
        return f"{item.value}\t{item.help}" if item.help else item.value


def complete(root: click.Command, app: App, instruction: str) -> int:
    """Answer the shell that asks."""
    from click.shell_completion import get_completion_class

    shell, _, verb = instruction.partition("_")
    found = get_completion_class(shell)
    if found is None:
        return 1
    asked = found(root, {"obj": app}, "ter", VARIABLE)
    app.console.data((asked.source() if verb == "source" else asked.complete()) + "\n")
    return 0


def candidates(ctx: click.Context, kind: Kind, incomplete: str) -> list[CompletionItem]:
    """What may be typed for a field."""
    from ter_core.events.fields import Named, OneChoice, Ref
    from ter_core.vocabulary.school_year import AnneeScolaire

    if isinstance(kind, OneChoice):
        return [
            CompletionItem(member.value, help=member.label)
            for member in kind.choices
            if member.value.startswith(incomplete)
        ]
    if isinstance(kind, Named) and issubclass(kind.of, AnneeScolaire):
        return _items(ctx, school_years, incomplete)
    return codes(ctx, kind.to, incomplete) if isinstance(kind, Ref) else []


def codes(ctx: click.Context, kinds: Sequence[str], incomplete: str) -> list[CompletionItem]:
    """The codes of the journal, with their labels."""
    return _items(ctx, lambda app: _known(app, kinds), incomplete)


def school_years(app: App) -> Iterator[tuple[str, str]]:
    """The school years in which something happened, the last one first."""
    with app.session() as session:
        for year in _years(session):
            yield year, ""


def _years(session: Session) -> list[AnneeScolaire]:
    from ter_core.vocabulary.school_year import AnneeScolaire

    found = session.ask(reports.get("evenements")())
    names = [column.name for column in found.columns]
    days = {row[names.index("survenu_le")] for row in found.rows}
    return sorted({AnneeScolaire.of(day) for day in days if day}, reverse=True)


def _items(
    ctx: click.Context, known: Callable[[App], Iterable[tuple[str, str]]], incomplete: str
) -> list[CompletionItem]:
    """What the journal knows that begins so; nothing at all where anything goes wrong."""
    app = ctx.find_object(App)
    if app is None:
        return []
    try:
        found = list(known(app))
    except Exception:  # noqa: BLE001 - a completion that complains is worse than none
        return []
    before, comma, typed = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{code}", help=label)
        for code, label in found
        if code.lower().startswith(typed.lower())
    ][:_MOST]


def _known(app: App, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    with app.session() as session:
        for kind in kinds:
            told: dict[str, str] = {}
            for question in _listing(kind, session):
                for row in session.ask(question).rows:
                    said = " · ".join(shown(value) for value in row[1:_TOLD] if value)
                    told.setdefault(str(row[0]), said)
            yield from told.items()


def _listing(kind: str, session: Session) -> Iterator[Question]:
    """The questions whose first columns are the codes of a kind and what is told of each.

    One that answers for a school year is asked of each year, the last one first.
    """
    if kind == "decision":
        yield reports.get("suivi")(toutes=True)  # type: ignore[call-arg]
        return
    from ter_core import events
    from ter_core.reports.question import parameters_of
    from ter_core.vocabulary.school_year import AnneeScolaire
    from ter_core.vocabulary.text import slug

    subject = events.subject(kind)
    name = slug(subject.plural) if subject else ""
    if name not in {entry.name for entry in reports.entries()}:
        return
    cls = reports.get(name)
    if "annee" not in {spec.name for spec in parameters_of(cls)}:
        yield cls()
        return
    for year in sorted({*_years(session), AnneeScolaire.of(session.today)}, reverse=True):
        yield cls(annee=year)  # type: ignore[call-arg]

"""Completing what is typed: words of lists, and codes of the journal with their labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from ter_cli.env import App
from ter_core import reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import click

    from ter_core import Session
    from ter_core.events.fields import Kind
    from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["VARIABLE", "candidates", "codes", "complete"]

VARIABLE = "_TER_COMPLETE"
_MOST = 200

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
    """The codes of some kinds, kind by kind, what is most recent first."""
    if not kinds:
        return
    with app.session() as session:
        found = session.ask(reports.get("sujets")(nature=tuple(kinds)))  # type: ignore[call-arg]
    names = [column.name for column in found.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found.rows]
    rows.sort(key=lambda row: row["date_creation"] or date.min, reverse=True)
    for row in sorted(rows, key=lambda row: kinds.index(row["nature"])):
        yield row["code_affiche"], row["libelle"] or ""

"""Commands as `ter` shows them: help in French, in sections, written by `render` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ter_cli.env import current
from ter_cli.formats.wrap import wrap
from ter_core.vocabulary.typography import NARROW, french
from ter_core.vocabulary.visible import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CommonOption", "HelpMixin", "TerCommand", "options_section"]

COMMON = "Options communes"
_INDENT, _GAP, _WIDEST_NAME = 2, 2, 26
_MARGIN = " " * _INDENT


class CommonOption(click.Option):
    """An option that many commands take: shown apart from what the command is about."""


class HelpMixin(click.Command):
    """Help in French, on the stdout of the run."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, told and shown by us."""
        if not self.add_help_option:
            return None
        if self._help_option is None:
            self._help_option = CommonOption(
                ["--help", "-h", "_click_default_help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help="Afficher cette aide.",
                callback=_show_help,
            )
        return self._help_option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Utilisation : ter …`."""
        words = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(f"Utilisation{NARROW}: {words}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, in French typography."""
        for paragraph in (self.help or "").split("\n\n"):
            lines = wrap(french(paragraph), formatter.width - _INDENT)
            formatter.write("".join(["\n", *(f"{_MARGIN}{line}\n" for line in lines)]))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The positional arguments that are documented."""
        rows = [
            (argument.make_metavar(ctx), argument.help)
            for argument in self.get_params(ctx)
            if isinstance(argument, click.Argument) and argument.help
        ]
        options_section(formatter, "Arguments", rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options, then those that it shares."""
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                row = option_row(parameter, ctx)
                (shared if isinstance(parameter, CommonOption) else own).append(row)
        options_section(formatter, "Options", own)
        options_section(formatter, COMMON if own else "Options", shared)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lines shown as they are: an example must not be wrapped."""
        if self.epilog:
            formatter.write("\n")
            for line in self.epilog.splitlines():
                formatter.write(f"{'  ' if line else ''}{line}\n")


class TerCommand(HelpMixin):
    """A command; interspersed options, help in French."""

    def __init__(self, name: str, params: Sequence[click.Parameter] = (), **extra: Any) -> None:
        super().__init__(name, params=list(params), **extra)


def option_row(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """How an option is written, and what it is for."""
    names = [
        name
        for name in option.opts
        if not getattr(option, "aliases", ()) or name not in getattr(option, "aliases", ())
    ]
    written = ", ".join(sorted(names, key=len))
    if option.secondary_opts:
        written += f" / {option.secondary_opts[0]}"
    if not option.is_flag:
        written += f" {option.make_metavar(ctx)}"
    return written, option.help or ""


def options_section(
    formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]
) -> None:
    """A section: names at the left, what they are for beside them; nothing if it is empty."""
    if not rows:
        return
    formatter.write(f"\n{heading}{NARROW}:\n")
    column = min(max(cell_width(name) for name, _ in rows), _WIDEST_NAME)
    for name, text in rows:
        lines = wrap(french(text), max(formatter.width - column - _INDENT - _GAP, 20))
        if cell_width(name) > column:
            formatter.write(f"{_MARGIN}{name}\n")
            name = ""  # noqa: PLW2901 - it stands on the line above
        padding = " " * (column - cell_width(name))
        formatter.write(f"{_MARGIN}{name}{padding}{' ' * _GAP}{lines[0]}".rstrip() + "\n")
        for line in lines[1:]:
            formatter.write(f"{' ' * (_INDENT + column + _GAP)}{line}\n")


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's
    if asked and not ctx.resilient_parsing:
        app = current_of(ctx)
        app.console.data(f"{ctx.get_help()}\n")
        ctx.exit()


def current_of(ctx: click.Context) -> Any:
    """The run of a context that is not yet the current one."""
    with ctx.scope(cleanup=False):
        return current()

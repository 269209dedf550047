"""`ter` itself: nouns and questions from their indexes, fixed commands, extensions; all lazy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import HelpMixin, options_section
from ter_cli.diagnostics import Refusal
from ter_cli.plugins import Plugin, load, plugins
from ter_cli.words import nouns, questions
from ter_core import events, reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FIXED", "FixedGroup", "NounGroup", "RootGroup", "children"]

# The module `ter_cli.commands.<name>` holds the command `command`. One that is also the name of a
# question shows its answer, and acts on it.
FIXED = {
    "preparer": "Préparer une séance : proposer son ordre du jour, puis l'arrêter.",
    "relancer": "Relancer ceux qui sont en retard : leurs messages, et leur trace au journal.",
    "init": "Commencer un journal, ou rejoindre celui d'un dossier partagé.",
    "demo": "Copier le territoire de démonstration dans un dossier.",
    "enregistrer": "Enregistrer un lot d'événements écrit en NDJSON.",
    "importer": "Prendre l'annuaire, les effectifs, le réseau ou un tableau d'un fichier.",
    "verifier": "Vérifier chaque ligne du journal et dire ce qui ne va pas.",
    "exporter": "Écrire tout le journal dans un fichier que d'autres outils ouvrent.",
    "carnet": "Tenir le carnet : qui exerce quelle fonction, hors du journal.",
    "completion": "Donner le script qui complète les commandes dans un terminal.",
}


# Events whose command asks for less than they say, and makes the rest itself.
OWN = {"ContenuEfface": "contenu_effacer"}


class LazyGroup(HelpMixin, click.Group):
    """A group whose commands are made when they are run."""

    def __init__(self, name: str, **extra: Any) -> None:
        super().__init__(
            name,
            subcommand_metavar=extra.pop("subcommand_metavar", "VERBE …"),
            options_metavar="[OPTIONS]",
            **extra,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What may be done first, the options after."""
        self.format_commands(ctx, formatter)
        HelpMixin.format_options(self, ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name, or an error that proposes the nearest ones."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(
                args[0], possibilities=self.list_commands(ctx), ctx=ctx
            )
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The commands' names, without making any command."""
        from click.shell_completion import CompletionItem

        rows = ((name, text) for name, text in self.words() if name.startswith(incomplete))
        own = [CompletionItem(name, help=text) for name, text in rows]
        return own + (super().shell_complete(ctx, incomplete) if incomplete[:1] == "-" else [])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order they are shown."""
        del ctx
        return [name for name, _ in self.words()]

    def words(self) -> Iterable[tuple[str, str]]:
        """Each command's name and what it does; a group says its own."""
        return ()


class FixedGroup(LazyGroup):
    """A group whose commands are written by hand, under one heading of its help."""

    def __init__(
        self, name: str, commands: Mapping[str, click.Command], heading: str, **extra: Any
    ) -> None:
        super().__init__(name, **extra)
        self.fixed, self.heading = commands, heading

    def words(self) -> Iterable[tuple[str, str]]:
        """Each command and what it does."""
        return [(name, (made.help or "").partition("\n")[0]) for name, made in self.fixed.items()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        return self.fixed.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands."""
        del ctx
        options_section(formatter, self.heading, list(self.words()))


class NounGroup(LazyGroup):
    """What may be recorded about one noun: a verb per event class."""

    def __init__(self, noun: str, entries: list[events.Entry]) -> None:
        self.entries = {entry.verb: entry for entry in entries}
        verbs = "un événement" if len(entries) == 1 else "l'un de ces événements"
        super().__init__(
            noun, help=f"Enregistrer {verbs} : « ter {noun} VERBE --help » en dit plus."
        )

    def words(self) -> Iterable[tuple[str, str]]:
        """Each verb and what its event says."""
        return [(verb, entry.help) for verb, entry in self.entries.items()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The writing command of a verb."""
        del ctx
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if module := OWN.get(entry.type):
            from importlib import import_module

            command: click.Command = import_module(f"ter_cli.commands.{module}").command
            return command
        from ter_cli.record_command import record_command

        return record_command(events.get(entry.type), entry.noun)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs."""
        del ctx
        options_section(formatter, "Verbes", list(self.words()))


class RootGroup(LazyGroup):
    """`ter`."""

    def words(self) -> Iterable[tuple[str, str]]:
        """Every command, nouns and extensions included."""
        asked = [(name, entry.help or entry.label) for name, entry in questions().items()]
        told = [(noun, _verbs(found)) for noun, found in nouns().items()]
        more = [(name, f"Extension ({plugin.target}).") for name, plugin in plugins().items()]
        return list(dict([*more, *told, *asked, *FIXED.items()]).items())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A fixed command, a question, a noun, or an extension."""
        del ctx
        if cmd_name in FIXED:
            from importlib import import_module

            command: click.Command = import_module(f"ter_cli.commands.{cmd_name}").command
            return command
        if cmd_name in questions():
            from ter_cli.ask_command import ask_command

            return ask_command(reports.get(cmd_name))
        if cmd_name in nouns():
            return NounGroup(cmd_name, nouns()[cmd_name])
        return load(plugins()[cmd_name]) if cmd_name in plugins() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A noun followed by one of its verbs records, otherwise it asks."""
        word, verb = args[0], args[1] if len(args) > 1 else ""
        found = nouns().get(word, [])
        if word in questions() and any(entry.verb == verb for entry in found):
            return word, NounGroup(word, found), args[1:]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Questions, what acts on their answers, nouns, the journal, extensions."""
        del ctx
        asked = [
            (name, entry.help or entry.label)
            for name, entry in questions().items()
            if name not in FIXED
        ]
        acting = [(name, told) for name, told in FIXED.items() if name in questions()]
        journal = [(name, told) for name, told in FIXED.items() if name not in questions()]
        told = [(noun, _verbs(found)) for noun, found in nouns().items()]
        known = {*questions(), *nouns(), *FIXED}
        more = [(name, _brought(one)) for name, one in plugins().items() if name not in known]
        options_section(formatter, "Demander", asked)
        options_section(formatter, "Agir", acting)
        options_section(formatter, "Enregistrer (ter SUJET VERBE)", told)
        options_section(formatter, "Le journal", journal)
        options_section(formatter, "Extensions", more)


def children(group: click.Group, ctx: click.Context) -> Iterable[tuple[str, click.Command]]:
    """Every command of a group, made; a noun that also asks gives both."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None:
            yield name, command
        if isinstance(group, RootGroup) and name in questions() and name in nouns():
            yield name, NounGroup(name, nouns()[name])


def _brought(plugin: Plugin) -> str:
    """What an extension says of its command; where it comes from, if it cannot be asked."""
    try:
        return (load(plugin).help or plugin.target).partition("\n")[0]
    except Refusal:
        return plugin.target


def _verbs(entries: list[events.Entry]) -> str:
    return ", ".join(entry.verb for entry in entries)

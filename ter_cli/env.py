"""What one run of the command line knows: its streams, its machine, the journal it is about."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ter_cli.render import Console

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from ter_core import Report, Session
    from ter_core.environment import Environment

__all__ = ["App", "current"]


class App:
    """One run. The machine and the session are made when something needs them."""

    def __init__(self, console: Console, env: Environment | None = None) -> None:
        self.console = console
        self.journal: str | None = None
        self.author: str | None = None
        self._env = env

    @property
    def env(self) -> Environment:
        """The machine."""
        if self._env is None:
            from ter_core.environment import Environment

            self._env = Environment.from_process()
        return self._env

    @property
    def today(self) -> date:
        """Today, or the day that `TER_AUJOURDHUI` fixes."""
        return self.env.today()

    def generated(self) -> str:
        """When an answer is made (ISO, UTC); midnight of the day that `TER_AUJOURDHUI` fixes."""
        if self.env.fixed_today:
            return f"{self.env.fixed_today.isoformat()}T00:00:00Z"
        return self.env.now().replace(microsecond=0, tzinfo=None).isoformat() + "Z"

    def session(self, origin: str = "cli") -> AbstractContextManager[Session]:
        """A session over the journal that was named, or that is found upward."""
        from ter_core.workspace.opening import opened

        author = self.author or os.environ.get("TER_ACTEUR")
        return opened(self.folder(), self.env, author, origin)

    def folder(self) -> Path | None:
        """The journal's folder as named; a workspace stands for the `events/` it holds.

        Raises:
            JournalNotFound: what was named holds none: never another one, found above it.
        """
        typed = self.journal or os.environ.get("TER_JOURNAL")
        if not typed:
            return None
        from ter_core.workspace.opening import named_folder

        return named_folder(typed, "option --journal" if self.journal else "variable TER_JOURNAL")

    def show(self, report: Report, output: Any, schema: str) -> None:
        """Lay a report out and send it where it was asked."""
        from ter_cli.output import deliver

        deliver(self, report, output, schema)


def current() -> App:
    """The run that the command being executed belongs to."""
    found = click.get_current_context().find_object(App)
    if found is None:
        raise RuntimeError("no run: commands are invoked through ter_cli.main.run")
    return found

"""What this machine last knew of each person, in its cache.

A tool that merely copies files may replace what was written here by what was written elsewhere:
what is remembered is then merged again. A person whose file is gone is forgotten: here, unlike in
the log, absence means delete.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from attrs import frozen

from ter_core.carnet.codec import encode
from ter_core.carnet.folder import Shelf, delete, read_shelf
from ter_core.carnet.person import Person
from ter_core.environment import Environment
from ter_core.log.durable import discard, write_loosely
from ter_core.log.identity import state_folder
from ter_core.log.journal import Journal

__all__ = ["Memory"]


@frozen
class Memory:
    """What is remembered of one carnet at one place; a cache that cannot be written keeps none."""

    folder: Path

    @classmethod
    def of(cls, journal: Journal, env: Environment) -> Memory:
        """The memory of the carnet beside `journal`."""
        return cls(env.cache_dir / "carnet" / state_folder(journal, env).name)

    def completed(self, shelf: Shelf) -> dict[str, Person]:
        """The persons of a folder, with what is remembered of each; who left is forgotten."""
        persons = shelf.persons
        for piece in read_shelf(self.folder).pieces:
            person = piece.person
            if person.id in persons:
                persons[person.id] = persons[person.id].merged(person)
            elif shelf.unread(person.id):
                persons[person.id] = person
            elif not shelf.is_unknown:
                discard(piece.path)
        return persons

    def remember(self, persons: dict[str, Person]) -> None:
        """Keep these persons as they are."""
        known = read_shelf(self.folder).persons
        changed = [one for one in persons.values() if known.get(one.id) != one]
        with contextlib.suppress(OSError):
            if changed:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for person in changed:
                write_loosely(self.folder / f"{person.id}.json", encode(person))

    def forget(self, ids: set[str]) -> set[str]:
        """Delete what is remembered of these persons; those who were."""
        return delete(self.folder, ids)

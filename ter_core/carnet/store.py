"""The persons on disk: the shared folder, and what this machine remembers of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from ter_core.carnet.codec import encode
from ter_core.carnet.erased import sweep
from ter_core.carnet.folder import Shelf, carnet_folder, read_shelf, write_person
from ter_core.carnet.memory import Memory
from ter_core.carnet.person import Person
from ter_core.environment import Environment
from ter_core.errors import RuleBroken, TerError, WorkspaceProblem, system_reason
from ter_core.log.findings import Finding
from ter_core.log.identity import ensure_folder, state_folder, state_unwritable
from ter_core.log.journal import Journal
from ter_core.log.lock import PosteLock

__all__ = ["Kept", "Store"]

_LOCK = "carnet.lock"


@frozen
class Kept:
    """The persons as they stand, by id, and what is to be said of the files."""

    persons: Mapping[str, Person]
    findings: tuple[Finding, ...] = ()


@frozen
class Store:
    """Where the persons of a workspace are kept."""

    journal: Journal
    env: Environment

    @property
    def exists(self) -> bool:
        """Whether there is anything to read, here or in what this machine remembers."""
        return carnet_folder(self.journal).is_dir() or self._memory.folder.is_dir()

    def read(self) -> Kept:
        """Everybody; what this machine wrote, and another one's copy of a file lacks, is put back.

        Nothing is written in a *modele*, nor where the folder does not let it.
        """
        shelf = read_shelf(carnet_folder(self.journal))
        if self.journal.modele:
            return Kept(shelf.persons, shelf.findings)
        persons = self._memory.completed(shelf)
        self._memory.remember(persons)
        lacking = [one for one in persons if one in shelf.persons and _lacks(shelf, persons[one])]
        if lacking:
            with contextlib.suppress(TerError):
                self.write(persons[one] for one in lacking)
        return Kept(persons, shelf.findings)

    def write(self, persons: Iterable[Person], known: Iterable[str] = ()) -> Kept:
        """Write what these persons are, merged with what stands; copies become one file.

        `known` are those that had a file: one that was deleted meanwhile does not come back.
        Answers everybody, as they stand then.

        Raises:
            ReadOnlyJournal: the journal is a *modele*.
            RuleBroken: a file was deleted meanwhile, or cannot be read and would be lost.
            WorkspaceProblem: the folder may not be written.
        """
        self.journal.require_writable()
        folder = carnet_folder(self.journal)
        changed = {one.id: one for one in persons}
        with self._locked():
            shelf = read_shelf(folder)
            there = self._memory.completed(shelf)
            self._check(shelf, changed, there, set(known))
            for person_id, person in changed.items():
                before = there.get(person_id)
                there[person_id] = before.merged(person) if before else person
            try:
                for person in there.values():
                    if person.id in changed or not _is_tidy(shelf, person):
                        write_person(shelf, person)
            except OSError as error:
                raise _unwritable(folder, error) from None
            self._memory.remember(there)
        return Kept(there, shelf.findings)

    def erase(self, ids: Iterable[str]) -> None:
        """Delete these persons, here and in what this machine remembers.

        Raises:
            WorkspaceProblem: a file is still there.
        """
        wanted = set(ids)
        with self._locked():
            sweep(self.journal, self.env, wanted)
            left = wanted & read_shelf(carnet_folder(self.journal)).persons.keys()
        if left:
            raise WorkspaceProblem(
                "Le journal dit l'effacement, mais une fiche n'a pas pu être supprimée.",
                where=str(carnet_folder(self.journal) / f"{min(left)}.json"),
                remedy="Vérifiez vos droits sur ce dossier, puis recommencez.",
            )

    @property
    def _memory(self) -> Memory:
        return Memory.of(self.journal, self.env)

    def _check(
        self,
        shelf: Shelf,
        changed: Mapping[str, Person],
        there: Mapping[str, Person],
        known: set[str],
    ) -> None:
        unread = next(filter(None, map(shelf.unread, changed)), None)
        if unread is not None or shelf.is_unknown:
            told = unread or shelf.findings[0]
            raise RuleBroken(told.message, where=told.fichier, remedy=told.remede)
        if any(one in known and one not in there for one in changed):
            raise RuleBroken(
                "Cette fiche vient d'être supprimée.",
                where=str(shelf.folder),
                remedy="Recommencez : « ter carnet voir » dit qui y est encore.",
            )

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        folder = state_folder(self.journal, self.env)
        try:
            ensure_folder(folder)
        except OSError as error:
            raise state_unwritable(folder, error) from None
        lock = PosteLock(folder / _LOCK)
        try:
            lock.acquire()
            yield
        finally:
            lock.close()


def _lacks(shelf: Shelf, person: Person) -> bool:
    """Whether the files of a person say less than what is remembered."""
    return shelf.persons[person.id] != person


def _is_tidy(shelf: Shelf, person: Person) -> bool:
    """Whether a person has one file, of its own name, that says everything."""
    own = [piece for piece in shelf.pieces if piece.person.id == person.id]
    path = shelf.own_path(person.id)
    return shelf.unread(person.id) is not None or [(one.path, one.data) for one in own] == [
        (path, encode(person))
    ]


def _unwritable(folder: Path, error: OSError) -> WorkspaceProblem:
    return WorkspaceProblem(
        f"Le carnet ne peut pas être écrit ({system_reason(error)}).",
        where=str(folder),
        remedy="Vérifiez vos droits sur ce dossier et la place qui reste sur le disque.",
    )

"""Which log: finding, opening and creating the folder `events/` and its `journal.json`."""

from __future__ import annotations

import os
import re
from pathlib import Path

import orjson
from attrs import frozen

from ter_core.environment import Environment
from ter_core.errors import (
    JournalNotFound,
    LogUnreadable,
    ReadOnlyJournal,
    WorkspaceProblem,
    system_reason,
)
from ter_core.log.durable import write_once

__all__ = ["Journal", "create_journal", "find_journal", "new_journal_id", "open_journal"]

_NAME = "journal.json"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_MAX_SIZE = 4096


@frozen
class Journal:
    """A log: its `events/` folder, its identifier, and whether it is a read-only *modele*."""

    root: Path
    id: str
    modele: bool = False

    def require_writable(self) -> None:
        """Refuse to write into a *modele*.

        Raises:
            ReadOnlyJournal: the journal is the demonstration.
        """
        if self.modele:
            raise ReadOnlyJournal(
                "Ce journal est un modèle : il se lit mais ne s'écrit pas.",
                where=str(self.root),
                remedy="Copiez-le avec `ter demo DOSSIER`.",
            )


def find_journal(start: Path | None = None) -> Path:
    """The `events/` folder of `start` (the current folder by default) or of a folder above it.

    A folder that does not exist has nothing above it: a name mistyped must not lead elsewhere.

    Raises:
        JournalNotFound: neither there nor above.
    """
    origin = Path.cwd() if start is None else start
    for folder in _upward(origin) if origin.exists() else ():
        for candidate in (folder, folder / "events"):
            if (candidate / _NAME).is_file():
                return candidate
    raise JournalNotFound(
        "Aucun journal dans ce dossier ni dans ceux qui le contiennent.",
        where=str(origin),
        remedy="Créez-en un avec `ter init`, ou indiquez le sien avec --journal DOSSIER.",
    )


def _upward(origin: Path) -> tuple[Path, ...]:
    # Without links: `..` means the folder that really holds this one.
    real = origin.resolve()
    return (real, *real.parents)


def open_journal(root: Path) -> Journal:
    """The journal whose `journal.json` stands in `root`.

    Raises:
        JournalNotFound: there is no `journal.json`.
        LogUnreadable: it cannot be read, or is of a later format.
    """
    path = root / _NAME
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_SIZE + 1)
    except FileNotFoundError:
        raise JournalNotFound(
            f"Ce dossier n'a pas de fichier « {_NAME} ».",
            where=str(root),
            remedy="Créez un journal avec `ter init`, ou indiquez le sien avec --journal DOSSIER.",
        ) from None
    except OSError as error:
        raise LogUnreadable(
            f"Le fichier « {_NAME} » ne peut pas être lu ({system_reason(error)}).",
            where=str(path),
            remedy="Vérifiez les droits de ce fichier.",
        ) from None
    return _parse(root, path, raw)


def _parse(root: Path, path: Path, raw: bytes) -> Journal:
    try:
        values = orjson.loads(raw)
    except ValueError:
        values = None
    if not isinstance(values, dict) or "format" not in values:
        raise LogUnreadable(
            f"Le fichier « {_NAME} » est abîmé.",
            where=str(path),
            remedy="Reprenez-le d'un autre poste ou d'une sauvegarde : il ne change jamais.",
        )
    if values["format"] != 1 or values["format"] is True:
        raise LogUnreadable(
            f"Ce journal est au format {values['format']}, ce programme lit le format 1.",
            where=str(path),
            remedy="Mettez `ter` à jour.",
        )
    identifier, modele = values.get("journal"), values.get("modele", False)
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier) or type(modele) is not bool:
        raise LogUnreadable(
            f"Le fichier « {_NAME} » ne nomme pas son journal.",
            where=str(path),
            remedy="Reprenez-le d'un autre poste ou d'une sauvegarde : il ne change jamais.",
        )
    return Journal(root, identifier, modele)


def create_journal(
    root: Path, env: Environment, *, journal_id: str | None = None, modele: bool = False
) -> Journal:
    """Create `root` and its `journal.json`, written once and never replaced.

    Raises:
        WorkspaceProblem: a journal stands there already, or the folder may not be written.
    """
    identifier = journal_id if journal_id is not None else new_journal_id(env)
    if not _ID.fullmatch(identifier):
        raise WorkspaceProblem(
            f"« {identifier} » n'est pas un identifiant de journal.",
            remedy="Donnez un UUID en minuscules.",
        )
    values: dict[str, object] = {"format": 1, "journal": identifier}
    if modele:
        values["modele"] = True
    try:
        os.makedirs(root, exist_ok=True)
        write_once(root / _NAME, orjson.dumps(values) + b"\n")
    except FileExistsError:
        raise WorkspaceProblem(
            "Un journal existe déjà dans ce dossier.",
            where=str(root),
            remedy="Ouvrez-le tel quel, ou choisissez un autre dossier.",
        ) from None
    except OSError as error:
        raise WorkspaceProblem(
            f"Le journal ne peut pas être créé ({system_reason(error)}).",
            where=str(root),
            remedy="Choisissez un dossier où vous pouvez écrire.",
        ) from None
    return Journal(root, identifier, modele)


def new_journal_id(env: Environment) -> str:
    """A random identifier (UUID version 4) for a new journal."""
    value = int.from_bytes(env.random_bytes(16), "big")
    value = value & ~(0xF << 76) | 4 << 76
    value = value & ~(3 << 62) | 2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

"""Who writes here: the poste of this machine for this journal, kept outside the workspace.

A copied folder must not copy an identity, so nothing of this stands under `events/`.
"""

from __future__ import annotations

import os
import re
from base64 import b32encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from attrs import evolve, frozen

from ter_core.environment import Environment
from ter_core.errors import WorkspaceProblem, system_reason
from ter_core.log.durable import replace_atomically
from ter_core.log.journal import Journal

__all__ = ["Identity", "known_actor", "load", "mint_name", "save", "set_actor", "state_folder"]

_FILE = "poste.json"
_NAME = re.compile(r"[a-z2-7]{16,40}")


@frozen
class Identity:
    """The state folder of (this machine, this journal), its poste and its acteur if known.

    `bifurque_de` is the poste this one replaced, because its stream was not as we had left it.
    """

    folder: Path
    poste: str | None = None
    acteur: str | None = None
    bifurque_de: str | None = None


def state_folder(journal: Journal, env: Environment) -> Path:
    """Where this machine keeps what concerns `journal` at the place where it stands."""
    place = f"{journal.id}\n{os.path.realpath(journal.root)}"
    key = sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return env.state_dir / "journaux" / key


def load(journal: Journal, env: Environment) -> Identity:
    """The identity remembered here; without poste nor acteur when there is none, or it is torn."""
    folder = state_folder(journal, env)
    try:
        values: Any = orjson.loads((folder / _FILE).read_bytes())
    except (OSError, ValueError):
        return Identity(folder)
    if not isinstance(values, dict):
        return Identity(folder)
    acteur = values.get("acteur")
    return Identity(
        folder,
        _poste_name(values.get("poste")),
        acteur if isinstance(acteur, str) else None,
        _poste_name(values.get("bifurque_de")),
    )


def _poste_name(value: object) -> str | None:
    return value if isinstance(value, str) and _NAME.fullmatch(value) else None


def save(identity: Identity) -> None:
    """Remember `identity`, durably and for its owner only.

    Raises:
        WorkspaceProblem: the state folder may not be written.
    """
    values = {
        "poste": identity.poste,
        "acteur": identity.acteur,
        "bifurque_de": identity.bifurque_de,
    }
    kept = {key: value for key, value in values.items() if value is not None}
    try:
        ensure_folder(identity.folder)
        replace_atomically(identity.folder / _FILE, orjson.dumps(kept) + b"\n")
    except OSError as error:
        raise state_unwritable(identity.folder, error) from None


def ensure_folder(folder: Path) -> None:
    """Create the state folder, closed to everybody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def state_unwritable(folder: Path, error: OSError) -> WorkspaceProblem:
    """The error of a machine that cannot remember who it is."""
    return WorkspaceProblem(
        f"Le dossier d'état de cette machine ne peut pas être écrit ({system_reason(error)}).",
        where=str(folder),
        remedy="Vérifiez ses droits, ou désignez-en un autre par la variable TER_ETAT.",
    )


def set_actor(journal: Journal, env: Environment, acteur: str) -> None:
    """Remember who writes on this machine, a full sujet such as `acteur:principal`."""
    save(evolve(load(journal, env), acteur=acteur))


def known_actor(journal: Journal, env: Environment) -> str | None:
    """Who writes on this machine, if it was ever told."""
    return load(journal, env).acteur


def mint_name(env: Environment) -> str:
    """A new poste name: 80 random bits as 16 letters and digits."""
    return b32encode(env.random_bytes(10)).decode("ascii").lower()

"""`@fichier.json`: the values of a repeated option, from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ter_cli.diagnostics import Refusal
from ter_cli.env import current
from ter_core.errors import InvalidValue, system_reason
from ter_core.events.fields import Lines
from ter_core.events.lines import line_fields

if TYPE_CHECKING:
    from ter_core.events.fields import Kind

__all__ = ["read_file", "read_json"]

_LARGEST = 1024 * 1024


def read_json(path: Path, where: str) -> Any:
    """What a JSON file holds.

    Raises:
        Refusal: the file cannot be read, is larger than 1 MiB, or is not JSON.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise Refusal(
            f"Le fichier « {path} » ne peut pas être lu ({system_reason(error)}).",
            where=where,
            remedy="Vérifiez son nom et vos droits.",
        ) from None
    if len(content) > _LARGEST:
        raise Refusal(f"Le fichier « {path} » dépasse 1 Mio.", where=where)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal(
            f"Le fichier « {path} » n'est pas du JSON en UTF-8 ({error}).",
            where=where,
        ) from None


def read_file(kind: Kind, path: Path, where: str) -> tuple[Any, ...]:
    """The values of a repeated field: a JSON list of short forms, or of objects for lines.

    Raises:
        Refusal: the file cannot be read, or one of its values is refused.
    """
    found = read_json(path, where)
    if not isinstance(found, list):
        raise Refusal(f"Le fichier « {path} » doit contenir une liste JSON.", where=where)
    return tuple(
        _item(kind, value, f"{where}, fichier « {path} », élément {number}")
        for number, value in enumerate(found, start=1)
    )


def _item(kind: Kind, value: Any, where: str) -> Any:
    try:
        return _line(kind, value) if isinstance(kind, Lines) else _word(kind, value)
    except (ValueError, TypeError) as error:
        raise Refusal(str(error), where=where) from None
    except InvalidValue as error:
        raise Refusal(error.what, where=where, remedy=error.remedy) from None


def _word(kind: Kind, value: Any) -> Any:
    if not isinstance(value, str):
        raise TypeError("Il faut un texte entre guillemets droits.")
    return kind.parse(value, current().today)


def _line(kind: Lines, value: Any) -> Any:
    today = current().today
    if isinstance(value, str):
        return kind.of.parse(value, today)
    if not isinstance(value, dict):
        raise TypeError(f"Il faut {kind.of.title} : un objet, ou sa forme courte entre guillemets.")
    known = {name: (inner, optional) for name, inner, optional in line_fields(kind.of)}
    for name in value:
        if name not in known:
            raise ValueError(f"Le champ « {name} » est inconnu : {', '.join(known)}.")
    for name, (_, optional) in known.items():
        if not optional and value.get(name) is None:
            raise ValueError(f"Il manque « {name} ».")
    given = {
        name: _inner(known[name][0], found, today)
        for name, found in value.items()
        if found is not None
    }
    return kind.of(**given)


def _inner(kind: Kind, value: Any, today: Any) -> Any:
    """Texts are read as they would be typed; numbers and booleans stand for themselves."""
    return kind.parse(value, today) if isinstance(value, str) else kind.check(value)

"""A person as a file: strict JSON, one mention per line, so that people and git can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from ter_core.carnet.person import TENURE, Mention, Person, Tenure
from ter_core.carnet.values import FIELDS, checked
from ter_core.errors import InvalidValue
from ter_core.vocabulary.dates import iso_day
from ter_core.vocabulary.subjects import is_subject, kind_of

__all__ = ["ID", "NotAPerson", "decode", "encode"]

ID = re.compile(r"[a-z2-7]{16}")
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)
_MARK = re.compile(r"([<|=>])\1{6}(?: .*)?")  # what git leaves around: ours, base, theirs
_KEYS = {"format", "personne", "mentions", "retirees"}
_COMMON = {"id", "champ", "ecrit_le"}
_FIELDS = (*FIELDS, TENURE)
_T = TypeVar("_T")


class NotAPerson(ValueError):
    """Bytes that are no person; the text says why, in French."""


def encode(person: Person) -> bytes:
    """The file of a person: the same bytes for the same content, wherever it was merged."""
    mentions = sorted(person.mentions, key=_order)
    return (
        f'{{"format":1,"personne":"{person.id}","mentions":['
        f"{_lines(_spelled(one) for one in mentions)}],\n"
        f'"retirees":[{_lines(sorted(person.retirees))}]}}\n'
    ).encode()


def decode(data: bytes) -> Person:
    """The person that a file holds; where git left two versions of it, both of them merged.

    Raises:
        NotAPerson: anything in it is not as it must be.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAPerson("ce n'est pas du JSON") from None
    if not any(map(_MARK.fullmatch, text.splitlines())):
        return _decoded(text)
    try:
        ours, theirs = (_decoded(_version(side, text)) for side in "<>")
    except NotAPerson as error:
        raise NotAPerson(f"git y a laissé deux versions, et dans l'une {error}") from None
    if ours.id != theirs.id:
        raise NotAPerson("git y a laissé deux versions, de deux personnes")
    return ours.merged(theirs)


def _decoded(text: str) -> Person:
    try:
        values = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except NotAPerson:
        raise
    except (ValueError, RecursionError):
        raise NotAPerson("ce n'est pas du JSON") from None
    if not isinstance(values, dict) or type(values.get("format")) is not int:
        raise NotAPerson("ce n'est pas une fiche du carnet")
    if values["format"] != 1:
        raise NotAPerson("elle est d'une version plus récente de `ter`")
    if set(values) != _KEYS:
        raise NotAPerson("une clé lui manque, ou est de trop")
    mentions = tuple(_mention(one) for one in _typed(list, values["mentions"]))
    retirees = tuple(_id(one) for one in _typed(list, values["retirees"]))
    return Person(_id(values["personne"])).with_mentions(mentions, retirees)


def _order(mention: Mention) -> tuple[Any, ...]:
    """By field, then by age: two edits of two fields are far from each other in the file."""
    return (_FIELDS.index(mention.champ), *mention.rank)


def _lines(values: Iterable[Any]) -> str:
    told = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in values]
    return "".join(["\n", ",\n".join(told), "\n"]) if told else ""


def _spelled(mention: Mention) -> dict[str, Any]:
    tenure = mention.valeur
    if not isinstance(tenure, Tenure):
        said: dict[str, Any] = {"valeur": tenure}
    else:
        said = {"acteur": tenure.acteur, "du": tenure.du.isoformat()}
        if tenure.au is not None:
            said["au"] = tenure.au.isoformat()
    return {"id": mention.id, "champ": mention.champ, **said, "ecrit_le": mention.ecrit_le}


def _mention(values: Any) -> Mention:
    given = _typed(dict, values)
    name, written = _typed(str, given.get("champ")), _typed(str, given.get("ecrit_le"))
    if name not in _FIELDS:
        raise NotAPerson("un champ n'y est pas connu")
    needed = _COMMON | ({"acteur", "du"} if name == TENURE else {"valeur"})
    allowed = needed | {"au"} if name == TENURE else needed
    if not needed <= given.keys() <= allowed:
        raise NotAPerson("une clé manque à l'une de ses lignes, ou est de trop")
    if not _is_moment(written):
        raise NotAPerson("une de ses lignes n'a pas de date d'écriture")
    said = _tenure(given) if name == TENURE else _value(name, given["valeur"])
    return Mention(_id(given["id"]), name, said, written)


def _tenure(given: dict[str, Any]) -> Tenure:
    acteur = _typed(str, given["acteur"])
    if not is_subject(acteur) or kind_of(acteur) != "acteur":
        raise NotAPerson("une de ses fonctions n'en est pas une")
    first, last = _day(given["du"]), _day(given["au"]) if "au" in given else None
    if last is not None and last < first:
        raise NotAPerson("une de ses fonctions finit avant de commencer")
    return Tenure(acteur, first, last)


def _value(name: str, value: Any) -> str:
    try:
        return checked(name, _typed(str, value))
    except InvalidValue:  # the value itself is not shown: it may be hostile
        raise NotAPerson(f"le champ « {name} » n'y a pas une valeur possible") from None


def _day(value: Any) -> date:
    try:
        return iso_day(_typed(str, value))
    except ValueError:
        raise NotAPerson("une de ses dates n'en est pas une") from None


def _id(value: Any) -> str:
    if not ID.fullmatch(_typed(str, value)):
        raise NotAPerson("un identifiant n'y a pas sa forme")
    return str(value)


def _typed(expected: type[_T], value: Any) -> _T:
    if not isinstance(value, expected):
        raise NotAPerson("ce n'est pas une fiche du carnet")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise NotAPerson("une clé y est deux fois")
    return values


def _refuse(_: str) -> Any:
    raise NotAPerson("ce n'est pas du JSON")


def _is_moment(text: str) -> bool:
    try:
        return bool(_WRITTEN.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _version(side: str, text: str) -> str:
    """What one side had of a file that git could not merge: `<` is ours, `>` theirs."""
    kept, within = [], ""  # the side that the lines are of; none where both have them
    for line in text.splitlines():
        if found := _MARK.fullmatch(line):
            within = {"=": ">", ">": ""}.get(found[1], found[1])
        elif within in ("", side):
            kept.append(line)
    return "\n".join(kept)

"""One line of the log: strict both ways (format 1, `docs/format.md`).

A reader never repairs. It re-encodes the payload and compares bytes, which refuses duplicate keys,
odd spacing, NaN and the 2^64 that a JSON parser silently turns into a float.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

import orjson

from ter_core.log.payload import MAX_INTEGER, payload_fault
from ter_core.log.record import Draft, Record, record_of
from ter_core.log.seal import Seal, decode_seal, encode_seal

__all__ = [
    "MAX_LINE",
    "Seal",
    "Unsound",
    "check",
    "decode",
    "decode_seal",
    "encode",
    "encode_seal",
    "genesis",
]

MAX_LINE = 1 << 20

_HASH = rb"[0-9a-f]{64}"
_INTEGER = rb"[1-9][0-9]{0,15}"
_SUJET = rb"[a-z][a-z_]{0,39}:[0-9A-Za-z][0-9A-Za-z._-]{0,119}"
_UUID7 = rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

# Everything before the payload, in one pass: this regex *is* the list of keys and their forms.
HEADER = re.compile(
    rb'\{"id":"(?P<id>' + _UUID7 + rb')"'
    rb',"poste":"(?P<poste>[a-z2-7]{16,40})"'
    rb',"rang":(?P<rang>' + _INTEGER + rb")"
    rb',"precedente":"(?P<precedente>' + _HASH + rb')"'
    rb',"type":"(?P<type>[A-Z][0-9A-Za-z]{0,79})"'
    rb',"version":(?P<version>' + _INTEGER + rb")"
    rb',"sujet":"' + _SUJET + rb'"'
    rb',"apres":\[(?P<apres>(?:"' + _UUID7 + rb'"(?:,"' + _UUID7 + rb'")*)?)\]'
    rb',"profondeur":(?P<profondeur>' + _INTEGER + rb")"
    rb',"survenu_le":"(?P<survenu>[0-9]{4}-[0-9]{2}-[0-9]{2})"'
    rb',"enregistre_le":"(?P<enregistre>[0-9]{4}-[0-9]{2}-[0-9]{2})'
    rb'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"'
    rb',"auteur":"' + _SUJET + rb'"'
    rb',"origine":"(?:tui|cli|import|api)"'
    rb'(?:,"lot":"(?P<lot>' + _INTEGER + rb"/" + _INTEGER + rb":" + _UUID7 + rb')")?'
    rb'(?:,"cle":(?P<cle>"(?:[^"\\\x00-\x1f]|\\.)+"))?'
    rb',"empreinte_donnees":"(?P<empreinte_donnees>' + _HASH + rb')"'
    rb',"empreinte":"(?P<empreinte>' + _HASH + rb')"'
    rb',"sel":(?:"(?P<sel>[0-9a-f]{32})"|null),"donnees":'
)

# Groups by number: by name costs a lookup each, and lines come by the million.
_GROUP = HEADER.groupindex
_OF_DONNEES, _SEL = _GROUP["empreinte_donnees"], _GROUP["sel"]
_FORMS = tuple(
    _GROUP[name]
    for name in (
        "rang",
        "version",
        "apres",
        "profondeur",
        "survenu",
        "enregistre",
        "lot",
        "cle",
    )
)

_VARYING = re.compile(rf"{_UUID7.decode()} {_SUJET.decode()} (?:\"{_UUID7.decode()}\")?")
_PASSED_MAX = 4096
_passed: set[tuple[object, ...]] = set()
"""What recurs from line to line (type, version, dates, author, origin) and passed the regex."""


class Unsound(ValueError):
    """A line that proves nothing; its text says why, in French."""


def genesis(journal_id: str, poste: str) -> str:
    """The `precedente` of rang 1, which ties a stream to its journal."""
    return sha256(f"1\n{journal_id}\n{poste}".encode("ascii")).hexdigest()


def check(line: bytes) -> tuple[re.Match[bytes], dict[str, Any] | None]:
    """The header match and the payload of a sound line (with its LF).

    Raises:
        Unsound: the line is not canonical, or a hash does not hold.
    """
    head = HEADER.match(line)
    if head is None or line[-2:] != b"}\n":
        raise Unsound(_why_not(line))
    if len(line) > MAX_LINE:
        raise Unsound(f"longueur de {len(line)} octets, plus de 1 Mio")
    covered = head.end(_OF_DONNEES) + 1
    if sha256(line[:covered]).hexdigest().encode() != head["empreinte"]:
        raise Unsound("l'empreinte ne correspond pas à l'en-tête")
    _check_forms(head)
    payload = line[head.end() : -2]
    if head[_SEL] is None:
        if payload != b"null":
            raise Unsound("des données sans sel")
        return head, None
    if sha256(head[_SEL] + payload).hexdigest().encode() != head[_OF_DONNEES]:
        raise Unsound("l'empreinte ne correspond pas aux données")
    return head, _payload(payload)


def decode(line: bytes) -> Record:
    """The record of one line, LF included.

    Raises:
        Unsound: the line is not canonical, or a hash does not hold.
    """
    _, donnees = check(line)
    return record_from(orjson.loads(line), donnees)


def record_from(values: dict[str, Any], donnees: dict[str, Any] | None) -> Record:
    """The record of a line already known to be sound, from its parsed JSON."""
    get = values.get
    return record_of(
        values["id"], values["poste"], values["rang"], values["precedente"], values["type"],
        values["version"], values["sujet"], tuple(values["apres"]), values["profondeur"],
        values["survenu_le"], values["enregistre_le"], values["auteur"], values["origine"],
        get("lot"), get("cle"), values["empreinte_donnees"], values["empreinte"],
        values["sel"], donnees,
    )  # fmt: skip


def encode(
    draft: Draft, *, poste: str, rang: int, precedente: str, lot: str | None, sel: str
) -> tuple[bytes, Record]:
    """The line of `draft` with its LF, and the record it reads as.

    Raises:
        Unsound: a field of the draft has no place in a sound line.
    """
    donnees = draft.donnees
    fault = payload_fault(donnees)
    if fault:
        raise Unsound(fault)
    payload = orjson.dumps(donnees)
    salt = sel.encode()
    of_donnees = sha256(salt + payload).hexdigest()
    apres = ""
    if draft.apres:
        apres = '"' + '","'.join(draft.apres) + '"'
    head = (
        f'{{"id":"{draft.id}","poste":"{poste}","rang":{rang},"precedente":"{precedente}"'
        f',"type":"{draft.type}","version":{draft.version},"sujet":"{draft.sujet}"'
        f',"apres":[{apres}],"profondeur":{draft.profondeur},"survenu_le":"{draft.survenu_le}"'
        f',"enregistre_le":"{draft.enregistre_le}","auteur":"{draft.auteur}"'
        f',"origine":"{draft.origine}"{_optional(lot, draft.cle)}'
        f',"empreinte_donnees":"{of_donnees}"'
    ).encode()
    empreinte = sha256(head).hexdigest()
    start = b'%b,"empreinte":"%b","sel":"%b","donnees":' % (head, empreinte.encode(), salt)
    line = start + payload + b"}\n"
    if len(line) > MAX_LINE:
        raise Unsound(f"longueur de {len(line)} octets, plus de 1 Mio")
    if not _check_draft(draft, apres):
        _check_written(draft, start)
    return line, record_of(
        draft.id, poste, rang, precedente, draft.type, draft.version, draft.sujet, draft.apres,
        draft.profondeur, draft.survenu_le, draft.enregistre_le, draft.auteur, draft.origine,
        lot, draft.cle, of_donnees, empreinte, sel, donnees,
    )  # fmt: skip


def _optional(lot: str | None, cle: str | None) -> str:
    text = "" if lot is None else f',"lot":"{lot}"'
    return text if cle is None else f'{text},"cle":{orjson.dumps(cle).decode()}'


def _check_draft(draft: Draft, apres: str) -> bool:
    """Whether the header of `draft` is surely sound; False sends it through the reader's regex.

    What differs from line to line is matched; what recurs is looked up among what passed before.
    """
    if draft.cle is not None or len(draft.apres) > 1:
        return False
    recurring = (
        draft.type,
        draft.version,
        draft.survenu_le,
        draft.enregistre_le,
        draft.auteur,
        draft.origine,
    )
    return (
        recurring in _passed
        and draft.version.__class__ is int  # `True` and 1.0 are equal to 1
        and draft.profondeur.__class__ is int
        and 0 < draft.profondeur < MAX_INTEGER
        and _VARYING.fullmatch(f"{draft.id} {draft.sujet} {apres}") is not None
    )


def _check_written(draft: Draft, start: bytes) -> None:
    """What is written will be read: the header goes through the reader's own regex."""
    head = HEADER.fullmatch(start)
    if head is None:
        raise Unsound("un champ de l'en-tête d'une forme inattendue")
    _check_forms(head)
    if len(_passed) >= _PASSED_MAX:
        _passed.clear()
    _passed.add(
        (
            draft.type,
            draft.version,
            draft.survenu_le,
            draft.enregistre_le,
            draft.auteur,
            draft.origine,
        )
    )


def _check_forms(head: re.Match[bytes]) -> None:
    """What the regex cannot say: real dates, exact integers, sorted sets, lots that count."""
    rang, version, apres, profondeur, survenu, enregistre, lot, cle = head.group(*_FORMS)
    if not (_is_date(survenu) and _is_date(enregistre)):
        raise Unsound("une date qui n'existe pas")
    if 16 in {len(rang), len(version), len(profondeur)} and (
        max(int(rang), int(version), int(profondeur)) > MAX_INTEGER
    ):
        raise Unsound("un entier au-delà de 2^53")
    if len(apres) > 38:
        cited = apres.split(b",")
        if any(one >= two for one, two in pairwise(cited)):
            raise Unsound("un ensemble « apres » mal trié")
    if lot is not None:
        _check_lot(lot, head["id"])
    if cle is not None:
        _check_cle(cle)


@lru_cache(maxsize=4096)
def _is_date(text: bytes) -> bool:
    try:
        date.fromisoformat(text.decode())
    except ValueError:
        return False
    return True


def _check_lot(lot: bytes, own_id: bytes) -> None:
    place, _, first = lot.partition(b":")
    index, _, size = place.partition(b"/")
    if not 1 <= int(index) <= int(size) or int(size) < 2 or int(size) > MAX_INTEGER:
        raise Unsound("une place impossible dans son lot")
    if (index == b"1") != (first == own_id):
        raise Unsound("un lot qui ne porte pas le nom de son premier événement")


def _check_cle(cle: bytes) -> None:
    try:
        canonical = orjson.dumps(orjson.loads(cle)) == cle
    except ValueError:
        canonical = False
    if not canonical:
        raise Unsound("une clé d'idempotence mal écrite")


def _payload(payload: bytes) -> dict[str, Any]:
    try:
        donnees = orjson.loads(payload)
    except ValueError:
        raise Unsound("données en JSON invalide") from None
    fault = payload_fault(donnees)
    if fault:
        raise Unsound(fault)
    if orjson.dumps(donnees) != payload:
        raise Unsound("données écrites hors de la forme canonique")
    return donnees  # type: ignore[no-any-return]


def _why_not(line: bytes) -> str:
    """The most telling reason, for people; the order goes from the coarsest damage down."""
    if not line.endswith(b"\n"):
        return "fin de ligne absente"
    if line.endswith(b"\r\n"):
        return "fins de ligne CR LF, mises par un autre outil"
    if line.startswith(b"\xef\xbb\xbf"):
        return "marque BOM au début, mise par un autre outil"
    if not line.strip(b"\0\n"):
        return "rien que des octets nuls"
    try:
        values = orjson.loads(line)
    except ValueError:
        return "JSON invalide"
    if not isinstance(values, dict) or "empreinte" not in values:
        return "contenu étranger au journal"
    return "clés ou valeurs d'une autre forme que celles du format 1"

"""One line of the log: strict both ways (format 1, `docs/format.md`).

A reader never repairs. It re-encodes the payload and compares bytes, which refuses duplicate keys,
odd spacing, NaN and the 2^64 that a JSON parser silently turns into a float.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import orjson

from ter_core.log.header import HEADER, SUJET, UUID7, Unsound, check_forms
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

_OF_DONNEES, _EMPREINTE, _SEL = (
    HEADER.groupindex[name] for name in ("empreinte_donnees", "empreinte", "sel")
)

_VARYING = re.compile(rf"{UUID7.decode()} {SUJET.decode()} (?:\"{UUID7.decode()}\")?")
_PASSED_MAX = 4096
_passed: set[tuple[object, ...]] = set()
"""What recurs from line to line (type, version, dates, author, origin) and passed the regex."""


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
    of_donnees, empreinte, sel = head.group(_OF_DONNEES, _EMPREINTE, _SEL)
    if sha256(line[: head.end(_OF_DONNEES) + 1]).hexdigest().encode() != empreinte:
        raise Unsound("l'empreinte ne correspond pas à l'en-tête")
    check_forms(head)
    payload = line[head.end() : -2]
    if sel is None:
        if payload != b"null":
            raise Unsound("des données sans sel")
        return head, None
    if sha256(sel + payload).hexdigest().encode() != of_donnees:
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
    check_forms(head)
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

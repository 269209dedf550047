"""The header of a line: every key but the payload, their order and their forms."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise

import orjson

from ter_core.log.payload import MAX_INTEGER

__all__ = ["HEADER", "SUJET", "UUID7", "Unsound", "check_forms"]

_HASH = rb"[0-9a-f]{64}"
_INTEGER = rb"[1-9][0-9]{0,15}"
SUJET = rb"[a-z][a-z_]{0,39}:[0-9A-Za-z][0-9A-Za-z._-]{0,119}"
UUID7 = rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

# Everything before the payload, in one pass: this regex *is* the list of keys and their forms.
HEADER = re.compile(
    rb'\{"id":"(?P<id>' + UUID7 + rb')"'
    rb',"poste":"(?P<poste>[a-z2-7]{16,40})"'
    rb',"rang":(?P<rang>' + _INTEGER + rb")"
    rb',"precedente":"(?P<precedente>' + _HASH + rb')"'
    rb',"type":"(?P<type>[A-Z][0-9A-Za-z]{0,79})"'
    rb',"version":(?P<version>' + _INTEGER + rb")"
    rb',"sujet":"' + SUJET + rb'"'
    rb',"apres":\[(?P<apres>(?:"' + UUID7 + rb'"(?:,"' + UUID7 + rb'")*)?)\]'
    rb',"profondeur":(?P<profondeur>' + _INTEGER + rb")"
    rb',"survenu_le":"(?P<survenu>[0-9]{4}-[0-9]{2}-[0-9]{2})"'
    rb',"enregistre_le":"(?P<enregistre>[0-9]{4}-[0-9]{2}-[0-9]{2})'
    rb'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"'
    rb',"auteur":"' + SUJET + rb'"'
    rb',"origine":"(?:tui|cli|import|api)"'
    rb'(?:,"lot":"(?P<lot>' + _INTEGER + rb"/" + _INTEGER + rb":" + UUID7 + rb')")?'
    rb'(?:,"cle":(?P<cle>"(?:[^"\\\x00-\x1f]|\\.)+"))?'
    rb',"empreinte_donnees":"(?P<empreinte_donnees>' + _HASH + rb')"'
    rb',"empreinte":"(?P<empreinte>' + _HASH + rb')"'
    rb',"sel":(?:"(?P<sel>[0-9a-f]{32})"|null),"donnees":'
)

# Groups by number: by name costs a lookup each, and lines come by the million.
_GROUP = HEADER.groupindex
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


class Unsound(ValueError):
    """A line that proves nothing; its text says why, in French."""


def check_forms(head: re.Match[bytes]) -> None:
    """What the regex cannot say: real dates, exact integers, sorted sets, lots that count."""
    rang, version, apres, profondeur, survenu, enregistre, lot, cle = head.group(*_FORMS)
    if not (_is_date(survenu) and _is_date(enregistre)):
        raise Unsound("une date qui n'existe pas")
    if len(rang) + len(version) + len(profondeur) > 15 and (
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

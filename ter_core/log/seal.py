"""The seal: the last line of a segment, which vouches for every byte before it."""

from __future__ import annotations

import re
from hashlib import sha256

from attrs import frozen

__all__ = ["SEAL_START", "Seal", "decode_seal", "encode_seal", "seal_of"]

SEAL_START = b'{"scelle":'

_SEAL = re.compile(
    rb'\{"scelle":\{"rang":([1-9][0-9]{0,15}),"nombre":([1-9][0-9]{0,15})'
    rb',"empreinte":"([0-9a-f]{64})","sha256":"([0-9a-f]{64})"\}\}\n'
)


@frozen
class Seal:
    """Last rang and hash of a segment, its number of event lines, the hash of their bytes."""

    rang: int
    nombre: int
    empreinte: str
    sha256: str

    @property
    def link(self) -> str:
        """What the next segment's first line cites as `precedente`."""
        return sha256(encode_seal(self)[:-1]).hexdigest()


def encode_seal(seal: Seal) -> bytes:
    """The seal line, with its LF."""
    return (
        f'{{"scelle":{{"rang":{seal.rang},"nombre":{seal.nombre}'
        f',"empreinte":"{seal.empreinte}","sha256":"{seal.sha256}"}}}}\n'
    ).encode("ascii")


def decode_seal(line: bytes) -> Seal | None:
    """The seal a line holds, or None when it is not a canonical seal line with its LF."""
    found = _SEAL.fullmatch(line)
    if found is None:
        return None
    rang, nombre, empreinte, digest = found.groups()
    return Seal(int(rang), int(nombre), empreinte.decode(), digest.decode())


def seal_of(body: bytes, *, rang: int, nombre: int, empreinte: str) -> Seal:
    """The seal of a segment whose event lines are exactly `body`."""
    return Seal(rang, nombre, empreinte, sha256(body).hexdigest())

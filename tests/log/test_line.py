"""One line: strict both ways, and the same for every writer and reader of format 1."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ter_core.log.line import Unsound, decode, encode, genesis
from ter_core.log.payload import MAX_DEPTH
from ter_core.log.record import Draft, Record, record_of
from ter_core.log.seal import Seal, decode_seal, encode_seal

POSTE = "abcdefgh234567ij"
IDS = [f"019a9f10-1234-7abc-8def-00000000000{i}" for i in range(4)]
HASH = "a" * 64

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
integers = st.integers(-(1 << 53), 1 << 53)
values = st.recursive(
    st.none() | st.booleans() | integers | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=12,
)
payloads = st.dictionaries(text, values, max_size=5)
drafts = st.builds(
    Draft,
    id=st.just(IDS[0]),
    type=st.sampled_from(["DecisionAdoptee", "X", "Poste2"]),
    version=st.integers(1, 1 << 53),
    sujet=st.sampled_from([f"decision:{IDS[0]}", "etablissement:0059001G", "axe:axe-3"]),
    apres=st.sets(st.sampled_from(IDS[1:])).map(lambda found: tuple(sorted(found))),
    profondeur=st.integers(1, 1 << 53),
    survenu_le=st.dates().map(str),
    enregistre_le=st.datetimes().map(lambda at: f"{at.date()}T{at:%H:%M:%S}.123Z"),
    auteur=st.just("acteur:principal"),
    origine=st.sampled_from(["tui", "cli", "import", "api"]),
    cle=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    donnees=payloads,
)


def draft(**changes: Any) -> Draft:
    """A draft that holds, less `changes`."""
    good = Draft(
        id=IDS[0],
        type="DecisionAdoptee",
        version=1,
        sujet=f"decision:{IDS[0]}",
        apres=(),
        profondeur=1,
        survenu_le="2026-11-12",
        enregistre_le="2026-11-12T13:05:00.123Z",
        auteur="acteur:principal",
        origine="cli",
        cle=None,
        donnees={"libelle": "été", "n": 3},
    )
    return attrs.evolve(good, **changes)


def encoded(one: Draft, **changes: Any) -> bytes:
    """Its line."""
    place = {"poste": POSTE, "rang": 7, "precedente": HASH, "lot": None, "sel": "0f" * 16}
    return encode(one, **(place | changes))[0]


def resealed(line: bytes) -> bytes:
    """The line with the hashes its bytes call for, so that only its form is at fault."""
    head, _, rest = line.partition(b',"sel":')
    sel, _, payload = rest.partition(b',"donnees":')
    digest = sha256(sel.strip(b'"') + payload[:-2]).hexdigest().encode()
    head = head[: head.index(b',"empreinte_donnees":')] + b',"empreinte_donnees":"%b"' % digest
    own = sha256(head).hexdigest().encode()
    return b'%b,"empreinte":"%b","sel":%b,"donnees":%b' % (head, own, sel, payload)


@given(drafts, st.integers(1, 1 << 53))
def test_what_is_encoded_is_decoded(one: Draft, rang: int) -> None:
    """Whatever a draft holds, its line reads as the record the writer kept."""
    line, record = encode(one, poste=POSTE, rang=rang, precedente=HASH, lot=None, sel="0f" * 16)
    read = decode(line)
    assert attrs.asdict(read) == attrs.asdict(record)
    assert isinstance(read, Record)
    for name in ("id", "type", "version", "sujet", "apres", "cle", "donnees"):
        assert getattr(read, name) == getattr(one, name)


@given(drafts)
def test_a_line_is_canonical(one: Draft) -> None:
    """A line is what a JSON library prints from it, in one line, keys in the one order."""
    line = encoded(one)
    assert orjson.dumps(orjson.loads(line)) + b"\n" == line
    assert line.count(b"\n") == 1


@given(drafts, st.data())
def test_no_other_bytes_are_a_line(one: Draft, data: st.DataObject) -> None:
    """A line with one byte changed, added or removed is unsound, or is not the same line."""
    line = encoded(one)
    at = data.draw(st.integers(0, len(line) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    for other in (line[:at] + byte + line[at + 1 :], line[:at] + byte + line[at:], line[:at]):
        if other != line:
            with pytest.raises(Unsound):
                decode(other)


@given(st.binary(max_size=300))
def test_noise_is_unsound(noise: bytes) -> None:
    """Any bytes at all give `Unsound`, never another error."""
    with pytest.raises(Unsound):
        decode(noise)


BAD_DRAFTS = [
    {"id": IDS[0].upper()},
    {"id": IDS[0].replace("-7", "-4", 1)},
    {"type": "decisionAdoptee"},
    {"type": 'X","y":"'},
    {"version": 0},
    {"version": True},
    {"version": (1 << 53) + 1},
    {"sujet": "decision"},
    {"sujet": "Décision:x"},
    {"apres": (IDS[2], IDS[1])},
    {"apres": (IDS[1], IDS[1])},
    {"apres": ("x",)},
    {"profondeur": 0},
    {"profondeur": True},
    {"survenu_le": "2026-02-30"},
    {"survenu_le": "12/11/2026"},
    {"enregistre_le": "2026-11-12T25:05:00.123Z"},
    {"enregistre_le": "2026-13-12T13:05:00.123Z"},
    {"enregistre_le": "2026-11-12T13:05:00Z"},
    {"auteur": "principal"},
    {"origine": "web"},
    {"cle": ""},
    {"donnees": {"x": 1.5}},
    {"donnees": {"x": float("nan")}},
    {"donnees": {"x": (1 << 53) + 1}},
    {"donnees": {"x": [{"y": -(1 << 53) - 1}]}},
    {"donnees": {"x": b"octets"}},
    {"donnees": []},
]


@pytest.mark.parametrize("changes", BAD_DRAFTS, ids=str)
def test_the_writer_refuses(changes: dict[str, Any]) -> None:
    """Nothing is written that a reader would refuse, whatever was written before it."""
    encoded(draft())
    with pytest.raises(Unsound):
        encoded(draft(**changes))


BAD_LINES = [
    (rb'"rang":7', b'"rang":07'),
    (rb'"rang":7', b'"rang":"7"'),
    (rb'"rang":7', b'"rang":7.0'),
    (rb'"version":1', b'"version":true'),
    (rb'"apres":\[\]', b'"apres":null'),
    (rb'"apres":\[\],', b""),
    (rb'"origine":"cli"', b'"origine":"cli","lot":null'),
    (rb'"origine":"cli"', b'"origine":"cli","autre":1'),
    (rb'"origine":"cli"', b'"origine":"cli","lot":"1/1:' + IDS[0].encode() + b'"'),
    (rb'"origine":"cli"', b'"origine":"cli","lot":"3/2:' + IDS[1].encode() + b'"'),
    (rb'"origine":"cli"', b'"origine":"cli","lot":"2/3:' + IDS[0].encode() + b'"'),
    (rb'"origine":"cli"', b'"origine":"cli","lot":"1/3:' + IDS[1].encode() + b'"'),
    (rb'"origine":"cli"', b'"origine":"cli","cle":"\\u0041"'),
    (rb'"survenu_le":"2026-11-12"', b'"survenu_le":"2026-02-30"'),
    (rb'"n":3', b'"n":3.0'),
    (rb'"n":3', b'"n":3e0'),
    (rb'"n":3', b'"n":-0'),
    (rb'"n":3', b'"n": 3'),
    (rb'"n":3', b'"n":18446744073709551616'),
    (rb'"n":3', b'"n":9007199254740993'),
    (rb'"n":3', b'"n":NaN'),
    (rb'"n":3', b'"n":3,"n":3'),
    ("été".encode(), b"\\u00e9t\\u00e9"),
    ("été".encode(), b"\xe9t\xe9"),
    ("été".encode(), b"\\/"),
]


@pytest.mark.parametrize(("pattern", "by"), BAD_LINES, ids=str)
def test_the_reader_refuses(pattern: bytes, by: bytes) -> None:
    """A line whose hashes hold is still unsound when it is not canonical."""
    line, count = re.subn(pattern, lambda _: by, encoded(draft()), count=1)
    assert count == 1
    with pytest.raises(Unsound):
        decode(resealed(line))


def test_resealing_alone_changes_nothing() -> None:
    """Control of the refusals above: the tool that makes them gives a sound line sound."""
    line = encoded(draft())
    assert resealed(line) == line
    assert decode(resealed(line.replace(b'"n":3', b'"n":4'))).donnees == {"libelle": "été", "n": 4}


def nested(depth: int) -> dict[str, Any]:
    """A payload that makes its line exactly `depth` deep."""
    donnees: dict[str, Any] = {}
    for _ in range(depth - 2):
        donnees = {"x": donnees}
    return donnees


def test_depth_has_a_bound() -> None:
    """A line is at most 32 deep, itself included."""
    assert decode(encoded(draft(donnees=nested(MAX_DEPTH)))).donnees == nested(MAX_DEPTH)
    with pytest.raises(Unsound, match="imbrication"):
        encoded(draft(donnees=nested(MAX_DEPTH + 1)))


def test_an_erased_line_is_sound_by_its_empreinte_only() -> None:
    """Blanking `sel` and `donnees` leaves the line sound; half a blanking does not."""
    line = encoded(draft())
    head = line[: line.index(b',"sel":')]
    record = decode(head + b',"sel":null,"donnees":null}\n')
    assert (record.is_erased, record.donnees, record.empreinte) == (
        True,
        None,
        decode(line).empreinte,
    )
    for rest in (b',"sel":null,"donnees":{}}\n', b',"sel":"' + b"0f" * 16 + b'","donnees":null}\n'):
        with pytest.raises(Unsound):
            decode(head + rest)


def test_the_fast_record_is_a_record() -> None:
    """The cheap way to build a Record gives the fields, the class and the frost of the dear one."""
    values = list(range(19))
    fast, slow = record_of(*values), Record(*values)
    assert attrs.asdict(fast) == attrs.asdict(slow)
    assert type(fast) is Record
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        fast.rang = 2  # type: ignore[misc]


def test_genesis_ties_a_stream_to_its_journal() -> None:
    """The `precedente` of rang 1 depends on the journal and on the poste."""
    assert len({genesis("j", POSTE), genesis("k", POSTE), genesis("j", POSTE[::-1])}) == 3


@given(st.builds(Seal, st.integers(1, 1 << 50), st.integers(1, 9999), *[st.just(HASH)] * 2))
def test_a_seal_is_read_as_written(seal: Seal) -> None:
    """A seal line reads as the seal it holds, and only with its LF."""
    line = encode_seal(seal)
    assert decode_seal(line) == seal
    assert decode_seal(line[:-1]) is None
    assert seal.link == sha256(line[:-1]).hexdigest()

"""The bytes of format 1, fixed for ever: the vectors that `docs/format.md` prints."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from ter_core.log.journal import open_journal
from ter_core.log.line import decode, encode, genesis
from ter_core.log.read import read
from ter_core.log.record import Draft
from ter_core.log.seal import decode_seal, encode_seal, seal_of

VECTORS = Path(__file__).parent / "vectors"
FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
NAMES = ("journal.json", "000001.ndjson", "actif.ndjson", "effacee.ndjson")


def lines(name: str) -> list[bytes]:
    """The lines of a vector, each with its LF."""
    return (VECTORS / name).read_bytes().splitlines(keepends=True)


def test_this_writer_writes_these_bytes() -> None:
    """Encoding the same events again gives the vectors, byte for byte."""
    journal = json.loads((VECTORS / "journal.json").read_bytes())["journal"]
    segment = lines("000001.ndjson")
    before = genesis(journal, "abcdefgh234567ij")
    for line in (*segment[:-1], *lines("actif.ndjson")):
        one = decode(line)
        if one.rang == 4:
            body = b"".join(segment[:-1])
            seal = seal_of(body, rang=3, nombre=3, empreinte=before)
            assert encode_seal(seal) == segment[-1]
            assert decode_seal(segment[-1]) == seal
            before = seal.link
        values = orjson.loads(line)
        names = [a.name for a in Draft.__attrs_attrs__]
        draft = Draft(**{name: values.get(name) for name in names} | {"apres": one.apres})
        made, record = encode(
            draft,
            poste=one.poste,
            rang=one.rang,
            precedente=before,
            lot=one.lot,
            sel=str(one.sel),
        )
        assert (made, record) == (line, one)
        before = one.empreinte


def test_a_stranger_verifies_them_with_a_json_library_and_sha256() -> None:
    """What the format page says is enough: no code of ours, only hashes of bytes."""
    journal = json.loads((VECTORS / "journal.json").read_bytes())["journal"]
    *events, seal = lines("000001.ndjson")
    before = sha256(f"1\n{journal}\nabcdefgh234567ij".encode()).hexdigest()
    for rang, line in enumerate([*events, *lines("actif.ndjson")], 1):
        values = json.loads(line)
        chained, _, rest = line.partition(b',"empreinte":"')
        payload = rest.partition(b',"donnees":')[2][:-2]
        assert values["rang"] == rang
        assert values["precedente"] == before
        assert values["empreinte"] == sha256(chained).hexdigest()
        salted = values["sel"].encode() + payload
        assert values["empreinte_donnees"] == sha256(salted).hexdigest()
        before = values["empreinte"]
        if rang == 3:
            said = json.loads(seal)["scelle"]
            assert said["sha256"] == sha256(b"".join(events)).hexdigest()
            assert (said["rang"], said["nombre"], said["empreinte"]) == (3, 3, before)
            before = sha256(seal[:-1]).hexdigest()


def test_the_erased_line_is_the_second_one() -> None:
    """Erasing keeps the chained bytes, hence the empreinte, and blanks the rest."""
    (erased,) = lines("effacee.ndjson")
    whole = lines("000001.ndjson")[1]
    assert erased == whole[: whole.index(b',"sel":')] + b',"sel":null,"donnees":null}\n'
    assert decode(erased).empreinte == decode(whole).empreinte
    assert decode(erased).is_erased


def test_the_vectors_are_a_log() -> None:
    """Read as a folder, they are four events and nothing wrong; the erased copy adds nothing."""
    reading = read(open_journal(VECTORS))
    assert (reading.count, reading.findings) == (4, ())
    assert [file.trusted for file in reading.files] == [False, False, False]
    assert [entry.rang for entry in reading.position] == [4]


@pytest.mark.parametrize("name", NAMES)
def test_the_format_page_prints_them(name: str) -> None:
    """The page under `docs/` shows these very bytes."""
    page = FORMAT.read_text(encoding="utf-8")
    blocks = re.findall(rf"`{re.escape(name)}`:\n\n```json\n(.*?)```", page, re.DOTALL)
    assert blocks == [(VECTORS / name).read_text(encoding="utf-8")]

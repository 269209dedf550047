"""The same set of lines gives the same reading, however files hold them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ter_core.log.journal import Journal
from ter_core.log.read import read
from ter_core.log.reading import Reading
from tests.log.support import JOURNAL_ID, first_machine, ids, other_machine

FILES = ("a/actif.ndjson", "b/000001.ndjson", "c (copie 2)/x.ndjson.bak", "z.ndjson")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Two streams with lots and seals, line by line, seals included."""
    folder = tmp_path_factory.mktemp("lines")
    first = first_machine(folder)
    second = other_machine(folder, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ter_core.log.stream.SEAL_EVENTS", 4)
        for machine in (first, second):
            machine.record(2)
            machine.record_lot(3)
            machine.record(1)
            machine.record_lot(2)
        machines = (first, second)
    found = [
        line
        for machine in machines
        for path in sorted(machine.active.parent.iterdir())
        for line in path.read_bytes().splitlines(keepends=True)
    ]
    for machine in machines:
        machine.stream.close()
    return found


def reading_of(folder: Path, files: dict[str, list[bytes]]) -> Reading:
    """A log made of those files."""
    root = folder / "events"
    shutil.rmtree(root, ignore_errors=True)
    for name, held in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"".join(held))
    return read(Journal(root, JOURNAL_ID))


spread = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@spread
@given(data=st.data())
def test_lines_scattered_and_repeated(
    tmp_path: Path, lines: list[bytes], data: st.DataObject
) -> None:
    """Every line in at least one file, in any order, any number of times: nothing changes."""
    expected = reading_of(tmp_path, {"a/actif.ndjson": lines})
    files: dict[str, list[bytes]] = {name: [] for name in FILES}
    for line in data.draw(st.permutations(lines)):
        for name in data.draw(st.sets(st.sampled_from(FILES), min_size=1)):
            files[name].append(line)
    reading = reading_of(tmp_path, files)
    assert [record.empreinte for record in reading.records()] == [
        record.empreinte for record in expected.records()
    ]
    assert reading.position == expected.position
    assert reading.findings == ()


@spread
@given(data=st.data())
def test_any_part_of_the_lines(tmp_path: Path, lines: list[bytes], data: st.DataObject) -> None:
    """A partial copy shows whole lots only, never crashes, and more lines never hide events."""
    some = [line for line in lines if data.draw(st.booleans())]
    more = [line for line in lines if line in some or data.draw(st.booleans())]
    part = reading_of(tmp_path, {"a/actif.ndjson": some})
    shown = list(part.records())
    present = [record.lot_first for record in shown]
    assert all(present.count(record.lot_first) == record.lot_size for record in shown)
    wider = reading_of(tmp_path, {"a/actif.ndjson": more})
    assert set(ids(shown)) <= set(ids(wider.records()))
    assert part.gravite <= 4

"""A sample of the fault campaigns: killed, interrupted, refused; each with a control that fails."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ter_core.errors import TerError
from ter_core.log.lock import PosteLock
from ter_core.log.own_stream import OwnStream
from ter_core.log.record import Record
from tests.log.support import Machine, first_machine, ids, kinds, live, other_machine, shown

pytestmark = [pytest.mark.fautes, pytest.mark.skipif(os.name == "nt", reason="POSIX faults")]

HARMLESS = {"fin-inachevee", "lot-incomplet"}


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work` in a child process; its pid and the reading end of its pipe."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            work(writer)
        finally:
            os._exit(0)
    os.close(writer)
    return pid, reader


def read_all(fd: int) -> bytes:
    """Everything a child said before its end."""
    with os.fdopen(fd, "rb") as file:
        return file.read()


def append_for_ever(machine: Machine, lot: int) -> Callable[[int], None]:
    """Append lots and acknowledge each by the ids written, on a pipe."""

    def work(pipe: int) -> None:
        again = live(machine)
        while True:
            records = again.record_lot(lot)
            os.write(pipe, "".join(f"{record.id}\n" for record in records).encode())

    return work


def test_kill_9_in_an_append_loop(office: Machine, small_segments: int) -> None:
    """Killed at any moment: every acknowledged event is there, whole lots only, chain intact."""
    office.record(1)
    chance = random.Random(7)  # noqa: S311 - the same at each run
    acknowledged: list[str] = []
    for _ in range(25):
        pid, pipe = in_child(append_for_ever(office, chance.choice((1, 3))))
        time.sleep(chance.uniform(0.005, 0.03))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        acknowledged += read_all(pipe).decode().split()
    again = office.again()
    again.record(1)
    reading = again.read()
    assert set(acknowledged) <= set(ids(reading.records()))
    assert set(kinds(reading)) <= HARMLESS
    assert again.read(full=True).findings == reading.findings
    again.stream.close()


def append_some(machine: Machine, count: int) -> Callable[[int], None]:
    """Append one by one, and acknowledge."""

    def work(pipe: int) -> None:
        again = live(machine)
        for _ in range(count):
            os.write(pipe, f"{again.record(1)[0].id}\n".encode())

    return work


def race(office: Machine, workers: list[Machine], count: int) -> list[str]:
    """Let processes append at the same time; the ids acknowledged."""
    children = [in_child(append_some(machine, count)) for machine in workers]
    acknowledged = [read_all(pipe).decode().split() for _, pipe in children]
    for pid, _ in children:
        os.waitpid(pid, 0)
    return [one for ids_ in acknowledged for one in ids_]


def test_processes_of_one_poste_take_turns(office: Machine, small_segments: int) -> None:
    """Three processes under one name: one unbroken stream, nothing lost."""
    office.record(1)
    acknowledged = race(office, [office] * 3, 40)
    reading = office.read()
    assert len(set(acknowledged)) == 120
    assert set(acknowledged) <= set(shown(reading))
    assert reading.findings == ()
    assert [entry.rang for entry in reading.position] == [121]


def test_without_the_lock_they_do_not(
    office: Machine, small_segments: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the lock off, the same race forks the stream or loses its head."""
    office.record(1)
    monkeypatch.setattr(PosteLock, "acquire", lambda *_: None)
    monkeypatch.setattr(PosteLock, "release", lambda *_: None)
    office.stream.own().identity.folder.mkdir(parents=True, exist_ok=True)
    for _ in range(20):  # on a busy machine the processes may happen to take turns
        race(office, [office] * 3, 40)
        reading = office.read()
        if reading.findings or len(reading.position) > 1:
            return
    pytest.fail("the campaign does not see what the lock prevents")


def test_postes_on_one_folder_do_not_meet(office: Machine, tmp_path: Path) -> None:
    """Two machines writing at once into one folder: two sound streams."""
    office.record(1)
    second = other_machine(tmp_path, 2)
    second.record(1)
    acknowledged = race(office, [office, second], 40)
    reading = office.read()
    assert set(acknowledged) <= set(shown(reading))
    assert reading.findings == ()
    second.stream.close()


class Interrupted(BaseException):
    """What Ctrl-C raises, under a name of our own."""


def interrupted_at(step: int, work: Callable[[], None]) -> bool:
    """Run `work`, interrupted at bytecode `step` of our own code; whether it was reached."""
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if "ter_core/log" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            left -= 1
            if left == 0:
                raise Interrupted
        return trace

    sys.settrace(trace)
    try:
        work()
    except Interrupted:
        return True
    finally:
        sys.settrace(None)
    return False


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk, where no power is cut."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "fdatasync", lambda _: None)


def broken_after_interrupts(folder: Path, stride: int) -> tuple[int, int]:
    """Interrupt an append at every `stride`-th bytecode: points tried, points that broke it."""
    broken = tried = 0
    step = 1
    while True:
        machine = first_machine(folder / str(step))
        machine.record(2)
        drafts = [machine.draft(), machine.draft()]
        reached = interrupted_at(step, lambda: machine.append([drafts]) and None)  # noqa: B023
        tried += reached
        after: list[Record] = []
        try:
            after = machine.record(1)
        except TerError:
            broken += 1
        reading = machine.read()
        fine = set(kinds(reading)) <= HARMLESS and set(ids(after)) <= set(shown(reading))
        broken += bool(after) and not (fine and len(reading.position) == 1)
        machine.stream.close()
        shutil.rmtree(folder / str(step))
        if not reached:
            return tried, broken
        step += stride


def test_ctrl_c_at_every_bytecode_of_append(tmp_path: Path, no_disk: None) -> None:
    """Interrupted anywhere in an append, the next one keeps the chain sound."""
    tried, broken = broken_after_interrupts(tmp_path, 1)
    assert tried > 500, tried
    assert broken == 0


def test_ctrl_c_while_sealing(
    tmp_path: Path, no_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when the append first seals the file and begins another."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 2)
    tried, broken = broken_after_interrupts(tmp_path, 5)  # every one of them: a minute
    assert (tried > 100, broken) == (True, 0)


def test_ctrl_c_without_poison(
    tmp_path: Path, no_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the stream believed through a write, some interrupts break the chain."""
    usable = property(lambda _: True, lambda *_: None)
    monkeypatch.setattr(OwnStream, "usable", usable)
    assert broken_after_interrupts(tmp_path, 3)[1] > 0


def test_no_room_left(office: Machine) -> None:
    """A file that may not grow: an error in French, the log as it was, and on again after."""
    office.record(3)
    before = office.active.read_bytes()

    def work(pipe: int) -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        again = live(office)
        again.record(1)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1000, len(before) + 1000))
        for _ in range(2):
            try:
                again.record(1)
            except TerError as error:
                os.write(pipe, error.what.encode() + b"\n")

    pid, pipe = in_child(work)
    told = read_all(pipe).decode()
    os.waitpid(pid, 0)
    assert told == "Il n'y a plus de place sur le disque.\n" * 2
    again = office.again()
    again.record(1)
    assert (again.read().count, again.read().findings) == (5, ())
    again.stream.close()


APPENDER = """
import sys
from pathlib import Path
from ter_core.errors import TerError
from tests.log.support import Machine, make_env
from ter_core.log.journal import open_journal
folder = Path(sys.argv[1])
machine = Machine(make_env(folder / "machine-1", 5), open_journal(folder / "events"))
print("ready", flush=True)
try:
    for record in machine.record(1) + machine.record_lot(2):
        print(record.id, flush=True)
except TerError as error:
    print("error", type(error).__name__, flush=True)
"""


def injections() -> list[Any]:
    """System calls to fail, how, and which time."""
    calls = (
        ("fdatasync", "error=EIO"),
        ("write", "error=ENOSPC"),
        ("pwrite64", "signal=KILL"),
        ("fdatasync", "signal=KILL"),
    )
    return [
        pytest.param(call, fault, when, id=f"{call}-{fault}-{when}")
        for call, fault in calls
        for when in (1, 2, 3)
    ]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
@pytest.mark.parametrize(("call", "fault", "when"), injections())
def test_the_kth_system_call_fails(
    office: Machine, tmp_path: Path, call: str, fault: str, when: int
) -> None:
    """Whatever call fails, what was acknowledged is there and the next append works."""
    before = office.record(2)
    office.stream.close()
    root = Path(__file__).parents[2]
    inject = f"inject={call}:{fault}:when={when}"
    done = subprocess.run(
        [
            *("strace", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", inject),
            *(sys.executable, "-c", APPENDER, str(tmp_path)),
        ],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = done.stdout.split()
    acknowledged = [word for word in said if word.count("-") == 4]
    again = office.again()
    again.clock.observe(again.read().newest_id or "")
    after = again.record(1)
    reading = again.read()
    assert set(ids(before)) | set(acknowledged) | set(ids(after)) <= set(shown(reading))
    assert set(kinds(reading)) <= HARMLESS | {"lacune"}
    again.stream.close()

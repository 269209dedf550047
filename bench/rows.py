"""The works that are measured, each beside its floor; goals are what the project set itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench import floors, ours, peers, tui, years
from bench.measure import Contender, Rounds, interleave, repeated, timed
from bench.table import Row

# Flushes vary so much that a turn of the single append is the median of this many.
SINGLES = 40
BATCH = 1_000


def appends(folder: Path, rounds: int) -> list[Row]:
    """One durable event, then a thousand at once: rules, lock and tail check included."""
    record_one, record = ours.appends(folder / "un", 1), ours.appends(folder / "mille", BATCH)
    line = ours.last_line(folder / "un")
    flush_one, flush = (
        floors.appends(folder / "1", line, 1),
        floors.appends(folder / "1000", line, BATCH),
    )
    save_one, save = (
        peers.saves(folder / "1.sqlite", ours.LIBELLE, 1),
        peers.saves(folder / "1000.sqlite", ours.LIBELLE, BATCH),
    )
    singly = [
        Contender("floor", repeated(flush_one, SINGLES)),
        Contender("peer", repeated(save_one, SINGLES)),
        Contender("ter", repeated(record_one, SINGLES)),
    ]
    at_once = [
        Contender("floor", lambda: timed(flush)),
        Contender("peer", lambda: timed(save)),
        Contender("ter", lambda: timed(record)),
    ]
    return [
        _rate("append 1 event", "write + fdatasync", interleave(singly, rounds), "≥ 0.70"),
        _rate(f"append {BATCH}", "one write + fdatasync", interleave(at_once, rounds), "≥ 0.20"),
    ]


def openings(folder: Path, events: int, rounds: int) -> list[Row]:
    """From closed to the first rows of the follow-up table, without a cache, then with one."""
    log = ours.log(folder / f"journal-{events}", events)
    taken = interleave(
        [
            Contender("floor", floors.loads(log)),
            Contender("cold", ours.openings(log, folder / f"froid-{events}", cold=True)),
            Contender("warm", ours.openings(log, folder / f"chaud-{events}", cold=False)),
        ],
        rounds,
    )
    size = f"{events:,}".replace(",", " ")
    return [
        _cost(f"open cold, {size} events", "DuckDB read_json", taken, "cold", "≤ 2.0"),
        # The goal for a warm cache is set against a native table, at another size: no goal here.
        _cost(f"open warm, {size} events", "DuckDB read_json", taken, "warm", "–"),
    ]


def bilans(folder: Path, events: int, rounds: int) -> list[Row]:
    """The bilan of the last year, from closed to its last line."""
    log = years.log(folder / f"annees-{events}", events)
    taken = interleave(
        [
            Contender("floor", floors.loads(log)),
            Contender("bilan", ours.bilans(log, folder / f"bilan-{events}", years.LAST)),
        ],
        rounds,
    )
    size = f"{events:,}".replace(",", " ")
    return [_cost(f"bilan of a year, {size} events", "DuckDB read_json", taken, "bilan", "–")]


def processes(folder: Path, events: int, rounds: int) -> list[Row]:
    """Whole processes, from start to exit, against the bare imports they cannot do without."""
    log = ours.log(folder / "journal-processus", events)
    environment = ours.environment(log, folder / "machine")
    taken = interleave(
        [
            Contender("click", floors.python("-c", "import click")),
            Contender("duckdb", floors.python("-c", "import duckdb, click")),
            Contender("help", floors.python("-m", "ter_cli", "--help", environment=environment)),
            Contender("suivi", floors.python("-m", "ter_cli", "suivi", environment=environment)),
        ],
        rounds,
    )
    size = f"{events:,}".replace(",", " ")
    return [
        _cost(
            f"ter suivi, {size} events", "import duckdb, click", taken, "suivi", "≤ 2.0", "duckdb"
        ),
        _cost("ter --help", "import click", taken, "help", "≤ 1.5", "click"),
    ]


def screens(folder: Path, events: int, rounds: int) -> list[Row]:
    """The interface against a bare Textual application: its first paint, its keys, its news."""
    log = ours.log(folder / "journal-ecrans", events)
    machine, today = folder / "machine-ecrans", ours.DUE + timedelta(days=10)
    environment = {**ours.environment(log, machine), "TER_AUJOURDHUI": today.isoformat()}
    code = ours.worst(log, machine, today).encode()
    with tui.standing(tui.program(), environment, code):
        pass  # the next run has something to show at once
    with tui.OpenList(log, machine, today) as opened:
        news = interleave(
            [Contender("asked", opened.asked), Contender("shown", opened.shown)], rounds
        )
    told = _timed("one new event in an open list", news, "shown")
    return [
        *_paints(environment, code, machine / "cache" / "ecrans", f"{events:,}", rounds),
        *_keys(environment, code, rounds),
        _cost(told, "follow and ask", news, "shown", "–", "asked"),
    ]


def _paints(
    environment: dict[str, str], code: bytes, kept: Path, size: str, rounds: int
) -> Iterator[Row]:
    """From the start of the process to the code of the latest decision."""
    size = size.replace(",", " ")
    for work, goal, forget in (
        (f"ter tui, first paint, {size} events", "≤ 2.0", None),
        ("ter tui, first paint, nothing kept", "–", kept),
    ):
        taken = interleave(
            [
                Contender("bare", tui.paints(tui.bare(ours.OPEN_AT_THE_END), {}, tui.READY)),
                Contender("ter", tui.paints(tui.program(), environment, code, forget)),
            ],
            rounds,
        )
        yield _cost(_timed(work, taken, "ter"), "bare Textual", taken, "ter", goal, "bare")


def _keys(environment: dict[str, str], code: bytes, rounds: int) -> Iterator[Row]:
    """From a key to what it changes, in the list of decisions and in as long a table."""
    bare = tui.bare(ours.OPEN_AT_THE_END)
    with (
        tui.standing(tui.program(), environment, code, b"3") as list_of_ours,
        tui.standing(bare, {}, tui.READY) as list_of_theirs,
    ):
        for work, share in (
            ("a key in a list, half of them", 0.5),
            ("a key in a list, 95 of 100", 0.95),
        ):
            taken = interleave(
                [
                    Contender("bare", tui.keys(list_of_theirs, share)),
                    Contender("ter", tui.keys(list_of_ours, share)),
                ],
                rounds,
            )
            told = _timed(work, taken, "ter")
            yield _cost(told, "bare Textual", taken, "ter", "≤ 50 ms", "bare")


def _timed(work: str, taken: Rounds, name: str) -> str:
    """A work with its own median, where the goal is one of time."""
    return f"{work} ({taken.median(name) * 1000:.0f} ms)"


def _rate(work: str, floor: str, taken: Rounds, goal: str) -> Row:
    return Row(
        work,
        floor,
        taken.median("floor"),
        taken.ratio("floor", to="peer"),
        taken.ratio("floor", to="ter"),
        goal,
    )


def _cost(work: str, floor: str, taken: Rounds, name: str, goal: str, beside: str = "floor") -> Row:
    return Row(work, floor, taken.median(beside), None, taken.ratio(name, to=beside), goal)

"""What every test starts from: a machine of its own, and examples that can be drawn again."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shared machine is slow now and then: a deadline would fail tests that are right.
settings.register_profile("poste", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "poste")

_MACHINES = itertools.count(1)
_OF_THE_USER = ("TER_JOURNAL", "TER_ACTEUR", "TER_AUJOURDHUI", "NO_COLOR", "FORCE_COLOR", "PAGER")
_HOMES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)
# Their files take longest: they begin, so that no worker is left alone with one of them.
_FIRST = ("pages", "bilan", "demo", "tui", "diffusion", "counting", "cli", "scenarios", "imports")


def pytest_configure(config: pytest.Config) -> None:
    """Each file goes to one worker: what a module makes for all its tests is made once."""
    if config.getoption("dist", "no") == "load":
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False  # by `_FIRST`


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The folders whose files take longest come first, where several workers share the tests."""
    if hasattr(config, "workerinput"):
        ranks = {name: rank for rank, name in enumerate(_FIRST)}
        here = Path(__file__).parent
        items.sort(key=lambda one: ranks.get(one.path.relative_to(here).parts[0], len(ranks)))


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """DuckDB on one thread: of so few rows, several only make each other wait."""
    from ter_core.projections import connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.SETTINGS, "threads", 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def lent_connections(one_thread: None) -> Iterator[None]:
    """Connections are lent (`tests/lent.py`), save where a test asks for `real_connections`."""
    from ter_core.projections import connection
    from tests.lent import Lender

    lender = Lender()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "opened", lender.opened)
        patch.setattr(connection, "give_back", lender.give_back)
        yield
    lender.close()


@pytest.fixture
def real_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each connection opens the files of its own cache, and is closed, as in a process alone."""
    from ter_core.projections import connection
    from tests import lent

    monkeypatch.setattr(connection, "opened", lent.opened)
    monkeypatch.setattr(connection, "give_back", lent.give_back)


@pytest.fixture(autouse=True)
def no_disk_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk, where no power is cut; the tests of the log do wait."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if hasattr(os, "fdatasync"):
        monkeypatch.setattr(os, "fdatasync", lambda _: None)


@pytest.fixture(scope="session")
def views(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that has the views: they are those of the program, not of a log.

    A process builds them once, whatever its caches; this one is for those that share a cache, and
    for other processes.
    """
    from ter_core.projections.cache import Cache
    from ter_core.projections.definitions import VIEWS, _write, fingerprint

    folder = tmp_path_factory.mktemp("vues")
    Cache(folder / "projections").make(VIEWS, fingerprint(), _write)
    return folder


@pytest.fixture(autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A machine where nobody has ever used the program: no identity, no cache, no setting.

    Not `monkeypatch`: a test that undoes its own patches must not get the real machine back.
    """
    root = tmp_path_factory.getbasetemp() / "machines" / str(next(_MACHINES))
    root.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in _HOMES:
            patch.setenv(name, str(root))
        for name in _OF_THE_USER:
            patch.delenv(name, raising=False)
        patch.setenv("TER_ETAT", str(root / "etat"))
        patch.setenv("TER_CACHE", str(root / "cache"))
        yield root

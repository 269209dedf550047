"""Territories for the interface: the demonstration as shipped, copies of it, an empty one."""

from __future__ import annotations

import asyncio
import inspect
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ter_core.environment import Environment
from ter_core.workspace.demonstration import copy_demo, demonstration

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(scope="session")
def tui_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all: what is found in it is checked against the log."""
    return tmp_path_factory.mktemp("cache-tui")


@pytest.fixture
def env(tmp_path: Path, tui_cache: Path) -> Environment:
    """A machine of its own on 21 November 2026."""
    return Environment(
        now=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        state_dir=tmp_path / "etat",
        cache_dir=tui_cache,
        fixed_today=TODAY,
    )


@pytest.fixture
def shipped() -> Path:
    """The demonstration as shipped, that is only read."""
    return demonstration()


@pytest.fixture
def demo(tmp_path: Path, env: Environment) -> Path:
    """A copy of the demonstration, that may be written."""
    return copy_demo(tmp_path / "territoire", env)

"""Old versions of an event, read for ever: pure functions from one payload to the next version.

Empty at birth. Registered functions are checked for gaps: from the oldest version known of a type,
every step up to its current one must exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["concern", "current_version", "register", "temporarily", "upcast"]

Payload = dict[str, Any]
Step = Callable[[Payload], Payload]

_steps: dict[tuple[str, int], Step] = {}
_old: list[re.Pattern[bytes]] = []  # one, once something is registered


def register(type_: str, version: int, step: Step) -> None:
    """Say how a payload of `version` becomes one of `version + 1`; it must not change its input.

    Raises:
        ValueError: already registered, or the versions of the type would have a gap.
    """
    if (type_, version) in _steps:
        raise ValueError(f"{type_} version {version} already has its upcast")
    known = sorted(v for name, v in _steps if name == type_)
    if known and version not in (known[0] - 1, known[-1] + 1):
        raise ValueError(f"{type_}: version {version} leaves a gap beside {known}")
    _steps[type_, version] = step
    _recompile()


@contextmanager
def temporarily(type_: str, version: int, step: Step) -> Iterator[None]:
    """Register for the time of a `with` block (tests)."""
    register(type_, version, step)
    try:
        yield
    finally:
        del _steps[type_, version]
        _recompile()


def _recompile() -> None:
    either = b"|".join(
        re.escape(f',"type":"{name}","version":{version},'.encode()) for name, version in _steps
    )
    _old[:] = [re.compile(either)] if either else []


def concern(data: bytes) -> bool:
    """Whether these bytes may hold a line of an old version; never False when they do."""
    return any(pattern.search(data) for pattern in _old)


def current_version(type_: str) -> int | None:
    """The version the upcasts of a type lead to; None for a type that has none."""
    return max((version + 1 for name, version in _steps if name == type_), default=None)


def upcast(type_: str, version: int, donnees: Payload) -> tuple[int, Payload]:
    """The payload in its current version, and which one that is."""
    while (step := _steps.get((type_, version))) is not None:
        donnees, version = step(donnees), version + 1
    return version, donnees

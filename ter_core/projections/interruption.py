"""Ctrl-C while DuckDB works, which tells it as a mere `RuntimeError`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

__all__ = ["interruptible"]

_TOLD = "Query interrupted"


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Give Ctrl-C back as what it is everywhere else.

    Raises:
        KeyboardInterrupt: a query was interrupted.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) == _TOLD:
            raise KeyboardInterrupt from None
        raise

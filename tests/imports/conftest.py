"""The territory of the ledger's tests, to record lots in."""

from __future__ import annotations

from tests.ledger.conftest import laptop, machines

__all__ = ["laptop", "machines"]

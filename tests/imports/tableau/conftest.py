"""The network of the reports' tests, recorded once, and a way to take a table into it."""

from __future__ import annotations

from tests.ledger.conftest import laptop, machines
from tests.ledger.network import network

__all__ = ["laptop", "machines", "network"]

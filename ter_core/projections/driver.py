"""DuckDB as this program uses it: SQL goes in, rows come out.

The package `duckdb` is a compiled half, `_duckdb`, and relations and expressions written in Python
that cost twice as much to import and that we never use. Should that half have another name one
day, the whole package serves: both give the same classes.
"""

from __future__ import annotations

try:
    from _duckdb import DuckDBPyConnection as Connection
    from _duckdb import Error, IOException, TransactionException, __version__, connect
except ImportError:  # pragma: no cover
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import Error, IOException, TransactionException, __version__, connect

__all__ = ["DISK_ERRORS", "Connection", "Error", "connect", "version"]

DISK_ERRORS = (IOException, TransactionException)
"""What a disk that refuses becomes; a commit that cannot be written is a transaction that fails."""

version: str = __version__

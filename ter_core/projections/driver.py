"""DuckDB as this program uses it: SQL goes in, rows come out.

The package `duckdb` is a compiled half, `_duckdb`, and relations and expressions written in Python
that cost twice as much to import and that we never use. Should that half have another name one
day, the whole package serves: both give the same classes.
"""

from __future__ import annotations

try:
    from _duckdb import DuckDBPyConnection as Connection
    from _duckdb import Error, __version__, connect
except ImportError:  # pragma: no cover
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import Error, __version__, connect

__all__ = ["Connection", "Error", "connect", "version"]

version: str = __version__

"""Projections: the log read as SQL. DuckDB answers every question and decides nothing."""

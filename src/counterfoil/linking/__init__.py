"""Linking: which seller accounts are one operator's? Tables in, tables out; the only part that runs on DuckDB."""

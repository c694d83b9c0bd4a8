"""What differs between what was recorded and what is computed now? Tables, settings and versions compared, in words."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl

from counterfoil.documents.words import weight_in_figures

LISTED = 10  # changed rows named for one table; the others are counted
LONGEST = 120  # characters of a value that are shown
LINE = "line"  # where a row stood in its file: no matter to any answer
NAMES = {  # columns that tell the rows of a table apart; of other tables whole rows are compared
    "rights": ("id",),
    "sellers": ("id",),
    "prices": ("brand", "product_type", "condition", "currency"),
    "rates": ("currency",),
    "population": ("offer_id", "kind"),
    "findings": ("kind", "right_id"),
    "assessments": ("right_id",),
    "decisions": ("subject_id",),
    "offers": ("id",),
}
SINGULAR = {"findings": "finding", "assessments": "assessment of", "decisions": "decision on", "offers": "offer"}

Row = dict[str, Any]


def canonical(tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Return the rows of the tables as JSON with one spelling only: sorted keys, no spaces, amounts as text, UTF-8."""
    rows = {name: table.to_dicts() for name, table in tables.items()}
    text = json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=str)
    return text.encode()


def between_tables(name: str, was: pl.DataFrame, now: pl.DataFrame) -> list[str]:
    """Return a sentence for each row of a table that is gone, is new, or has another value, LISTED at most."""
    before, after = _only_in(was, now), _only_in(now, was)
    sentences = list(_of_rows(name, _named(name, before), _named(name, after)))
    if not sentences and not was.drop(LINE, strict=False).equals(now.drop(LINE, strict=False)):
        sentences = [f"{name}: the same rows stand in another order or number"]
    more = len(sentences) - LISTED
    return [*islice(sentences, LISTED), *([f"{name}: {more:,} more differences"] if more > 0 else [])]


def between_settings(name: str, was: bytes, now: bytes) -> list[str]:
    """Return a sentence for each value of a TOML file (model, policy) that differs; comments do not count."""
    if was == now:
        return []
    before, after = (dict(_flat("", tomllib.loads(data.decode("utf-8")))) for data in (was, now))
    keys = [*before, *(key for key in after if key not in before)]
    sentences = [_valued(f"{name}: {key}", key, before.get(key), after.get(key)) for key in keys]
    changed = [sentence for key, sentence in zip(keys, sentences, strict=True) if before.get(key) != after.get(key)]
    return changed or [f"{name}: written otherwise, with the same values"]


def between_versions(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return a sentence for each program whose version is not the recorded one."""
    names = sorted({*was, *now})
    return [_valued(name, name, was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name)]


def _only_in(one: pl.DataFrame, other: pl.DataFrame) -> list[Row]:
    """Return the rows of one table that the other does not have."""
    if one.is_empty():
        return []
    texts = {name: _as_texts(table) for name, table in (("one", one), ("other", other))}
    return one.filter(~texts["one"].is_in(texts["other"].to_list())).to_dicts()


def _as_texts(table: pl.DataFrame) -> pl.Series:
    plain = table.drop(LINE, strict=False).select(sorted(set(table.columns) - {LINE}))
    return plain.select(pl.struct(pl.all()).struct.json_encode()).to_series()


def _named(name: str, rows: Sequence[Row]) -> dict[str, Row]:
    """Return the rows by what tells them apart; rows that nothing tells apart by all they hold."""
    columns = NAMES.get(name)
    named: dict[str, Row] = {}
    for row in rows:
        cells = (
            [row.get(column) for column in columns] if columns else [f"{k} {v}" for k, v in row.items() if k != LINE]
        )
        named[" ".join(str(cell) for cell in cells if cell is not None)] = row
    return named


def _of_rows(name: str, before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[str]:
    title = SINGULAR.get(name, name + ":")
    for label, row in before.items():
        label_words = f"{title} {label or 'no right'}"
        if label not in after:
            yield f"{label_words} is gone{_told(row)}"
            continue
        for column in row:
            if column != LINE and row[column] != after[label].get(column):
                yield _valued(f"{label_words}: {column}", column, row[column], after[label].get(column))
    for label, row in after.items():
        if label not in before:
            yield f"{title} {label or 'no right'} is new{_told(row)}"


def _told(row: Row) -> str:
    """Return the weight and the sentence of a finding; nothing for other rows."""
    return f" ({weight_in_figures(row['weight'])}: {_short(row['detail'])})" if "detail" in row else ""


def _valued(what: str, column: str, was: object, now: object) -> str:
    if column == "weight" and isinstance(was, int) and isinstance(now, int):
        return f"{what} was {weight_in_figures(was)}, is {weight_in_figures(now)}"
    if isinstance(was, list) and isinstance(now, list):
        lost, gained = ([_short(item) for item in one if item not in other] for one, other in ((was, now), (now, was)))
        told = [f"lost “{item}”" for item in lost] + [f"gained “{item}”" for item in gained]
        return f"{what} {', '.join(told) or 'stand in another order'}"
    return f"{what} was {_short(was)}, is {_short(now)}"


def _short(value: object) -> str:
    text = "nothing" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _flat(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _flat(f"{path} {place}", inner)
    else:
        yield path, value

"""Small invented sellers for the tests of linking."""

from typing import Any

import polars as pl

from counterfoil.tables.seller import Seller

_OWN: dict[str, Any] = {
    "name": "{word} Goods", "address": "{n} Elm Street, Reno, 895{n:02d}", "phone": "+1-775-555-{n:04d}",
    "email": "{word}@mail{n}.example", "taxNumber": "77-9{n:06d}", "registrationNumber": "NV{n:07d}X{n}",
    "bankAccount": "98001{n:08d}",
}  # fmt: skip


def seller(n: int, **given: Any) -> dict[str, Any]:
    """Return a seller of its own, but for what is given."""
    own = {name: text.format(n=n, word=_word(n)) for name, text in _OWN.items()}
    return {"id": f"s-{n}", "country": "US", "status": "active", **own, **given}


def _word(n: int) -> str:
    """Return an invented word that no other number's is near."""
    parts = [(n * 7919 // 14**place) % 14 for place in range(4)]
    return "".join("bdfgklmnprstvz"[part] + "aeiou"[(part + place) % 5] for place, part in enumerate(parts))


def sellers(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return the rows as the table of sellers."""
    blank = Seller.create_empty()
    given = pl.DataFrame(list(rows), schema_overrides={"device": pl.List(pl.String)}, infer_schema_length=None)
    return pl.concat([blank, given], how="diagonal_relaxed").select(blank.columns)

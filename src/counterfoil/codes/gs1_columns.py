"""Whole columns of GS1 keys of single things: GTIN with serial number, from EPC URNs and GS1 Digital Links.

The common forms are read as expressions; whatever they do not cover is read by `gs1.parse`, each text once, so that
both always say the same.
"""

import polars as pl

from counterfoil.codes import gs1

_SERIAL = "[0-9A-Za-z._-]{1,20}"
_URN = rf"^urn:epc:id:sgtin:([0-9]{{4,12}})\.([0-9])([0-9]{{0,8}})\.({_SERIAL})$"
_LINK = rf"^https?://[0-9A-Za-z.-]+/01/([0-9]{{14}})(?:/10/({_SERIAL}))?/21/({_SERIAL})$"
_BODY = 13  # digits of a GTIN before its check digit
THING = {"gtin": pl.String, "serial": pl.String, "lot": pl.String}


def things(codes: pl.Series) -> pl.DataFrame:
    """Return gtin (14 digits), serial and lot of each text, in order; all null where it names no single thing."""
    read = pl.DataFrame({"code": codes}).select("code", _of_urn().alias("urn"), _of_link().alias("link"))
    plain = read.select(
        "code",
        known=pl.col("urn").struct.field("serial").is_not_null() | pl.col("link").struct.field("serial").is_not_null(),
        **{name: pl.coalesce(pl.col("urn").struct.field(name), pl.col("link").struct.field(name)) for name in THING},
    )
    others = plain.filter(~pl.col("known") & pl.col("code").is_not_null())["code"].unique()
    if others.is_empty():
        return plain.select(*THING)
    slow = pl.DataFrame([_slowly(text) for text in others], schema={"code": pl.String} | THING, orient="row")
    joined = plain.join(slow, on="code", how="left", maintain_order="left", suffix="_slow")
    return joined.select(pl.when("known").then(name).otherwise(f"{name}_slow").alias(name) for name in THING)


def _slowly(text: str) -> tuple[str, str | None, str | None, str | None]:
    key = gs1.parse(text)
    if key is None or key.kind != "gtin" or not key.serial:
        return text, None, None, None
    return text, key.number, key.serial, key.lot or None


def _of_urn() -> pl.Expr:
    parts = pl.col("code").str.extract_groups(_URN)
    company, first, item, serial = (parts.struct.field(str(at)) for at in range(1, 5))
    body = first + company + item
    whole = pl.when(body.str.len_bytes() == _BODY).then(body)
    number = whole + _check_digit(whole).cast(pl.String)
    held = pl.when(number.is_not_null()).then(serial)
    return pl.struct(gtin=number, serial=held, lot=pl.lit(None, dtype=pl.String))


def _of_link() -> pl.Expr:
    parts = pl.col("code").str.extract_groups(_LINK)
    number, lot, serial = (parts.struct.field(str(at)) for at in range(1, 4))
    holds = _check_digit(number.str.head(_BODY)) == number.str.tail(1).cast(pl.Int64)
    return pl.struct(gtin=pl.when(holds).then(number), serial=pl.when(holds).then(serial), lot=pl.when(holds).then(lot))


def _check_digit(body: pl.Expr) -> pl.Expr:
    """Return the check digit of 13 digits (GS1 General Specifications, section 7.9)."""
    number = body.cast(pl.Int64)
    total = pl.sum_horizontal(
        [number // 10**place % 10 * (3, 1)[place % 2] for place in range(_BODY)], ignore_nulls=False
    )
    return (10 - total % 10) % 10

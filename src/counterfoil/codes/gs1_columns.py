"""Whole columns of GS1 keys of single things: GTIN with serial number, from EPC URNs and GS1 Digital Links.

The common forms are read as expressions; whatever they do not cover is read by `gs1.parse`, each text once, so that
both always say the same.
"""

import polars as pl

from counterfoil.codes import gs1

_SERIAL = "[0-9A-Za-z._-]{1,20}"
_URN = rf"^urn:epc:id:sgtin:([0-9]{{4,12}})\.([0-9])([0-9]{{0,8}})\.({_SERIAL})$"
_LINK = rf"^https?://[0-9A-Za-z.-]+/01/([0-9]{{14}})(?:/10/({_SERIAL}))?/21/({_SERIAL})$"
_URN_PARTS, _LINK_PARTS = ["company", "first", "item", "urn_serial"], ["number", "link_lot", "link_serial"]
_BODY = 13  # digits of a GTIN before its check digit
THING = {"gtin": pl.String, "serial": pl.String, "lot": pl.String}


def things(codes: pl.Series) -> pl.DataFrame:
    """Return gtin (14 digits), serial and lot of each text, in order; all null where it names no single thing."""
    plain = _plain(pl.DataFrame({"code": codes.cast(pl.String)}))
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


def _plain(codes: pl.DataFrame) -> pl.DataFrame:
    """Return code, the columns of THING where it has a common form, and whether it has (`known`)."""
    urn, link = (pl.col("code").str.extract_groups(pattern) for pattern in (_URN, _LINK))
    # Taken out first: an expression that is used several times would search several times.
    parts = codes.with_columns(urn=urn.struct.rename_fields(_URN_PARTS), link=link.struct.rename_fields(_LINK_PARTS))
    joined = parts.unnest("urn", "link").with_columns(body=pl.concat_str("first", "company", "item"))
    whole = joined.with_columns(
        body=pl.when(pl.col("body").str.len_bytes() == _BODY).then("body").otherwise(pl.col("number").str.head(_BODY))
    )
    digits = whole.with_columns(digit=_check_digit(pl.col("body")).cast(pl.String))
    of_link = pl.col("number").is_not_null() & (pl.col("number").str.tail(1) == pl.col("digit"))
    known = (pl.col("digit").is_not_null() & (pl.col("number").is_null() | of_link)).fill_null(value=False)
    return digits.select(
        "code",
        known=known,
        gtin=pl.when(known).then(pl.col("body") + pl.col("digit")),
        serial=pl.when(known).then(pl.coalesce("urn_serial", "link_serial")),
        lot=pl.when(known).then("link_lot"),
    )


def _check_digit(body: pl.Expr) -> pl.Expr:
    """Return the check digit of 13 digits (GS1 General Specifications, section 7.9)."""
    number = body.cast(pl.Int64)
    total = pl.sum_horizontal(
        [number // 10**place % 10 * (3, 1)[place % 2] for place in range(_BODY)], ignore_nulls=False
    )
    return (10 - total % 10) % 10

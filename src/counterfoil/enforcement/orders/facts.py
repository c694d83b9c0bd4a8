"""By which exact details can a defendant be found? Numbers without signs, addresses of mail and stores in one spelling.

A placeholder (“N/A”, 000000000) is nobody's number. Sellers' values are only looked up, never kept: personal data.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from counterfoil.codes.company_number import is_placeholder
from counterfoil.enforcement.orders.record import Defendant

FACTS = {"number": pl.Int64, "kind": pl.String, "value": pl.String}
HELD = {"seller_id": pl.String, **FACTS}
ACCOUNT, STORE, EMAIL, BANK, REGISTRATION, TAX, PHONE = KINDS = (
    "account id",
    "store address",
    "e-mail",
    "bank account",
    "registration number",
    "tax number",
    "telephone",
)
SHORTEST = 4  # letters and digits of a number that anybody is known by
PHONE_DIGITS = 10  # from the last: with and without the country's code a number is one


def defendants_facts(defendants: Sequence[Defendant]) -> pl.DataFrame:
    """Return the details that the order gives (FACTS), each once."""
    rows = [
        (one.number, kind, value)
        for one in defendants
        for kind, values in _given(one)
        for value in _plain(kind, values)
    ]
    return pl.DataFrame(rows, schema=FACTS, orient="row").unique(maintain_order=True)


def held_facts(sellers: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return which accounts have which of the details (HELD). `sellers` has the columns of Seller."""
    found = [_held(sellers, kind, expr, facts) for kind, expr in _of_sellers()]
    return pl.concat([pl.DataFrame(schema=HELD), *found]).unique(maintain_order=True)


def _given(one: Defendant) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (ACCOUNT, one.accounts),
        (STORE, one.store_urls),
        (EMAIL, one.emails),
        (BANK, one.bank_accounts),
        (REGISTRATION, one.registration_numbers),
        (TAX, one.tax_numbers),
        (PHONE, one.phones),
    ]


def _plain(kind: str, values: Iterable[str]) -> list[str]:
    """Return the values in the spelling in which they are looked up."""
    told = pl.Series("value", list(values), dtype=pl.String)
    bare = told.to_frame().select(_spelling(kind, pl.col("value"))).to_series().drop_nulls()
    numbered = kind in (BANK, REGISTRATION, TAX)
    return [value for value in bare if not (numbered and is_placeholder(value))]


def _of_sellers() -> list[tuple[str, pl.Expr]]:
    """Return, for each kind, the sellers' columns it is looked up in; a store's address ends in its account's id."""
    numbers = {REGISTRATION: ("registrationNumber", "leiCode"), TAX: ("taxNumber", "vatCode"), BANK: ("bankAccount",)}
    return [
        (ACCOUNT, _spelling(ACCOUNT, pl.col("id"))),
        (ACCOUNT, _spelling(ACCOUNT, pl.col("platform_id"))),
        (STORE, _spelling(STORE, pl.col("website"))),
        (EMAIL, _spelling(EMAIL, pl.col("email"))),
        (PHONE, _spelling(PHONE, pl.col("phone"))),
        *((kind, _spelling(kind, pl.col(name))) for kind, names in numbers.items() for name in names),
    ]


def _spelling(kind: str, text: pl.Expr) -> pl.Expr:
    """Return the one spelling of a detail, null for one that is too short to know anybody by."""
    small = text.str.strip_chars().str.to_lowercase()
    if kind == ACCOUNT:
        return text.str.strip_chars()
    if kind == EMAIL:
        return pl.when(small.str.contains(r"^[^@\s]+@[^@\s]+$")).then(small)
    if kind == PHONE:
        digits = text.str.replace_all(r"\D", "")
        return pl.when(digits.str.len_chars() >= PHONE_DIGITS - 3).then(digits.str.tail(PHONE_DIGITS))
    if kind == STORE:
        bare = small.str.replace(r"^\w+://", "").str.replace(r"^www\.", "").str.replace(r"[?#].*$", "")
        return pl.when(bare.str.contains(".", literal=True)).then(bare.str.strip_chars_end("/"))
    bare = small.str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(bare.str.len_chars() >= SHORTEST).then(bare)


def _held(sellers: pl.DataFrame, kind: str, spelt: pl.Expr, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts whose detail of a kind the order gives; the others' are not kept."""
    wanted = facts.filter(pl.col("kind") == kind)
    if wanted.is_empty():
        return pl.DataFrame(schema=HELD)
    met = sellers.lazy().select(seller_id="id", value=spelt).filter(pl.col("value").is_in(wanted["value"].implode()))
    return met.collect().join(wanted, on="value").select(list(HELD))


def named_in_stores(sellers: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts whose id is the last part of a store's address that the order gives (HELD)."""
    stores = facts.filter(pl.col("kind") == STORE).with_columns(last=pl.col("value").str.extract(r"/([^/]+)$", 1))
    if stores.is_empty():
        return pl.DataFrame(schema=HELD)
    ids = sellers.lazy().select(seller_id="id", last=pl.col("id").str.to_lowercase())
    met = ids.filter(pl.col("last").is_in(stores["last"].drop_nulls().implode())).collect()
    return met.join(stores, on="last").select(list(HELD))

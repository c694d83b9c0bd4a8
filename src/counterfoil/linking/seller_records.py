"""How does a seller account look to the comparison? Names across scripts, numbers bare, addresses without their unit.

What nobody is known by is left out: placeholders for numbers, domains where anybody gets a mailbox, goods and pictures
that many sellers have.
"""

from collections.abc import Callable

import polars as pl

from counterfoil.codes.company_number import is_placeholder
from counterfoil.codes.mailbox import FREE
from counterfoil.text.names import name_forms
from counterfoil.text.names.latin import latin
from counterfoil.text.names.skeleton import skeleton
from counterfoil.text.names.vocabulary import general_words

FEW, SOME = (
    10,
    100,
)  # accounts that share an entry of a list: up to FEW know an operator by it, up to SOME it says little
SIGNS = ("device", "template", "picture", "stock")
WORDS = "name_words"
NO_SIGNS = pl.DataFrame(schema={"seller_id": pl.String, "kind": pl.String, "value": pl.String})
PHONE_DIGITS = 10  # from the last: with and without the country's code a number is one
SHORTEST = 4  # letters and digits of a number that anything is known by
_UNIT = r"\b(?:suite|ste|unit|apartment|apt|room|rm|floor|fl|flat|lot|box|bldg|building|no)\b\s*(\d+\w*|\w)\b"
_STREETS = {
    "street": "st", "avenue": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "lane": "ln", "court": "ct",
    "place": "pl", "square": "sq", "highway": "hwy", "parkway": "pkwy", "north": "n", "south": "s", "east": "e",
    "west": "w", "strasse": "str",
}  # fmt: skip


def seller_records(
    sellers: pl.DataFrame, signs: pl.DataFrame = NO_SIGNS, *, counted: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return a row per seller, in the order given, with the columns that `seller_comparisons.SELLERS` compares, and id.

    `sellers` has the columns of Seller; `signs` (seller_id, kind, value) what their offers show: template, picture,
    stock. How many have an entry of a list is counted among them; or, where `counted` (kind, value, count) is given,
    among those that were counted there and each of these sellers alone. Personal data: the rows go nowhere else.
    """
    records, entries = _of_the_account(sellers), entries_of(sellers, signs)
    if counted is None:
        entries = entries.with_columns(count=pl.len().over("kind", "value"))
    else:
        entries = entries.join(counted, on=["kind", "value"], how="left", maintain_order="left")
        entries = entries.with_columns(pl.col("count").fill_null(0) + 1)
    few, some = pl.col("count").is_between(2, FEW), pl.col("count").is_between(FEW + 1, SOME)
    words = _lists(records, entries.filter(pl.col("kind") == WORDS), few.alias(WORDS)).select(pl.all().fill_null([]))
    lists = [
        _lists(records, entries.filter(pl.col("kind") == kind), few.alias(f"{kind}_few"), some.alias(f"{kind}_some"))
        for kind in SIGNS
    ]
    return pl.concat([records, words, *lists], how="horizontal")


def entries_of(sellers: pl.DataFrame, signs: pl.DataFrame) -> pl.DataFrame:
    """Return what sellers have lists of, an entry to a row: seller_id, kind (`name_words` or one of SIGNS), value."""
    known = signs.select(NO_SIGNS.columns).join(sellers.select(seller_id="id"), on="seller_id", how="semi")
    return pl.concat([known, _devices(sellers), _words(sellers)]).unique(maintain_order=True)


def _of_the_account(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that need no other seller."""
    names, owners = name_forms(sellers["name"]), name_forms(_owner(sellers))
    told = sellers.select(
        "id",
        *_names("name", names),
        *_names("owner", owners),
        name_joined=names["bare"].str.replace_all(" ", ""),
        name_head=names["bare"].str.split(" ").list.first(),
    )
    # Where the account has its owner's name, the owner says nothing more.
    own = pl.when(pl.col("owner_key") != pl.col("name_key").fill_null("")).then(pl.col("^owner_.*$")).name.keep()
    return pl.concat(
        [told.with_columns(own), _address(sellers), _reached(sellers), _numbers(sellers)], how="horizontal"
    )


def _owner(sellers: pl.DataFrame) -> pl.Series:
    return sellers.select(pl.coalesce("beneficialOwner", "bankHolder")).to_series()


def _names(prefix: str, forms: pl.DataFrame) -> list[pl.Series]:
    """Return the words of names, sorted, and how they sound; null where there are none."""
    keys = forms.select(pl.when(pl.col("key") != "").then("key")).to_series()
    sounds = _each(keys, lambda name: " ".join(sorted(map(skeleton, name.split()))))
    return [keys.alias(f"{prefix}_key"), sounds.alias(f"{prefix}_sounds")]


def _each(column: pl.Series, of: Callable[[str], str]) -> pl.Series:
    """Return what a function makes of each different value."""
    distinct = column.drop_nulls().unique()
    made = pl.Series([of(value) for value in distinct], dtype=pl.String)
    return column.replace_strict(distinct, made, default=None, return_dtype=pl.String)


def _words(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return the words of names, but for those that many businesses have."""
    words = name_forms(sellers["name"])["bare"].str.split(" ")
    rows = sellers.select(seller_id="id", kind=pl.lit(WORDS), value=words).explode("value")
    own = (pl.col("value").str.len_chars() >= SHORTEST) & ~pl.col("value").is_in(list(general_words()))
    return rows.filter(own)


def _lists(records: pl.DataFrame, entries: pl.DataFrame, *chosen: pl.Expr) -> pl.DataFrame:
    """Return of each record the entries that are chosen, sorted; null where it has no entry at all."""
    parts = [pl.col("value").filter(which).alias(which.meta.output_name()) for which in chosen]
    lists = entries.sort("value").group_by("seller_id").agg(parts)
    met = records.select("id").join(lists, left_on="id", right_on="seller_id", how="left", maintain_order="left")
    return met.drop("id")


def _address(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return address (with unit), building (without), street_number and postcode."""
    given = pl.concat_str("address", "city", "postalCode", separator=" ", ignore_nulls=True)
    written = _each(sellers.select(pl.when(pl.col("address").is_not_null()).then(given)).to_series(), _one_spelling)
    told = written.to_frame("written").with_columns(unit=pl.col("written").str.extract(_UNIT, 1))
    street = pl.col("written").str.replace_all(_UNIT, " ").str.replace_all(r"\s+", " ").str.strip_chars()
    building = told.with_columns(building=pl.when(street.str.len_chars() >= SHORTEST).then(street))
    return building.select(
        address=pl.concat_str("building", pl.col("unit").fill_null(""), separator=" / "),
        building="building",
        street_number=pl.col("building").str.extract(r"\b(\d+)\b", 1),
        postcode=pl.col("building").str.extract(r"\b(\d{4,})\b\D*$", 1),
    )


def _one_spelling(address: str) -> str:
    return " ".join(_STREETS.get(word, word) for word in latin(address).split())


def _reached(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return phone (last digits), email, mailbox (before the @), domain (one that not anybody gets), website."""
    digits = pl.col("phone").str.replace_all(r"\D", "")
    email = pl.col("email").str.to_lowercase().str.strip_chars()
    domain = email.str.extract(r"@([^@\s]+)$", 1)
    site = pl.col("website").str.to_lowercase().str.replace(r"^\w+://", "").str.replace(r"^www\.", "")
    return sellers.select(
        phone=pl.when(digits.str.len_chars() >= PHONE_DIGITS - 3).then(digits.str.tail(PHONE_DIGITS)),
        email=email,
        mailbox=email.str.extract(r"^([^@]+)@", 1).str.replace(r"\+.*$", "").str.replace_all(r"[^a-z0-9]", ""),
        domain=pl.when(~domain.is_in(list(FREE))).then(domain),
        website=site.str.extract(r"^([^/\s?#]+)", 1),
    )


def _numbers(sellers: pl.DataFrame) -> pl.DataFrame:
    identity = pl.coalesce("leiCode", "vatCode", "idNumber")
    columns = {
        "tax": sellers["taxNumber"],
        "registration": sellers["registrationNumber"],
        "bank": sellers["bankAccount"],
        "identity": sellers.select(identity).to_series(),
    }
    return pl.DataFrame({name: _bare(column) for name, column in columns.items()})


def _bare(numbers: pl.Series) -> pl.Series:
    """Return numbers in small letters without signs, null for a placeholder: what thousands write is nobody's."""
    placeholders = [number for number in numbers.drop_nulls().unique() if is_placeholder(number)]
    bare = pl.first().str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    kept = ~pl.first().is_in(placeholders) & (bare.str.len_chars() >= SHORTEST)
    return numbers.to_frame().select(pl.when(kept).then(bare)).to_series()


def _devices(sellers: pl.DataFrame) -> pl.DataFrame:
    rows = sellers.select(seller_id="id", kind=pl.lit("device"), value="device").explode("value")
    return rows.drop_nulls().select(NO_SIGNS.columns)

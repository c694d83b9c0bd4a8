"""A market of sellers with names like each other's, and an order whose Schedule A names some: drawn by one seed.

Written and committed before the method that it judges. Names are made of few words, so that honest shops resemble each
other and the defendants. A schedule gives of each defendant what such schedules give: a store name as somebody typed it
(as it is, misspelled, joined, with another legal form), now and then the account's id, an address or an e-mail.
Some entries are of nobody on this market. Everything is invented.
"""

from typing import Any, NamedTuple

import numpy as np
import polars as pl

WORDS, TRADES = 3_000, (
    "Store", "Shop", "Outlet", "Trading", "Deals", "Goods", "Sports", "Fashion", "Gifts", "Supply", "Market", "Direct",
    "Home", "Beauty", "Watches", "Audio", "Outdoor", "Import", "Global", "Online",
)  # fmt: skip
FORMS = ("", "", "", " LLC", " Ltd", " Inc", " Co., Ltd")
SYLLABLES = ("ka", "ri", "mon", "tel", "sa", "bru", "ne", "vo", "lin", "dar", "pe", "qui", "zo", "hal", "mer", "sto",
             "wen", "fy", "gra", "lo", "bel", "tu", "xi", "chan", "dro", "ver", "na", "sky", "pol", "ju")  # fmt: skip
WAYS = {"as it is": 0.30, "other form": 0.15, "misspelled": 0.25, "joined": 0.15, "word added": 0.15}
GIVEN = {"account": 0.25, "email": 0.15, "address": 0.35, "platform": 0.9}  # what a schedule tells beside a name
NOBODY = 0.06  # of the defendants have no account here
PLATFORM, OTHER = "Harbour Row", "Mill Street Market"


class OrderedMarket(NamedTuple):
    """`sellers` (columns of Seller), `schedule` (columns of Schedule A), `truth`: number, seller_id, way."""

    sellers: pl.DataFrame
    schedule: pl.DataFrame
    truth: pl.DataFrame


def ordered_market(*, seed: int, sellers: int, parties: int) -> OrderedMarket:
    """Return so many sellers and an order of so many defendants, with one to three accounts each."""
    chance = np.random.default_rng(seed)
    accounts = _accounts(chance, sellers)
    order = chance.permutation(sellers)
    rows: list[dict[str, Any]] = []
    truth: list[tuple[int, str, str]] = []
    at = 0
    for number in range(1, parties + 1):
        if chance.random() < NOBODY:
            rows.append(_entry(number, [f"{_word(chance)} {_word(chance)} {_word(chance)}"], {}))
            continue
        held = int(chance.choice([1, 2, 3], p=[0.8, 0.15, 0.05]))
        names, told = [], {}
        for place in order[at : at + held]:
            own = accounts.row(int(place), named=True)
            way = str(chance.choice(list(WAYS), p=list(WAYS.values())))
            names.append(_typed(chance, own["name"], way))
            told = {field: own for field, share in GIVEN.items() if chance.random() < share} | told
            truth.append((number, own["id"], way))
        rows.append(_entry(number, names, told))
        at += held
    schema = {"number": pl.Int64, "seller_id": pl.String, "way": pl.String}
    schedule = pl.DataFrame(rows, infer_schema_length=None)
    return OrderedMarket(accounts, schedule, pl.DataFrame(truth, schema=schema, orient="row"))


def _accounts(chance: np.random.Generator, number: int) -> pl.DataFrame:
    """Return the seller accounts, all by whole columns."""
    words = np.array(sorted({_word(chance) for _ in range(WORDS)}))
    first, second = (words[chance.integers(len(words), size=number)] for _ in range(2))
    trade = np.array(TRADES)[chance.integers(len(TRADES), size=number)]
    form = np.array(FORMS)[chance.integers(len(FORMS), size=number)]
    alone = chance.random(number) < 0.25  # shops of one own word
    street = words[chance.integers(len(words), size=number)]
    house, code = chance.integers(1, 9_000, size=number), chance.integers(10_000, 99_999, size=number)
    columns = {"first": first, "second": second, "trade": trade, "form": form, "street": street, "alone": alone}
    drawn = pl.DataFrame({**columns, "house": house, "code": code, "tax": chance.integers(10**8, 10**9, size=number)})
    place = pl.int_range(pl.len()).cast(pl.String)
    name = pl.when("alone").then(pl.concat_str("first", pl.lit(" "), "trade", "form"))
    both = pl.concat_str("first", pl.lit(" "), "second", pl.lit(" "), "trade", "form")
    return drawn.select(
        id=pl.lit("a") + place,
        name=name.otherwise(both),
        country=pl.lit("US"),
        address=pl.concat_str(pl.col("house"), pl.lit(" "), "street", pl.lit(" Street, "), pl.col("code")),
        taxNumber=pl.col("tax").cast(pl.String),
        email=pl.concat_str(pl.col("first").str.to_lowercase(), place, pl.lit("@mail.example.com")),
        marketplace=pl.lit(PLATFORM),
        status=pl.lit("active"),
    )


def _word(chance: np.random.Generator) -> str:
    return "".join(chance.choice(SYLLABLES, size=int(chance.integers(2, 4)))).capitalize()


def _typed(chance: np.random.Generator, name: str, way: str) -> str:
    """Return a name as somebody wrote it into a schedule."""
    words = name.removesuffix(" LLC").removesuffix(" Co., Ltd").removesuffix(" Ltd").removesuffix(" Inc").split()
    if way == "other form":
        return " ".join(words).upper() + " LIMITED"
    if way == "joined":
        return words[0] + words[1].lower() + "".join(f" {word}" for word in words[2:])
    if way == "word added":
        return " ".join([*words, str(chance.choice(["Official", "USA", "88", "Flagship"]))])
    if way == "misspelled":
        word, at = words[0], int(chance.integers(1, len(words[0])))
        drawn = chance.random()
        changed = word[:at] + word[at - 1] + word[at:] if drawn < 0.5 else word[:at] + word[at + 1 :]
        return " ".join([changed, *words[1:]])
    return name


def _entry(number: int, names: list[str], told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    own = {field: row[{"account": "id", "platform": "marketplace"}.get(field, field)] for field, row in told.items()}
    return {
        "number": number,
        "name": names[0],
        "aliases": "; ".join(names[1:]) or None,
        "platform": own.get("platform"),
        "account": own.get("account"),
        "email": own.get("email"),
        "address": own.get("address"),
    }

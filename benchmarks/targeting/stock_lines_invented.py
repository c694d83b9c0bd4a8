"""Stock of invented warehouses, as many lines as wanted: which goods lie where, from whom, with which lot?

Every word, code and name is made up; no real listing was looked at. A line's product, lot and place follow from its
number and a fixed seed, so parts that are drawn one by one make one stock. Among the lines lie, in a known number, the
goods of a confirmed fake: the same product from its source, from the owner, and from nobody knows where.
"""

from typing import NamedTuple

import numpy as np
import polars as pl

SEED = 20261109
PRODUCTS = 600_000  # kinds of goods, each in one colour and size; popular ones lie in many places
WITHOUT_GTIN, WITHOUT_TITLE = 0.12, 0.02  # shares of the lines
SOUGHT_EVERY = 5_000  # one line in so many is of the product that is looked for, in one of its variants
FACILITIES = 13
SELLERS, SHIPMENTS = 40_000, 150_000

_ONSETS = "b br d dr f fl g gr h k kl l m n p pr r s st t tr v".split()
_VOWELS = "a e i o u ai ei".split()
_TYPES = (
    "trail running shoes,walking boots,rain jacket,bicycle helmet,eau de parfum,wireless earbuds,"
    "phone case,brake pads,yoga mat,water bottle,backpack,desk lamp,kitchen knife,frying pan,"
    "cotton t-shirt,denim jeans,wool socks,sunglasses,wrist watch,leather wallet,face cream,shampoo,"
    "vitamin tablets,dog leash,garden hose,led bulb,power bank,usb cable,board game,building blocks,"
    "baby stroller,camping tent,sleeping bag,running shorts,swim goggles,tennis racket,coffee grinder,"
    "electric kettle,hair dryer,toothbrush heads"
).split(",")
_COLOURS = "black,white,blue,red,green,grey,pink,brown,navy,silver".split(",")
_SIZES = [
    *(f"EU {size}" for size in range(36, 47)),
    "S",
    "M",
    "L",
    "XL",
    "50 ml",
    "100 ml",
    "500 ml",
    "pack of 2",
    "1 l",
]
_ENDINGS = "Pro,Max,Lite,Plus,Air,Classic,Sport,Trek,One,Edge,Flow,Prime".split(",")

FAKE_LOT, FAKE_SHIPMENT, FAKE_SELLER = "0821", "SHP-0412", "s-29"
GENUINE_LOTS = ("HS2608A", "HS2607C")
SHOE = "Halvorsen Fjord Runner trail running shoes"
_SHOE_COLOURS, _SHOE_SIZES = ("blue", "moss", "sand"), [f"EU {size}" for size in range(38, 46)]


class Planted(NamedTuple):
    """Lines of the product that is looked for: from its source, in another variant from its source, and others."""

    offending: int
    variants: int
    others: int


def goods() -> pl.DataFrame:
    """Return what is looked for, as a table of goods: one confirmed fake, and what the owner vouches for."""
    return pl.DataFrame(
        {
            "id": ["g-01", "g-02"],
            "status": ["confirmed counterfeit", "genuine"],
            "title": [f"{SHOE}, blue, EU 42", None],
            "brand": ["Halvorsen", "Halvorsen"],
            "gtin": [_sought_gtin(), None],
            "colour": ["blue", None],
            "size": ["EU 42", None],
            "lot": [FAKE_LOT, None],
            "shipment_id": [FAKE_SHIPMENT, None],
            "external_seller_id": [FAKE_SELLER, "s-01"],
            "supplier": ["Golden Reed General Trading FZE", "Halvorsen Sport AS"],
        }
    )


def stock_lines(wanted: int, *, first: int = 0) -> pl.DataFrame:
    """Return so many lines of stock, numbered from `first`, with the columns of `examples/inventory.csv`, as text."""
    draw = np.random.default_rng([SEED, first])
    number = np.arange(first, first + wanted)
    products = (PRODUCTS * draw.random(wanted) ** 3).astype(np.int64)  # the first ones lie in many places
    rows = _named(products).with_columns(
        number=pl.Series(number),
        facility=pl.Series(draw.integers(0, FACILITIES, wanted)),
        lot=_lots(draw.integers(0, 1 << 30, wanted)),
        quantity=pl.Series(draw.integers(1, 600, wanted)),
        seller=pl.Series(draw.integers(100, SELLERS, wanted)),
        shipment=pl.Series(draw.integers(1_000, SHIPMENTS, wanted)),
        without=pl.Series(draw.random(wanted)),
    )
    return _as_written(_with_sought(rows, draw))


def planted(wanted: int, *, first: int = 0) -> Planted:
    """Return how many lines of each kind `stock_lines` has put among its lines."""
    rows = stock_lines(wanted, first=first)
    is_fake = pl.col("lot") == FAKE_LOT
    is_one = pl.col("gtin") == _sought_gtin()
    is_shoe = pl.col("inbound_shipment_id").is_in([FAKE_SHIPMENT, "SHP-0391", "SHP-0900"])
    told = rows.filter(is_shoe).select(
        (is_fake & is_one).sum().alias("offending"),
        (is_fake & ~is_one).sum().alias("variants"),
        (~is_fake).sum().alias("others"),
    )
    return Planted(*told.row(0))


def _named(products: np.ndarray) -> pl.DataFrame:
    """Return title and GTIN of each product."""
    brands, models = _words(900, 1), _words(4_000, 2)
    spread = products * 2_654_435_761 % (1 << 32)
    taken = {
        "brand": pl.Series(brands).gather(spread % len(brands)),
        "model": pl.Series(models).gather(spread // 7 % len(models)),
        "ending": pl.Series(_ENDINGS).gather(spread // 11 % len(_ENDINGS)),
        "type": pl.Series(_TYPES).gather(spread // 13 % len(_TYPES)),
        "colour": pl.Series(_COLOURS).gather(products % len(_COLOURS)),
        "size": pl.Series(_SIZES).gather(products // 10 % len(_SIZES)),
    }
    title = pl.format("{} {} {} {}, {}, {}", "brand", "model", "ending", "type", "colour", "size")
    return pl.DataFrame(taken).select(title=title, gtin=_gtins(products))


def _words(count: int, syllables: int) -> list[str]:
    draw = np.random.default_rng([SEED, count])
    parts = [onset + vowel for onset in _ONSETS for vowel in _VOWELS]
    chosen = draw.integers(0, len(parts), (count, syllables + 1))
    return ["".join(parts[at] for at in row).title() + "n" for row in chosen]


def _gtins(products: np.ndarray) -> pl.Series:
    """Return GTIN-13 from the range that GS1 keeps for examples, 952."""
    return _checked(952_200_000_000 + products)


def _checked(body: np.ndarray) -> pl.Series:
    """Return numbers of GS1 with their check digit behind them."""
    digits = (body[:, None] // 10 ** np.arange(11, -1, -1)) % 10
    check = (10 - (digits * ([1, 3] * 6)).sum(axis=1) % 10) % 10
    return pl.Series(body * 10 + check).cast(pl.String)


def _lots(drawn: np.ndarray) -> pl.Series:
    """Return lots of three shapes: letters and digits, digits alone, and short ones."""
    frame = pl.DataFrame({"drawn": drawn})
    letters = pl.format("L{}", pl.col("drawn").mod(9_000_000).add(1_000_000))
    digits = pl.col("drawn").mod(900_000).add(100_000).cast(pl.String)
    short = pl.format("{}A", pl.col("drawn").mod(90))
    shape = pl.col("drawn") % 10
    return frame.select(pl.when(shape < 6).then(letters).when(shape < 9).then(digits).otherwise(short)).to_series()


def _with_sought(rows: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """Return the rows, one in SOUGHT_EVERY being of the shoe: a third the fake's, a third the owner's, the rest of
    nobody known; half of them in the colour and size of the fake."""
    kind = pl.Series("kind", draw.integers(0, 3, rows.height))
    variant = pl.Series("variant", draw.integers(0, 2 * 24, rows.height))
    colours = pl.Series(_SHOE_COLOURS * 8).gather(variant % 24)
    sizes = pl.Series([size for size in _SHOE_SIZES for _ in _SHOE_COLOURS]).gather(variant % 24)
    drawn = rows.with_columns(kind, variant, colours.alias("colour"), sizes.alias("size"))
    is_shoe, is_one = pl.col("number") % SOUGHT_EVERY == 17, pl.col("variant") >= 24
    title = (
        pl.when(is_one).then(pl.lit(f"{SHOE}, blue, EU 42")).otherwise(pl.format(SHOE + ", {}, {}", "colour", "size"))
    )
    code = pl.when(is_one).then(pl.lit(_sought_gtin())).otherwise(_shoe_gtins().gather(variant % 24))
    by_kind = {
        "lot": pl.when(pl.col("kind") == 0)
        .then(pl.lit(FAKE_LOT))
        .when(pl.col("kind") == 1)
        .then(pl.lit(GENUINE_LOTS[0])),
        "seller_id": pl.when(pl.col("kind") == 0)
        .then(pl.lit(FAKE_SELLER))
        .when(pl.col("kind") == 1)
        .then(pl.lit("s-01")),
        "shipment_id": pl.when(pl.col("kind") == 0)
        .then(pl.lit(FAKE_SHIPMENT))
        .otherwise(pl.when(pl.col("kind") == 1).then(pl.lit("SHP-0391")).otherwise(pl.lit("SHP-0900"))),
    }
    return drawn.with_columns(
        title=pl.when(is_shoe).then(title).otherwise("title"),
        gtin=pl.when(is_shoe).then(code).otherwise("gtin"),
        without=pl.when(is_shoe).then(1.0).otherwise("without"),
        lot=pl.when(is_shoe).then(pl.coalesce(by_kind["lot"], "lot")).otherwise("lot"),
        seller_id=pl.when(is_shoe).then(by_kind["seller_id"]),
        shipment_id=pl.when(is_shoe).then(by_kind["shipment_id"]),
    )


def _as_written(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows as a warehouse's system writes them."""
    return rows.select(
        facility_gln=_checked(952_900_100_000 + np.arange(FACILITIES)).gather(rows["facility"]),
        facility=pl.format("FC-{}", pl.col("facility") + 1),
        sscc=pl.format("09529{}", (pl.col("number") + 1_000_000_000_000)),
        lot="lot",
        gtin=pl.when(pl.col("without") >= WITHOUT_GTIN).then("gtin"),
        title=pl.when(~pl.col("without").is_between(WITHOUT_GTIN, WITHOUT_GTIN + WITHOUT_TITLE)).then("title"),
        quantity=pl.col("quantity").cast(pl.String),
        external_seller_id=pl.coalesce("seller_id", pl.format("s-{}", "seller")),
        inbound_shipment_id=pl.coalesce("shipment_id", pl.format("SHP-{}", "shipment")),
    )


def _sought_gtin() -> str:
    return str(_gtins(np.array([900_000]))[0])


def _shoe_gtins() -> pl.Series:
    """Return a GTIN for each colour and size; the blue one of EU 42 is the one looked for."""
    codes = _gtins(900_001 + np.arange(24)).to_list()
    codes[_SHOE_SIZES.index("EU 42") * len(_SHOE_COLOURS)] = _sought_gtin()
    return pl.Series(codes)

"""A marketplace of any size, invented: goods of many makers, and here and there what the screening looks for.

An offer takes about 230 bytes as text. One in fifty names a mark of the examples, one in a hundred of those is called
a copy. In every thousand, ten are one bestseller in one wording at one price, and two bear a common misspelling; one id
is used twice and one price is none.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 50_000  # of a row group
SEED = 20_200_124

MAKERS = "Alderpeak Brinsol Carvane Dunmoor Eskwith Farlow Grenholt Hobwick Inverlay Jossamer Kelvane Lomarque".split()
MARKS = ("Halvorsen", "Orlune", "Tokimori Kaigan Diver", "Brightwell", "Skarv", "Norvik")
GOODS = (
    "trail running shoes",
    "eau de parfum 100 ml",
    "garden lamp with solar cell",
    "wooden shelf for the hall",
    "phone case with a cord",
    "bath mat, washable",
    "wrist watch with steel band",
    "rain jacket for children",
    "set of three kitchen knives",
    "desk chair with arm rests",
)
COLOURS = "blue green sand white black rust plum silver ochre teal".split()
PRAISE = (
    "Made to last and easy to clean, it comes in a plain carton with a leaflet in four languages.",
    "Sent from our own store within two working days; may be returned for thirty days if unworn.",
    "A quiet design that goes with everything, tested by our own staff over one long wet winter.",
    "The second of its series, with a softer grip, a lighter frame and seams that are sewn twice.",
)
SYLLABLES = "ar bel cor dun el fra gan hul is jor kam lim mon nev or pra quil ros sta tor ul ven wes yar".split()
TOWNS = "Reno, Nevada|Dayton, Ohio|Fresno, California|Ely, Minnesota|Salem, Oregon|Utica, New York".split("|")
SERIES = 1_000  # offers among which one bestseller is copied
SLIPS = "New In Seald Box Fast Shiping From US Werehouse"
COPY = "1:1 superclone, AAA+ quality"
SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("id", "title", "description", "brand", "price", "condition", "external_seller_id", "item_location")
    ]
)


def write_offers(path: Path, count: int) -> None:
    """Write so many offers as Parquet, the same ones each time; a smaller file is the beginning of a larger one."""
    chance = random.Random(SEED)
    drawn = (_offer(number, chance) for number in range(count))
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for rows in _grouped(drawn):
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))


def _grouped(drawn: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for row in drawn:
        rows.append(row)
        if len(rows) == ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _offer(number: int, chance: random.Random) -> dict[str, Any]:
    marked, slipped, copied = (chance.random() < share for share in (0.02, 0.002, 0.01))
    maker = chance.choice(MARKS if marked else MAKERS)
    goods, colour = chance.choice(GOODS), chance.choice(COLOURS)
    model = "".join(chance.choices(SYLLABLES, k=2)).capitalize()
    tail = SLIPS if slipped else COPY if marked and chance.random() < 0.01 else f"size {chance.randrange(30, 48)}"
    worth = chance.randrange(900, 30_000)
    if copied:
        maker, model, goods, colour, worth = _bestseller(number // SERIES)
    return {
        "id": f"o-{number - 1 if number and chance.random() < 0.001 else number:09}",
        "title": f"{maker} {model} {goods}, {colour}, no. {chance.randrange(100, 9999)}, {tail}",
        "description": f"{chance.choice(PRAISE)} Article {number:,}.",
        "brand": maker,
        "price": "on request" if chance.random() < 0.001 else f"{worth // 100}.{worth % 100:02} USD",
        "condition": "new",
        "external_seller_id": f"s-{chance.randrange(40_000)}",
        "item_location": chance.choice(TOWNS),
    }


def _bestseller(series: int) -> tuple[str, str, str, str, int]:
    """Return maker, model, goods, colour and price in cents of the goods that are copied in a series."""
    chance = random.Random(series)
    model = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    return chance.choice(MAKERS), model, chance.choice(GOODS), chance.choice(COLOURS), chance.randrange(900, 30_000)

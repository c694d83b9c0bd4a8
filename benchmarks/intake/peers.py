"""Other ways to read the same bytes, down to text in memory: what each does is its name."""

import csv
import io
import json
from collections.abc import Callable, Iterator

import polars as pl
from lxml import etree


def polars_csv(content: bytes, separator: str = ",") -> int:
    """Read every column as text, without checking a row against the header."""
    return pl.scan_csv(io.BytesIO(content), separator=separator, infer_schema=False).collect().height


def csv_module(content: bytes, delimiter: str = ",") -> int:
    """Part the records, making no columns of them."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    return sum(1 for _ in csv.reader(lines, delimiter=delimiter)) - 1


def polars_ndjson(content: bytes) -> int:
    """Read all columns with their inferred types."""
    return pl.scan_ndjson(io.BytesIO(content)).collect().height


def json_module(content: bytes) -> int:
    """Parse each line, making no columns of them."""
    return sum(1 for line in io.BytesIO(content) if json.loads(line))


def ijson_items(path: str) -> Callable[[bytes], int]:
    """Draw the elements of a list one by one."""

    def read(content: bytes) -> int:
        import ijson

        return sum(1 for _ in ijson.items(io.BytesIO(content), path))

    return read


def lxml_iterparse(tag: str) -> Callable[[bytes], int]:
    """Draw the items, reading the text of each child."""

    def items(content: bytes) -> Iterator[dict[str, str]]:
        for _, element in etree.iterparse(io.BytesIO(content), tag=tag, resolve_entities=False):
            yield {str(child.tag): child.text or "" for child in element}
            element.clear()

    return lambda content: sum(1 for _ in items(content))


PEERS: dict[str, dict[str, Callable[[bytes], int]]] = {
    "CSV": {"Polars scan_csv": polars_csv, "csv module": csv_module},
    "TSV": {
        "Polars scan_csv": lambda content: polars_csv(content, "\t"),
        "csv module": lambda content: csv_module(content, "\t"),
    },
    "JSON Lines": {"Polars scan_ndjson": polars_ndjson, "json module": json_module},
    "Google Merchant XML": {"lxml iterparse": lxml_iterparse("item")},
    "Meta listings XML": {"lxml iterparse": lxml_iterparse("listing")},
    "Shopify JSON": {"ijson": ijson_items("products.item")},
    "eBay JSON": {"ijson": ijson_items("itemSummaries.item")},
    "Amazon JSON": {"ijson": ijson_items("items.item")},
}

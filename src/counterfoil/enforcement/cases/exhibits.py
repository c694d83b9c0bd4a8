"""What is kept of a case as proof: each offer as it was seen and each item as it was told, a JSON file to each.

An exhibit's file is named by what it shows and by the first digits of its own SHA-256, so that the same thing seen
again is the same file, and one that changed stands beside the earlier one.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson
import polars as pl

from counterfoil.enforcement.cases.runs import Runs
from counterfoil.enforcement.cases.subjects import cleared, listings, stock

JSON = "application/json"
NAMED = 48  # characters of an id in a file's name
LEAVES_OUT = {"line", "place", "brand_key", "goods_type", "case_id", "account_id"}  # ours, not the offer's
RIGHTS, GOODS = "rights", "goods"
OF_RIGHT = (
    *("id", "mark", "owner", "house_mark", "territory", "office", "registration_number", "register", "status"),
    *("registered_on", "expires_on", "recorded", "nice_classes", "class_goods", "goods", "updated_on"),
)
DECIDED = ("decision", "score", "right_id", "ground", "reasons", "party_reasons", "policy", "rule")


class Shown(NamedTuple):
    """A file that is to become an exhibit of a case; `of` are the subjects (kind, id) whose evidence it shows."""

    name: str
    title: str
    shows: str
    data: bytes
    taken_at: dt.datetime
    taken_by: str
    of: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """Return the digest of the file's bytes."""
        return hashlib.sha256(self.data).hexdigest()


def exhibits_of(accounts: pl.DataFrame, runs: Runs, *, at: dt.datetime) -> dict[str, list[Shown]]:
    """Return the exhibits of each case by its id: its listings, what of the same accounts was clear, and its items.
    `at` is when an offer was seen that does not say so."""
    found: dict[str, list[Shown]] = {case: [] for case in accounts["case_id"].unique(maintain_order=True)}
    asked = listings(accounts, runs).sort("subject_id")
    rights = {row["id"]: row for row in runs.rights.iter_rows(named=True)}
    for case, ids in asked.group_by("case_id", maintain_order=True).agg(pl.col("right_id").drop_nulls()).iter_rows():
        found[case].extend(_rights([rights[one] for one in sorted(set(ids)) if one in rights], at))
    for row in asked.iter_rows(named=True):
        found[row["case_id"]].append(_offer(row, at))
    for (case, account), rows in (
        cleared(accounts, runs).sort("subject_id").group_by("case_id", "account_id", maintain_order=True)
    ):
        found[str(case)].append(_cleared(str(account), rows.rows(named=True), at))
    for (case, item), rows in stock(accounts, runs).group_by("case_id", "item_id", maintain_order=True):
        found[str(case)].append(_item(str(item), rows.rows(named=True), at))
    for case, row in _sought(accounts, runs):
        found[case].append(_goods(row, at))
    return found


def file_name(kind: str, of: str, data: bytes) -> str:
    """Return a name that any file system takes: kind, id and the first digits of the digest."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", of).strip("._")[:NAMED]
    return f"exhibits/{kind}-{plain}-{hashlib.sha256(data).hexdigest()[:8]}.json"


def as_json(content: Mapping[str, Any]) -> bytes:
    """Return an object as JSON for people and programs, the same bytes for the same content."""
    return orjson.dumps(content, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _told(row: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in columns if row[name] is not None}


def _rights(rows: list[dict[str, Any]], at: dt.datetime) -> list[Shown]:
    """Return the rights of a case as one exhibit; what an owner says of its sellers and prices stays with it."""
    data = as_json({"rights": [{name: row[name] for name in OF_RIGHT if row.get(name) is not None} for row in rows]})
    title = "The rights of the case as the screening knew them"
    shows = "Mark, office, number, register, days, classes and recordation of each, as they were given."
    return [Shown(file_name(RIGHTS, "of-the-case", data), title, shows, data, at, "system:screen")] if rows else []


def _offer(row: Mapping[str, Any], at: dt.datetime) -> Shown:
    offer_id, seen_at = row["subject_id"], row["seen_at"]
    columns = [name for name in row if name not in LEAVES_OUT and name not in DECIDED and name != "subject_id"]
    data = as_json({"offer": {"id": offer_id} | _told(row, columns), "decision": _told(row, DECIDED)})
    when = f"on {seen_at.day} {seen_at:%B %Y}" if seen_at else "on a day that its source does not tell"
    return Shown(
        file_name("offer", offer_id, data),
        f"Offer {offer_id} as it was seen",
        f"Title, price and the other fields of the offer {when}, and what screening decided.",
        data,
        seen_at or at,
        "system:screen",
        (("offer", offer_id),),
    )


def _cleared(account: str, rows: list[dict[str, Any]], at: dt.datetime) -> Shown:
    offers = [
        {"id": row["subject_id"]} | _told(row, ("title", "price", "price_currency", "seen_at", "score", "rule"))
        for row in rows
    ]
    data = as_json({"account": account, "clear": offers})
    return Shown(
        file_name("clear", account, data),
        f"Offers of {account} that were found clear",
        "What the account sells beside the offers in question.",
        data,
        max((row["seen_at"] for row in rows if row["seen_at"]), default=at),
        "system:screen",
        (("account", account),),
    )


def _sought(accounts: pl.DataFrame, runs: Runs) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the goods that items of each case were held against, and the genuine ones that speak of them."""
    rows = runs.sought.rows(named=True)
    for (case,), items in stock(accounts, runs).group_by("case_id", maintain_order=True):
        asked = set(items["goods_id"])
        yield from ((str(case), row) for row in rows if row["id"] in asked or asked & set(row["vouches_for"]))


def _goods(row: Mapping[str, Any], at: dt.datetime) -> Shown:
    """Return goods as they may travel: their seller, supplier and shipment are digests."""
    status = row["status"] or "suspected"
    data = as_json({"goods": {name: value for name, value in row.items() if value}})
    return Shown(
        file_name(GOODS, row["id"], data),
        f"Goods {row['id']}, {status}",
        "What is known of goods that items were held against; their hands and shipment as digests, for a signature.",
        data,
        at,
        "system:match",
        ((GOODS, row["id"]),),
    )


def _item(item: str, rows: list[dict[str, Any]], at: dt.datetime) -> Shown:
    matched = ("goods_id", "verdict", "product_grade", "product_score", "source_grade", "source_score", "reasons")
    own = [name for name in rows[0] if name not in LEAVES_OUT | {"item_id", "party_reasons", *matched}]
    data = as_json({"item": {"id": item} | _told(rows[0], own), "matches": [_told(row, matched) for row in rows]})
    return Shown(
        file_name("item", item, data),
        f"Item {item} as its holder told it",
        "Goods in stock or on the way, and which confirmed goods they were held against.",
        data,
        at,
        "system:match",
        (("item", item),),
    )

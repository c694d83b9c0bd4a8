"""Who is behind the accounts? One page: who comes back, which accounts are one operator's, and what to look at next.

Self-contained as the screening's report is: no script, nothing from outside. Sellers are named by their accounts.
"""

from functools import cache
from typing import Any, NamedTuple

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterfoil.tables.link import POSSIBLE

DRAWN = 20  # parties shown with their picture
NEXT = 40  # possible links told
BACK = 50  # re-entries told


WORDS = {  # levels of a comparison, as the page says them
    "near": "two spellings of one",
    "part": "a rare word in common",
    "several": "several in common",
    "one": "one in common",
    "common": "one that many have",
    "domain": "one domain",
    "mailbox": "one name before the @",
    "building": "one building",
}


class PartyTables(NamedTuple):
    """What a linking found: parties, links, re_entries and their evidence, and `accounts` (id, status)."""

    parties: pl.DataFrame
    links: pl.DataFrame
    re_entries: pl.DataFrame
    evidence: pl.DataFrame
    accounts: pl.DataFrame


def party_report(tables: PartyTables, pictures: dict[str, str], record: dict[str, Any]) -> str:
    """Return the report as one HTML document; `pictures` are the parties' networks as SVG, `record` is run.json."""
    template = _environment().get_template("parties.html.j2")
    return template.render(
        run=record,
        counts=record["counts"],
        words=WORDS,
        re_entries=_re_entries(tables),
        more=max(0, tables.re_entries.height - BACK),
        parties=_parties(tables, pictures),
        possible=_possible(tables.links),
    )


def _re_entries(tables: PartyTables) -> list[dict[str, Any]]:
    """Return the re-entries with their evidence, those for which most speaks first."""
    rows = tables.re_entries.sort(["weight", "seller_id"], descending=[True, False]).head(BACK).to_dicts()
    for row in rows:
        of_row = [pl.col(name) == row[name] for name in ("seller_id", "known_seller_id")]
        row["evidence"] = tables.evidence.filter(*of_row).to_dicts()
    return rows


def _parties(tables: PartyTables, pictures: dict[str, str]) -> list[dict[str, Any]]:
    still = tables.parties.filter(pl.col("until").is_null()).join(
        tables.accounts, left_on="seller_id", right_on="id", how="inner"
    )
    shown = []
    for party, picture in pictures.items():
        accounts = still.filter(pl.col("party_id") == party).sort("seller_id")
        shown.append({"id": party, "accounts": accounts.to_dicts(), "picture": Markup(picture)})  # noqa: S704  ours
    return sorted(shown, key=lambda one: (-len(one["accounts"]), one["id"]))[:DRAWN]


def _possible(links: pl.DataFrame) -> list[dict[str, Any]]:
    likely = links.filter(pl.col("relation") == POSSIBLE)
    return likely.sort(["weight", "seller_id"], descending=[True, False]).head(NEXT).to_dicts()


@cache
def _environment() -> Environment:
    loader = PackageLoader("counterfoil.documents")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

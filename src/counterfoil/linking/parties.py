"""Which party is each account of, under which id, and what became of the parties of earlier runs?

An id is made once, from the id of the first account of a party, and stays with the party: with most of its accounts
when it is split, with the party that has most accounts when several turn out to be one. So the same input gives the
same ids, whether there was an earlier run or not.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from counterfoil.tables.resolved_party import MERGED, NEW, SPLIT, ResolvedParty

DIGITS = 16  # of a digest in an id: two of a billion parties share one with a chance below 3 %
NO_PARTIES = ResolvedParty.create_empty()


class _Known(NamedTuple):
    """Of an earlier run: the party of each account, and since when each party is known."""

    party: Mapping[str, str]
    since: Mapping[str, dt.date]


def resolved_parties(
    sellers: pl.DataFrame, heads: Sequence[int], previous: pl.DataFrame, *, day: dt.date
) -> pl.DataFrame:
    """Return the table of resolved parties, history included, sorted by party, account and time.

    `heads` says for each row of `sellers` (columns of Seller) which row leads its group; `previous` is the table of the
    run before. Accounts of `previous` that are not among `sellers` stay where they are.
    """
    ids = sellers["id"].to_list()
    groups: dict[int, list[str]] = {}
    for seller_id, head in zip(ids, heads, strict=True):
        groups.setdefault(head, []).append(seller_id)
    still = previous.filter(pl.col("until").is_null())
    known = _Known(dict(still.select("seller_id", "party_id").iter_rows()), _firsts(previous))
    named = _named([sorted(group) for group in groups.values()], known, taken=set(previous["party_id"]))
    causes = {seller: _cause(seller, party, known) for seller, party in named.items()}
    fresh = sellers.select(
        party_id=pl.col("id").replace_strict(named, return_dtype=pl.String),
        seller_id="id",
        platform="marketplace",
        platform_id="platform_id",
        cause=pl.col("id").replace_strict(causes, return_dtype=pl.String),
        since=pl.lit(day),
    )
    moved = fresh.filter(pl.col("party_id") != pl.col("seller_id").replace_strict(known.party, default=""))
    gone = moved.select("seller_id", replacement="party_id")
    kept = previous.join(gone, on="seller_id", how="left", maintain_order="left")
    leaves = pl.col("until").is_null() & pl.col("replacement").is_not_null()
    closed = kept.with_columns(
        until=pl.when(leaves).then(pl.lit(day)).otherwise("until"),
        replaced_by=pl.when(leaves).then("replacement").otherwise("replaced_by"),
    ).drop("replacement")
    return ResolvedParty.cast(pl.concat([closed, moved], how="diagonal_relaxed")).sort("party_id", "seller_id", "since")


def _firsts(previous: pl.DataFrame) -> dict[str, dt.date]:
    return dict(previous.group_by("party_id").agg(pl.col("since").min()).iter_rows())


def _named(groups: list[list[str]], known: _Known, *, taken: set[str]) -> dict[str, str]:
    """Return the party's id of each account."""
    shares = [Counter(known.party[one] for one in group if one in known.party) for group in groups]
    heirs: dict[str, int] = {}
    for place in sorted(range(len(groups)), key=lambda place: groups[place]):
        for party, members in shares[place].items():
            if party not in heirs or members > shares[heirs[party]][party]:
                heirs[party] = place
    named: dict[str, str] = {}
    for place, group in enumerate(groups):
        own = [party for party in shares[place] if heirs[party] == place]
        best = min(own, key=lambda party: (-shares[place][party], known.since[party], party), default="")
        party = best or _new_id(group, taken)
        taken.add(party)
        named |= dict.fromkeys(group, party)
    return named


def _new_id(group: list[str], taken: set[str]) -> str:
    first = _digest(group[0])
    return first if first not in taken else _digest("\x1f".join(["split", *group]))


def _digest(text: str) -> str:
    return "party-" + hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _cause(seller: str, party: str, known: _Known) -> str:
    if seller not in known.party:
        return NEW
    return MERGED if party in known.since else SPLIT

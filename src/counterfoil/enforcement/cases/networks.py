"""Which accounts are one network, which networks become cases, and under which id?

A network is a resolved party, or an account of which no party is known. It becomes a case where several accounts stand
behind one operator and any of their offers is not clear; where an account came back after it was closed; where goods
identical to confirmed counterfeits lie with it; or where an offer of its only account is decided as gravely as
`least` says: one offer to review makes no case against a lone shop.
"""

import hashlib
from collections.abc import Iterable

import polars as pl

from counterfoil.enforcement.cases.runs import Runs
from counterfoil.tables.decision import DECISIONS
from counterfoil.tables.match import VERDICTS

LEAST = "hold"
DIGITS = 12  # of a digest in an id: among a million cases two share one with a chance of 0.2 %
OFFENDING = VERDICTS[0]
KNOWN = {"case_id": pl.String, "account_id": pl.String}


def networks(runs: Runs) -> pl.DataFrame:
    """Return every account that any run knows: account_id, network, party_id (empty where none is known), platform."""
    still = runs.parties.filter(pl.col("until").is_null())
    resolved = still.select(account_id="seller_id", party_id="party_id", platform="platform")
    named = [resolved.select("account_id")] + [
        table.select(account_id=column)
        for table, column in (
            (runs.offers, "external_seller_id"),
            (runs.re_entries, "seller_id"),
            (runs.re_entries, "known_seller_id"),
            (runs.items, "external_seller_id"),
            (runs.dossiers, "seller_id"),
        )
    ]
    shown = runs.offers.drop_nulls(["external_seller_id", "marketplace"])
    places = shown.group_by(account_id="external_seller_id").agg(place=pl.col("marketplace").min())
    every = pl.concat(named).drop_nulls().unique().join(resolved, on="account_id", how="left")
    return (
        every.join(places, on="account_id", how="left")
        .select(
            "account_id",
            network=pl.coalesce("party_id", pl.concat_str(pl.lit("account "), "account_id")),
            party_id="party_id",
            platform=pl.coalesce("platform", "place"),
        )
        .sort("network", "account_id")
    )


def cases_among(accounts: pl.DataFrame, runs: Runs, *, least: str = LEAST) -> pl.DataFrame:
    """Return the accounts (as `networks` gives them) whose networks become cases; `least` is one of DECISIONS."""
    ranks = {decision: rank for rank, decision in enumerate(DECISIONS)}
    graver = runs.decided().with_columns(rank=pl.col("decision").replace_strict(ranks, return_dtype=pl.Int64))
    gravest = graver.group_by(account_id="external_seller_id").agg(pl.col("rank").max())
    identical = runs.matches.filter(verdict=OFFENDING).join(runs.items, left_on="item_id", right_on="id")
    of_network = accounts.join(gravest, on="account_id", how="left").with_columns(
        is_back=pl.col("account_id").is_in(runs.re_entries["seller_id"].implode()),
        is_holding=pl.col("account_id").is_in(identical["external_seller_id"].drop_nulls().implode()),
    )
    several, worst = pl.len().over("network") > 1, pl.col("rank").max().over("network").fill_null(0)
    charged = (several & (worst > 0)) | (worst >= ranks[least])
    held = pl.any_horizontal(pl.col("is_back", "is_holding")).any().over("network")
    return of_network.filter(charged | held).select(accounts.columns)


def with_case_ids(accounts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts with `case_id`: that of the known case (columns KNOWN) that shares most accounts with the
    network, or an id made of the network's own, the same in every run."""
    shared = (
        accounts.join(known, on="account_id")
        .group_by("network", "case_id")
        .len("shared")
        .sort(["shared", "case_id", "network"], descending=[True, False, False])
    )
    named: dict[str, str] = {}
    for network, case_id, _ in shared.iter_rows():
        if network not in named and case_id not in named.values():
            named[network] = case_id
    taken = set(known["case_id"]) | set(named.values())
    for network, members in accounts.group_by("network", maintain_order=True).agg("account_id").iter_rows():
        if network not in named:
            own = case_id_of(network)
            named[network] = own if own not in taken else case_id_of("\x1f".join(["split", *members]))
    return accounts.with_columns(case_id=pl.col("network").replace_strict(named, return_dtype=pl.String))


def overtaken(accounts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the known cases all of whose accounts are now in another one: case_id, into."""
    now = known.join(accounts.select("account_id", into="case_id"), on="account_id", how="left")
    whole = now.group_by("case_id").agg(pl.col("into").n_unique().alias("cases"), pl.col("into").first())
    return whole.filter(cases=1).drop_nulls().filter(pl.col("into") != pl.col("case_id")).select("case_id", "into")


def case_id_of(network: str) -> str:
    """Return the id of the case of a network that no earlier case knows."""
    return f"case-{hashlib.sha256(network.encode()).hexdigest()[:DIGITS]}"


def in_words(ids: Iterable[str], most: int = 5) -> str:
    """Return up to `most` ids with commas, and how many more there are."""
    told = list(ids)
    more = f" and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + more

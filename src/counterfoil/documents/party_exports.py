"""Resolved parties, their accounts and links for other programs: GraphML, and FollowTheMoney entities for Aleph.

No names of sellers are in them: whoever may see those finds them by the account.
"""

from collections.abc import Iterator

import polars as pl

from counterfoil.documents.money_entities import Entity, entity, entity_id
from counterfoil.documents.network_graph import TAIL, edge, head, node


def party_graph(parties: pl.DataFrame, links: pl.DataFrame, sellers: pl.DataFrame) -> Iterator[str]:
    """Yield the GraphML of the accounts that are linked: nodes account (with party and status), edges by relation."""
    yield from head("parties", edges="undirected")
    for row in _linked_accounts(parties, links, sellers).iter_rows(named=True):
        told = {name: row[name] for name in ("party", "status", "marketplace")}
        yield node(f"account:{row['id']}", kind="account", label=row["id"], **told)
    for row in links.iter_rows(named=True):
        told = {"relation": row["relation"], "weight": row["weight"], "reasons": "\n".join(row["reasons"])}
        yield edge(f"account:{row['seller_id']}", f"account:{row['other_seller_id']}", **told)
    yield TAIL


def party_entities(parties: pl.DataFrame, links: pl.DataFrame, sellers: pl.DataFrame) -> Iterator[Entity]:
    """Yield the FollowTheMoney entities: a LegalEntity for each party of linked accounts, which owns its UserAccounts;
    an UnknownLink for each link, its reasons as description."""
    accounts = _linked_accounts(parties, links, sellers)
    for party in accounts["party"].drop_nulls().unique().sort():
        yield entity("LegalEntity", entity_id("party", party), name=party, summary="resolved party behind accounts")
    for row in accounts.iter_rows(named=True):
        owner = entity_id("party", row["party"]) if row["party"] else None
        yield entity(
            "UserAccount", entity_id("account", row["id"]), service=row["marketplace"], username=row["id"], owner=owner
        )
    for row in links.iter_rows(named=True):
        one, other = row["seller_id"], row["other_seller_id"]
        ends = {"subject": entity_id("account", one), "object": entity_id("account", other)}
        told = {"role": row["relation"], "description": "\n".join(row["reasons"])}
        yield entity("UnknownLink", entity_id("link", one, other), **ends, **told)


def _linked_accounts(parties: pl.DataFrame, links: pl.DataFrame, sellers: pl.DataFrame) -> pl.DataFrame:
    """Return id, party, status and marketplace of the accounts that stand in a link, sorted by id."""
    ends = pl.concat([links.select(id=pl.col(end)) for end in ("seller_id", "other_seller_id")]).unique()
    still = parties.filter(pl.col("until").is_null()).select(id="seller_id", party="party_id")
    told = ends.join(still, on="id", how="left").join(
        sellers.select("id", "status", "marketplace"), on="id", how="left"
    )
    return told.sort("id")

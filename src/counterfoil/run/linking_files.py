"""Write what people and other programs read of linked sellers: pictures of networks, GraphML and FollowTheMoney."""

import json
from pathlib import Path

import polars as pl

from counterfoil.documents.party_exports import party_entities, party_graph
from counterfoil.documents.party_network import party_network
from counterfoil.linking.link import Linked

DRAWN = 200  # parties of several accounts, the largest first
NETWORKS = "networks"


def write_networks(work: Path, linked: Linked, sellers: pl.DataFrame) -> None:
    """Write a picture of each party of several accounts, network.graphml and entities.ftm.json into a folder."""
    with (work / "network.graphml").open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(party_graph(linked.parties, linked.links, sellers))
    with (work / "entities.ftm.json").open("w", encoding="utf-8", newline="") as stream:
        made = party_entities(linked.parties, linked.links, sellers)
        stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in made)
    pictures = work / NETWORKS
    pictures.mkdir()
    for party, accounts in drawn_parties(linked.parties, sellers):
        ids = accounts["id"].implode()
        ends = ("seller_id", "other_seller_id")
        own = linked.links.filter(pl.all_horizontal(pl.col(end).is_in(ids) for end in ends))
        (pictures / f"{party}.svg").write_text(party_network(party, accounts, own), encoding="utf-8")


def drawn_parties(parties: pl.DataFrame, sellers: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """Return the largest parties of several accounts, each with id and status of its accounts."""
    still = parties.filter(pl.col("until").is_null()).select("party_id", id="seller_id")
    told = still.join(sellers.select("id", "status"), on="id").sort("party_id", "id")
    sized = told.with_columns(size=pl.len().over("party_id")).filter(pl.col("size") > 1)
    largest = sized.select("party_id", "size").unique().sort(["size", "party_id"], descending=[True, False]).head(DRAWN)
    return [(party, told.filter(pl.col("party_id") == party).drop("party_id")) for party in largest["party_id"]]

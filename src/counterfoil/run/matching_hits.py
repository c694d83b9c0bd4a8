"""Write what a facility sends back of its matches: the hits alone, signed with its key where it has one."""

from pathlib import Path

import polars as pl

from counterfoil.codes.signing_keys import opened_private
from counterfoil.matching.hits import Hits, hit_lines, make_hits, read_hits
from counterfoil.run.inputs import opened
from counterfoil.run.matching_gathered import gravest
from counterfoil.run.matching_results import ITEMS
from counterfoil.run.outputs import whole
from counterfoil.tables.hit import TOLD


def key_of(path: Path | None) -> bytes | None:
    """Return the private key of the facility, or None. Raises UserError where it is none, before any work is done."""
    if path is None:
        return None
    with opened(path) as stream:
        data = stream.read()
    opened_private(data)
    return data


def write_hits(
    out: Path, results: Path, shared: pl.DataFrame, *, looked_for: str, made_on: str, key: bytes | None
) -> int:
    """Write the hits of finished results as one file and return how many they are.

    `shared` are the places in which goods of several sources lie, `looked_for` the SHA-256 of the file of goods.
    """
    matches = pl.scan_parquet(results / "matches.parquet").filter(pl.col("verdict").is_in(TOLD)).collect()
    ids = matches.select(id="item_id").unique()
    items = pl.scan_parquet(results / ITEMS).join(ids.lazy(), on="id", how="semi").collect()
    lines = hit_lines(gravest(matches), items.unique("id", keep="first", maintain_order=True), shared)
    data = make_hits(lines, looked_for=looked_for, made_on=made_on, key=key)
    with whole(out) as partial:
        partial.write_bytes(data)
    return lines.height


def hits_in(path: Path, *, signer: Path | None = None) -> Hits:
    """Return what a file of hits says. Raises UserError as `read_hits`."""
    public = None
    if signer is not None:
        with opened(signer) as stream:
            public = stream.read()
    with opened(path) as stream:
        return read_hits(stream.read(), file=path.name, signer=public)

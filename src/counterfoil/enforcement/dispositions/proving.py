"""Is a disposition proven? It is once every proof that its kind asks for is there, and none speaks against it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.enforcement.dispositions.all_kinds import DISPOSITIONS
from counterfoil.enforcement.dispositions.kind import CERTIFICATE, MANIFEST, WEIGHT
from counterfoil.tables.given_disposition import MISSING

Row = Mapping[str, Any]
TOLERANCE = Decimal("0.05")  # of the weight of all units: wrapping and scales differ; ours, no law names one
PROVEN: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "is_proven": pl.Boolean,
    "lacks": pl.List(pl.String),
}


def proven(dispositions: pl.DataFrame, proofs: pl.DataFrame) -> pl.DataFrame:
    """Return id, is_proven and what each disposition `lacks`, in words, of those that stand (PROVEN).

    `proofs` (contract DispositionProof) are those that stand. What is missing needs no proof and has none.
    """
    by_id: dict[str, list[Row]] = {}
    for proof in proofs.sort("at", "id").iter_rows(named=True):
        by_id.setdefault(proof["disposition_id"], []).append(proof)
    lacks = [_lacks(row, by_id.get(row["id"], [])) for row in dispositions.iter_rows(named=True)]
    rows = [
        {"id": id_, "is_proven": not lack, "lacks": lack} for id_, lack in zip(dispositions["id"], lacks, strict=True)
    ]
    return pl.DataFrame(rows, schema=PROVEN)


def unproven_units(dispositions: pl.DataFrame, proofs: pl.DataFrame) -> pl.DataFrame:
    """Return the units of each line that nothing proves: notice_id, line, units. The missing are told by themselves."""
    judged = dispositions.join(proven(dispositions, proofs), on="id")
    open_ones = judged.filter(~pl.col("is_proven"), pl.col("kind") != MISSING)
    return open_ones.group_by("notice_id", "line").agg(pl.col("units").sum())


def _lacks(row: Row, proofs: list[Row]) -> list[str]:
    kind = DISPOSITIONS[row["kind"]]
    there = {proof["kind"] for proof in proofs if _holds(proof, row)}
    needed = kind.needed(row["authority"], is_hazardous=bool(row["hazards"]))
    absent = [_named(one, row) for one in needed if not there.intersection(one)]
    return [*absent, *_against(row, proofs)]


def _holds(proof: Row, row: Row) -> bool:
    if proof["kind"] == WEIGHT:
        return _weighed(proof, row) == ""
    if proof["kind"] in (CERTIFICATE, MANIFEST):
        return proof["units"] is None or proof["units"] >= row["units"]
    return True


def _named(kinds: tuple[str, ...], row: Row) -> str:
    told = "a " + " or a ".join(kinds)
    return f"a waste manifest ({', '.join(row['hazards'])})" if kinds == (MANIFEST,) else told


def _against(row: Row, proofs: list[Row]) -> Iterable[str]:
    """Yield what speaks against the disposition: papers of fewer units, a weight that is not theirs, an audit."""
    for proof in proofs:
        if proof["kind"] == WEIGHT and (wrong := _weighed(proof, row)):
            yield wrong
        elif proof["kind"] in (CERTIFICATE, MANIFEST) and not _holds(proof, row):
            yield f"{proof['kind']} {proof['reference']} speaks of {proof['units']:,} units, not of {row['units']:,}"
    results = [proof for proof in proofs if proof["kind"] == "audit" and proof["is_confirmed"] is not None]
    if results and not results[-1]["is_confirmed"]:
        yield "the audit did not bear it out"


def _weighed(proof: Row, row: Row) -> str:
    """Return in words why a weight does not prove the units, or nothing where it does."""
    if proof["unit_weight_kg"] is None:
        return f"weight {proof['reference']} tells no weight of one unit"
    units = row["units"] if proof["units"] is None else proof["units"]
    wanted, weighed = proof["unit_weight_kg"] * units, proof["weight_kg"]
    if units != row["units"]:
        return f"weight {proof['reference']} speaks of {units:,} units, not of {row['units']:,}"
    if abs(weighed - wanted) <= wanted * TOLERANCE:
        return ""
    return f"{_kilograms(weighed)} kg weighed, {_kilograms(wanted)} kg ± {TOLERANCE:.0%} wanted for {units:,} units"


def _kilograms(weight: Decimal) -> str:
    return f"{weight:,.3f}".rstrip("0").rstrip(".")

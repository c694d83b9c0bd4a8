"""Which serial numbers are cloned or false? Events and scans in; suspects, findings, rejects and run.json out.

Readings are staged and then judged thing by thing, some millions at a time, so that memory does not grow with the files
but with what is found.
"""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil.intake.serial_files import read_serial_ranges, read_sites
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.serial_inputs import READINGS, REJECTS, Read, stage
from counterfoil.serials.kinds import KINDS
from counterfoil.serials.suspects import Suspects, default_weights, suspects
from counterfoil.serials.thing_rows import GTIN_COUNTS, Known, known
from counterfoil.tables.finding import Finding
from counterfoil.tables.serial_range import SerialRange
from counterfoil.tables.site import Site
from counterfoil.tables.suspect_serial import SuspectSerial

FINDINGS, SERIALS = "findings.parquet", "serials.parquet"
AT_A_TIME = 2_000_000  # readings that are judged together
NAMED = 20  # places without coordinates that run.json names


@dataclass(frozen=True, kw_only=True)
class SerialsRequest:
    """Files of events and scans, what they are held against, and the folder for the results."""

    events: tuple[Path, ...]
    out: Path
    ranges: Path | None = None
    sales: Path | None = None
    places: Path | None = None


def run_serials(request: SerialsRequest) -> dict[str, Any]:
    """Judge the serial numbers that the files tell of and return what run.json says.

    Writes serials (SuspectSerial, the heaviest first), findings and rejects as Parquet and, last, run.json. Raises
    UserError for input that cannot be used, and nothing is then left behind; and while another run writes there.
    """
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    if len({path.resolve() for path in request.events}) < len(request.events):
        raise UserError("A file is named twice.", cure="Name each file of events once.")
    with locked(request.out), staged(request.out) as work:
        inputs = Inputs()
        ranges = inputs.table("ranges", request.ranges, read_serial_ranges, SerialRange.create_empty())
        sites = inputs.table("places", request.places, read_sites, Site.create_empty())
        read = stage(request.events, request.sales, inputs, work)
        staging = work / READINGS
        told = known(ranges, sites, _counts(staging, read))
        found = _judged(staging, read, told)
        counts = _counted(read, found, told, _unplaced(staging, told))
        staging.unlink()
        _write(work, found)
        record: dict[str, Any] = {
            "engine_version": __version__,
            "model": default_weights().label,
            "started_at": started.replace(microsecond=0).isoformat(),
            **counts,
            "files": inputs.files,
            "versions": versions(),
            "outputs": {name: digest_of(work / name) for name in (SERIALS, FINDINGS, REJECTS)},
            "seconds": round(time.monotonic() - began, 3),
        }
        write_json(work / SEAL, record)
        return record


def _parts(staging: Path, read: Read) -> Iterator[pl.DataFrame]:
    """Yield the readings in parts, all of one thing in one of them, without those of events that were taken back."""
    parts = -(-read.readings // AT_A_TIME) or 1
    rows = pl.scan_parquet(staging)
    if read.wrong:
        taken_back = pl.Series(sorted(read.wrong)).implode()
        rows = rows.filter(~pl.col("event_id").is_in(taken_back).fill_null(value=False))
    for part in range(parts):
        own = rows if parts == 1 else rows.filter(pl.concat_str("gtin", "serial").hash(seed=0) % parts == part)
        yield own.collect()


def _counts(staging: Path, read: Read) -> pl.DataFrame:
    """Return how many serial numbers of each GTIN are told of, and how many of them are commissioned (GTIN_COUNTS)."""
    counted = [pl.DataFrame(schema=GTIN_COUNTS)]
    for readings in _parts(staging, read):
        each = readings.group_by("gtin", "serial").agg(pl.col("begins").any())
        counted.append(
            each.group_by("gtin").agg(
                gtin_commissioned=pl.col("begins").sum().cast(pl.Int64), gtin_known=pl.len().cast(pl.Int64)
            )
        )
    return pl.concat(counted).group_by("gtin").agg(pl.col("gtin_commissioned", "gtin_known").sum())


def _judged(staging: Path, read: Read, told: Known) -> Suspects:
    found = [suspects(readings, told) for readings in _parts(staging, read)]
    things = pl.concat([SuspectSerial.create_empty(), *(one.things for one in found)])
    findings = pl.concat([Finding.create_empty(), *(one.findings for one in found)])
    return Suspects(
        findings.sort("subject_id", "weight", "kind", descending=[False, True, False]),
        things.sort("weight", "gtin", "serial", descending=[True, False, False]),
    )


def _unplaced(staging: Path, told: Known) -> list[str]:
    """Return the places of readings that no coordinates are known of: nothing is said of travel to and from them."""
    read = pl.scan_parquet(staging).select("place").drop_nulls().unique().collect()
    placed = told.sites.drop_nulls("latitude").select("place")
    return sorted(read.join(placed, on="place", how="anti")["place"])


def _counted(read: Read, found: Suspects, told: Known, unplaced: list[str]) -> dict[str, Any]:
    of_kind = dict(found.findings.group_by("kind").len().iter_rows())
    return {
        "counts": {
            "rows_read": read.rows,
            "rejected": read.rejected,
            "events_taken_back": len(read.wrong),
            "readings": read.readings,
            "serials": int(told.counts["gtin_known"].sum()),
            "gtins": told.counts.height,
            "suspects": found.things.height,
            "kinds": {kind.name: of_kind.get(kind.name, 0) for kind in KINDS},
        },
        "places_without_coordinates": {"count": len(unplaced), "first": unplaced[:NAMED]},
    }


def _write(work: Path, found: Suspects) -> None:
    write_parquet(work / SERIALS, found.things)
    write_parquet(work / FINDINGS, found.findings)

"""How long do a million events take? CPU seconds of this process, and its memory. See README.md."""

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from counterfoil.run.serials import SerialsRequest, run_serials

HERE = Path(__file__).parent
sys.path += [str(HERE.parent / "screening"), str(HERE.parent)]

from measured_at import commit_name  # noqa: E402

EVENTS, STEPS = 1_000_000, ("commissioning", "shipping", "receiving", "retail_selling")
THINGS = EVENTS // len(STEPS)
TARGET = 20  # CPU seconds for a million events
GTIN, COMPANY, ITEM = "09521011001028", "9521011", "000102"
SITES = (("Hai Phong", 20.86, 106.68), ("Reno", 39.53, -119.81), ("Columbus", 39.96, -83.00), ("Tampa", 27.95, -82.46))
COMMAND = "python benchmarks/serials/run.py"
CLONED = 100  # every so many things are read once more, far away, a minute later


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=EVENTS, help="how many events are drawn")
    asked = arguments.parse_args()
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _write_references(work)
        for form in ("parquet", "csv", "json"):
            count = asked.events if form != "json" else asked.events // 10  # read event by event, in Python
            path = _written(work, _events(count), form)
            figures += _measured(work, path, count, form)
    if asked.events == EVENTS:
        (HERE / "results.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for figure in figures:
        print(f"{figure['value']:>12} {figure['unit']:<14} {figure['name']}")


def _events(count: int) -> pl.DataFrame:
    """Return events of things that go from the plant to a buyer; some numbers are cloned. No chance is in them."""
    row = pl.DataFrame({"row": range(count)}).with_columns(
        thing=pl.col("row") // len(STEPS), turn=pl.col("row") % len(STEPS)
    )
    start = pl.datetime(2026, 8, 3, time_zone="UTC")
    cloned = (pl.col("thing") % CLONED == 0) & (pl.col("turn") == len(STEPS) - 1)
    hours = pl.when(cloned).then((pl.col("turn") - 1) * 96).otherwise(pl.col("turn") * 96)
    moment = start + pl.duration(hours=hours, minutes=pl.col("thing") % 1440 + cloned.cast(pl.Int64))
    names = [site for site, _, _ in SITES]
    return row.select(
        type=pl.lit("ObjectEvent"),
        action=pl.when(pl.col("turn") == 0).then(pl.lit("ADD")).otherwise(pl.lit("OBSERVE")),
        eventTime=moment,
        serial=pl.concat_str(pl.lit("HS"), pl.col("thing").cast(pl.String).str.zfill(8)),
        bizStep=pl.col("turn").replace_strict(dict(enumerate(STEPS)), return_dtype=pl.String),
        readPoint=pl.when(pl.col("turn") < 2)
        .then(pl.lit(names[0]))
        .otherwise(pl.col("turn").replace_strict({2: names[1], 3: names[2]}, default=names[1], return_dtype=pl.String)),
    )


def _written(work: Path, events: pl.DataFrame, form: str) -> Path:
    """Write the events as a table of EPCIS events (Parquet), a list of scans (CSV) or EPCIS JSON-LD."""
    path = work / f"events.{form}"
    if form == "csv":
        link = pl.concat_str(pl.lit(f"https://id.gs1.org/01/{GTIN}/10/HS2608A/21/"), "serial")
        events.select(code=link, scanned_at="eventTime", place="readPoint", step="bizStep").write_csv(
            path, datetime_format="%Y-%m-%dT%H:%M:%SZ"
        )
        return path
    urn = pl.concat_str(pl.lit(f"urn:epc:id:sgtin:{COMPANY}.{ITEM}."), "serial")
    rows = events.with_columns(epcList=pl.concat_list(urn)).drop("serial")
    if form == "parquet":
        rows.write_parquet(path)
        return path
    told = rows.with_columns(
        eventTime=pl.col("eventTime").dt.strftime("%Y-%m-%dT%H:%M:%SZ"), readPoint=pl.struct(id="readPoint")
    )
    told.write_ndjson(path)
    return path


def _write_references(work: Path) -> None:
    sites = pl.DataFrame(SITES, schema=["place", "latitude", "longitude"], orient="row")
    sites.write_csv(work / "places.csv")
    pl.DataFrame({"gtin": [GTIN], "serial_first": ["HS00000000"], "serial_last": ["HS00249999"]}).write_csv(
        work / "ranges.csv"
    )


def _measured(work: Path, path: Path, count: int, form: str) -> list[dict[str, object]]:
    request = SerialsRequest(
        events=(path,), ranges=work / "ranges.csv", places=work / "places.csv", out=work / f"out-{form}"
    )
    begun = time.process_time()
    record = run_serials(request)
    seconds = time.process_time() - begun
    clones = len(range(0, count // len(STEPS), CLONED))
    found = record["counts"]["kinds"]["impossible_travel"]
    assert (record["counts"]["readings"], found, record["counts"]["suspects"]) == (count, clones, clones), record
    name = {"parquet": "a table of EPCIS events, Parquet", "csv": "a list of scans, CSV", "json": "EPCIS, JSON"}[form]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 10 if sys.platform != "darwin" else 1 << 20)
    data = f"{count:,} invented events of {count // len(STEPS):,} things, one in {CLONED} cloned; {name}"
    target = f"<= {TARGET}" if count == EVENTS else None
    memory = f"most memory of the process until then ({form})"
    return [
        _figure(f"{count:,} events: {name}", round(seconds, 1), "CPU seconds", data, target),
        _figure(memory, megabytes, "MiB", data),
        _figure(f"cloned numbers found of {clones:,} ({form})", found, "serials", data, f">= {clones}"),
    ]


def _figure(name: str, value: float, unit: str, data: str, target: str | None = None) -> dict[str, object]:
    figure = {"name": name, "value": value, "unit": unit, "target": target, "peers": [], "data": data}
    return figure | {"command": COMMAND, "commit": commit_name()}


if __name__ == "__main__":
    main()

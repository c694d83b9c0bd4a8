"""`counterfoil serials`: events and scans of serialised goods in; suspect serials with their evidence out."""

import sys
from pathlib import Path

import click

from counterfoil.cli.serials_summary import print_serials
from counterfoil.run.serials import SerialsRequest, run_serials

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil serials examples/scans.csv -o out
  counterfoil serials examples/scans.csv --places examples/places.csv --ranges examples/serial_ranges.csv -o out
"""


@click.command(epilog=EXAMPLES)
@click.argument("events", type=FILE, nargs=-1, required=True)
@click.option("--ranges", type=FILE, help="Serial numbers that owners made or shipped, by GTIN, lot and consignee.")
@click.option("--sales", type=FILE, help="Scans at tills: code, scanned_at (a day will do), place.")
@click.option("--places", type=FILE, help="Places of the readings: place, name, latitude, longitude (degrees).")
@click.option("--fail-on", type=click.Choice(["suspect"]), help="Exit with 1 when a serial number is suspect.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def serials(
    events: tuple[Path, ...],
    ranges: Path | None,
    sales: Path | None,
    places: Path | None,
    fail_on: str | None,
    out: Path,
) -> None:
    """Find serial numbers in EVENTS that two pieces bear, or none should.

    EVENTS are EPCIS events (XML, JSON or a plain table), or lists of scans with the columns code, scanned_at, place and
    step, where code is a GS1 Digital Link or a GS1 key in any other form. One serial twice, impossible travel, never
    commissioned, read after it was destroyed, sold before shipped, outside of what the owner shipped: each is a finding
    with its sentence. Without --places nothing is said of travel. OUT receives serials, findings and rejects as
    Parquet, and run.json.
    """
    request = SerialsRequest(events=events, out=out, ranges=ranges, sales=sales, places=places)
    record = run_serials(request)
    print_serials(record, out=out)
    if fail_on and record["counts"]["suspects"]:
        sys.exit(1)

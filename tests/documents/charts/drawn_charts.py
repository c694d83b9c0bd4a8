"""Charts of every kind, as `tracking` makes them: few rows and many, long words, other scripts, and empty ones."""

from typing import NamedTuple

import polars as pl

LONG = "Nordlys Running Company of Minnesota, licensed goods for children, juniors and everybody else"
LABELS = ("Halvorsen", "Orlune", LONG, "مارك أصلي", "漢字ブランド", "<script>x</script>")
TYPES = {
    "label": pl.String, "series": pl.String, "period": pl.String, "subject": pl.String, "value": pl.Float64,
    "median": pl.Float64, "p90": pl.Float64, "low": pl.Float64, "high": pl.Float64, "unit": pl.String,
    "cases": pl.Int64, "open": pl.Int64, "note": pl.String,
}  # fmt: skip


class Chart(NamedTuple):
    """The fields of `tracking.chart.Chart`, which documents may not import."""

    kind: str
    table: pl.DataFrame
    name: str = "one"
    title: str = "A chart"
    says: str = "Something is seen."
    query: str = "SELECT 1"
    edges: pl.DataFrame | None = None
    notes: tuple[str, ...] = ()
    group: str = "Group"


def table(*rows: tuple[object, ...], columns: str) -> pl.DataFrame:
    """Return rows under columns, named with spaces between, in the types of a chart's table."""
    names = columns.split()
    return pl.DataFrame(list(rows), schema={name: TYPES[name] for name in names}, orient="row")


ROWS = "label series value low high unit cases note"


def bars(count: int, *, unit: str = "share", kind: str = "bars") -> Chart:
    """Return as many bars or records as asked for, the first the longest."""
    rows = [
        (f"{LABELS[at % 6]} {at}", "", 0.9 / (at + 1), 0.5 / (at + 1), 1.0 / (at + 1), unit, 9, "")
        for at in range(count)
    ]
    return Chart(kind, table(*rows, columns=ROWS))


def bands(lines: int) -> Chart:
    """Return lines over ten months; the third month of each cannot be told."""
    rows = [
        (
            f"Platform {line}",
            "",
            f"2026-{month:02}",
            None if month == 3 else 0.02 * month,
            *((None,) * 2 if month == 3 else (0.01, 0.3)),
            "share",
            month,
            "",
        )
        for line in range(lines)
        for month in range(1, 11)
    ]
    return Chart("bands", table(*rows, columns="label series period value low high unit cases note"))


def network(accounts: int) -> Chart:
    """Return accounts, each linked with a mark and every other with a facility, and two with one another."""
    links = [(f"s-{at}", f"mark {at % 3}", "offers", 1.0 + at) for at in range(accounts)]
    links += [(f"s-{at}", "Reno", "stores", 1.0) for at in range(0, accounts, 2)]
    links += [("s-0", "s-1", "one operator", 4.0)] if accounts > 1 else []
    edges = pl.DataFrame(
        links, schema={"from_id": pl.String, "to_id": pl.String, "kind": pl.String, "weight": pl.Float64}, orient="row"
    )
    ids = sorted({end for link in links for end in link[:2]})
    kinds = ["account" if one.startswith("s-") else "mark" if one.startswith("mark") else "facility" for one in ids]
    degrees = [sum(one in link[:2] for link in links) for one in ids]
    return Chart("network", pl.DataFrame({"id": ids, "kind": kinds, "degree": degrees}), edges=edges)


FUNNEL = Chart(
    "funnel",
    table(
        ("screened", "offers", 1000.0, "count", ""),
        ("confirmed", "offers", 250.0, "count", ""),
        ("found", "units", 40.0, "count", ""),
        ("held", "units", 50.0, "count", "more than found: of an earlier find"),
        columns="label subject value unit note",
    ),
)
STEPS = Chart(
    "steps",
    table(
        ("notice to takedown", 5.0, 31.0, "hours", 41, 2, ""),
        ("seizure to disposition", 900.0, None, "hours", 12, 7, "most are open"),
        ("nothing yet", None, None, "hours", 0, 0, ""),
        columns="label median p90 unit cases open note",
    ),
)
RECORDS = Chart(
    "records",
    table(
        ("Halvorsen Sport", "precision", 0.9, 0.8, 0.95, "share", 60, ""),
        (LONG, "precision", 0.5, 0.1, 0.9, "share", 4, ""),
        ("Halvorsen Sport", "delay, median", 30.0, 20.0, 50.0, "hours", 60, ""),
        columns=ROWS,
    ),
)
MONEY = Chart(
    "bars",
    table(
        ("Shoes", "", 412_000.0, 300_000.0, 610_000.0, "USD", 40, ""),
        ("Perfume", "", 82.5, None, None, "EUR", 2, ""),
        ("Bags", "", None, None, None, "USD", 1, "too few"),
        columns=ROWS,
    ),
)
STACK = Chart(
    "bars",
    table(
        *(
            (label, series, value, None, None, "count", None, "")
            for label, numbers in (("Halvorsen", (2.0, 6.0, 0.0)), ("Orlune", (1.0, 0.0, 3.0)), (LONG, (0.0, 0.0, 1.0)))
            for series, value in zip(("review", "hold", "remove"), numbers, strict=True)
        ),
        columns=ROWS,
    ),
)
EVERY = (bars(6), STACK, bars(44), MONEY, bands(1), bands(3), FUNNEL, STEPS, RECORDS, network(12), network(60))

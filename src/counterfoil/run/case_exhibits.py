"""Which number does each exhibit get in its case, and which evidence does it show?"""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl

from counterfoil.enforcement.cases.exhibits import JSON, Shown, file_name
from counterfoil.run.case_results import COMMAND, Result
from counterfoil.run.outputs import SEAL
from counterfoil.tables.contract import completed
from counterfoil.tables.exhibit import Exhibit

RUN = "run"
CLEARED = "offers_found_clear"  # the one sign of an account that has an exhibit of its own


def with_records(
    shown: Mapping[str, Sequence[Shown]], results: Sequence[Result], at: dt.datetime
) -> dict[str, list[Shown]]:
    """Return the exhibits of each case with the run.json of each run before them; what of its run has no exhibit of its
    own is shown by it."""
    records = [_record(one, at) for one in results]
    return {case: [*records, *of_case] for case, of_case in shown.items()}


def is_record(shown: Shown) -> bool:
    """Say whether an exhibit is the record of a run."""
    return any(kind == RUN for kind, _ in shown.of)


def _record(result: Result, at: dt.datetime) -> Shown:
    data, folder = (result.folder / SEAL).read_bytes(), result.folder.resolve().name
    return Shown(
        file_name("run", result.kind, data),
        f"Record of the {result.kind}",
        "Which files, versions and models the results were made with, by digest.",
        data,
        _started(result) or at,
        f"system:{COMMAND[result.kind]}",
        ((RUN, folder),),
    )


def _started(result: Result) -> dt.datetime | None:
    told = result.record.get("started_at")
    try:
        return dt.datetime.fromisoformat(told).astimezone(dt.UTC) if isinstance(told, str) else None
    except ValueError:
        return None


def numbered(shown: Mapping[str, Sequence[Shown]], after: Mapping[str, int]) -> pl.DataFrame:
    """Return the exhibits of cases, by their ids, as rows (contract Exhibit), numbered on from how many there are."""
    rows = [
        _row(case_id, number, one)
        for case_id, of_case in shown.items()
        for number, one in enumerate(of_case, start=after.get(case_id, 0) + 1)
    ]
    return Exhibit.cast(completed(pl.DataFrame(rows, schema=Exhibit.create_empty().schema), Exhibit))


def _row(case_id: str, number: int, one: Shown) -> dict[str, object]:
    return {
        "case_id": case_id,
        "id": f"E-{number}",
        "kind": "record",
        "title": one.title,
        "shows": one.shows,
        "file": one.name,
        "media_type": JSON,
        "sha256": one.sha256,
        "size": len(one.data),
        "taken_at": one.taken_at,
        "taken_by": one.taken_by,
        "withheld": False,
    }


def shown_by(evidence: pl.DataFrame, exhibits: pl.DataFrame, shown: Mapping[str, Sequence[Shown]]) -> pl.DataFrame:
    """Return the evidence of cases, each row that has none yet with the exhibit that shows it: its offer, its item, the
    clear offers of its account, or else the record of the run that it is from."""
    files = [(case, one.name, *of) for case, of_case in shown.items() for one in of_case for of in one.of]
    schema = ["case_id", "file", "shown_kind", "shown_id"]
    named = pl.DataFrame(files, schema=dict.fromkeys(schema, pl.String), orient="row")
    ids = named.join(exhibits.select("case_id", "file", "id"), on=["case_id", "file"]).drop("file")
    particular = pl.col("subject_kind").is_in(["offer", "item"]) | (pl.col("kind") == CLEARED)
    asked = evidence.with_columns(
        shown_kind=pl.when(particular).then("subject_kind").otherwise(pl.lit(RUN)),
        shown_id=pl.when(particular).then("subject_id").otherwise(pl.col("source").str.extract("^([^/]+)/")),
    )
    found = asked.join(ids, on=["case_id", "shown_kind", "shown_id"], how="left", maintain_order="left")
    return found.with_columns(exhibit_id=pl.coalesce("exhibit_id", "id")).select(evidence.columns)

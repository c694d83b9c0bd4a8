"""How do exhibits come into a case's folder: which number does each get, and which evidence does it show?"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from counterfoil.enforcement.cases.exhibits import JSON, Shown, file_name
from counterfoil.run.case_results import COMMAND, Result
from counterfoil.run.outputs import SEAL, whole
from counterfoil.tables.contract import completed
from counterfoil.tables.exhibit import Exhibit

CLEARED = "offers_found_clear"  # the one sign of an account that has an exhibit of its own


def record_exhibits(results: Sequence[Result], at: dt.datetime) -> list[Shown]:
    """Return the run.json of each run as an exhibit; what of its run has no exhibit of its own is shown by it."""
    return [_record(one, at) for one in results]


def _record(result: Result, at: dt.datetime) -> Shown:
    data, folder = (result.folder / SEAL).read_bytes(), result.folder.resolve().name
    return Shown(
        file_name("run", result.kind, data),
        f"Record of the {result.kind}",
        "Which files, versions and models the results were made with, by digest.",
        data,
        _started(result) or at,
        f"system:{COMMAND[result.kind]}",
        (("run", folder),),
    )


def _started(result: Result) -> dt.datetime | None:
    told = result.record.get("started_at")
    try:
        return dt.datetime.fromisoformat(told).astimezone(dt.UTC) if isinstance(told, str) else None
    except ValueError:
        return None


def write_files(folder: Path, shown: Sequence[Shown]) -> None:
    """Write the files of the exhibits into the case's folder, each whole or not at all."""
    for one in shown:
        with whole(folder / one.name) as partial:
            partial.write_bytes(one.data)


def numbered(shown: Sequence[Shown], case_id: str, *, after: pl.DataFrame | None) -> pl.DataFrame:
    """Return the exhibits as rows (contract Exhibit), numbered on from those that there are already."""
    first = 1 if after is None else after.height + 1
    rows = [
        {
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
        for number, one in enumerate(shown, start=first)
    ]
    schema = Exhibit.create_empty().schema
    return Exhibit.cast(completed(pl.DataFrame(rows, schema=schema), Exhibit))


def shown_by(evidence: pl.DataFrame, exhibits: pl.DataFrame, shown: Sequence[Shown]) -> pl.DataFrame:
    """Return the evidence, each row that has none yet with the exhibit that shows it: its offer, its item, the clear
    offers of its account, or else the record of the run that it is from."""
    ids = dict(exhibits.select("file", "id").iter_rows())
    of = {" ".join(subject): ids[one.name] for one in shown if one.name in ids for subject in one.of}
    own = pl.concat_str("subject_kind", pl.lit(" "), "subject_id")
    particular = pl.col("subject_kind").is_in(["offer", "item"]) | (pl.col("kind") == CLEARED)
    run = pl.concat_str(pl.lit("run "), pl.col("source").str.extract("^([^/]+)/"))
    return evidence.with_columns(
        exhibit_id=pl.coalesce(
            "exhibit_id",
            pl.when(particular).then(own.replace_strict(of, default=None, return_dtype=pl.String)),
            run.replace_strict(of, default=None, return_dtype=pl.String),
        )
    )

"""Hold later screenings against what was taken down: folders in, reappearances and acts out."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.notices.stay_down import DOWN, LATER, first_back, reappearances, watched_until
from counterfoil.enforcement.states.notice_states import TAKEN
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case, write_case_table
from counterfoil.run.finished import run_record
from counterfoil.run.notice_files import KIND, write_notices
from counterfoil.run.notice_findings import pictures_of, screened

RELISTED = "relisted"


class Watched(NamedTuple):
    """`found`: what came back (contract Reappearance), of it `new` what was not known; `looks`: by notice, how many
    listings were taken down, until when they are watched, how often they were looked for, and when last."""

    found: pl.DataFrame
    new: int
    looks: pl.DataFrame


def run_notice_watch(folder: Path, later: Sequence[Path], acting: Acting) -> Watched:
    """Return what came back in the later screenings; its notices are relisted, and the table reappearances is written.

    Raises UserError where nothing of the case was taken down, and for a folder that is no screening.
    """
    offers = pl.concat([later_offers(path) for path in later])
    with changing(folder):
        case = read_case(folder)
        down = taken_down(case)
        if down.is_empty():
            cure = "Read the answers first: counterfoil notice answer."
            raise UserError("Nothing of this case was taken down yet.", cure=cure, file=str(folder))
        known = case.tables["reappearances"]
        seen = reappearances(down, offers.filter(pl.col("seen_at") <= acting.at))
        pair = ["notice_id", "offer_id", "later_offer_id"]
        new = seen.join(known, on=pair, how="anti")
        write_case_table(folder, "reappearances", pl.concat([known, new]))
        acts = _acts(case, new, acting)
        if acts:
            write_notices(case, acts, notices=case.tables["notices"])
    return Watched(seen, new.height, _looks(down, offers))


def later_offers(folder: Path) -> pl.DataFrame:
    """Return the offers of a screening with what was decided on them (LATER); where an offer does not tell when it was
    seen, that of the run counts. Raises UserError where the folder holds no screening."""
    run = screened(folder)
    started = dt.datetime.fromisoformat(run_record(folder)["started_at"])
    pictures = pl.DataFrame(
        list(pictures_of(run).items()), schema={"id": pl.String, "later_pictures": pl.List(pl.String)}, orient="row"
    )
    decided = run["decisions"].select(
        id="subject_id", later_right_id="right_id", is_clear=pl.col("decision") == "clear"
    )
    told = run["offers"].join(decided, on="id", how="left").join(pictures, on="id", how="left")
    return told.select(
        later_offer_id="id",
        later_link="link",
        later_title="title",
        later_account_id="external_seller_id",
        later_right_id="later_right_id",
        is_clear=pl.col("is_clear").fill_null(value=True),
        later_pictures=pl.col("later_pictures").fill_null(pl.lit([], pl.List(pl.String))),
        seen_at=pl.col("seen_at").fill_null(started).dt.cast_time_unit("us"),
    ).cast(LATER)  # type: ignore[arg-type]


def taken_down(case: CaseFiles) -> pl.DataFrame:
    """Return the listings of a case that a platform took down (DOWN)."""
    rights = case.tables["notices"].select(notice_id="id", right_id="right_id")
    listings = case.tables["notice_listings"].filter(outcome="acted").join(rights, on="notice_id")
    return listings.select(list(DOWN)).cast(DOWN)  # type: ignore[arg-type]


def _acts(case: CaseFiles, new: pl.DataFrame, acting: Acting) -> list[Act]:
    states = dict(case.tables["notices"].select("id", "state").iter_rows())
    return [
        Act(
            acting.at,
            acting.by,
            RELISTED,
            KIND,
            notice,
            f"Listing {row['offer_id']} came back as {row['later_offer_id']} after {row['hours']:.0f} hours.",
            f"{row['reasons'][0]} {acting.why}",
        )
        for notice, row in first_back(new).items()
        if states[notice] in (*TAKEN, RELISTED)
    ]


def _looks(down: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    days = sorted(set(later["seen_at"].dt.date().drop_nulls().to_list()))
    rows = []
    for (notice,), part in down.group_by("notice_id", maintain_order=True):
        since, until = part["outcome_at"].min(), watched_until(part["outcome_at"].max())  # type: ignore[arg-type]
        within = [day for day in days if since.date() < day <= until]  # type: ignore[union-attr]
        rows.append((notice, part.height, until, len(within), max(within, default=None)))
    schema = {"notice_id": pl.String, "listings": pl.Int64, "until": pl.Date, "looks": pl.Int64, "last": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")

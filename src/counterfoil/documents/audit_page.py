"""Was the worklist followed? A page that names what was skipped and exchanged, by whom, and what that means."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.page import environment
from counterfoil.documents.words import counted, day_in_words
from counterfoil.tables.audited_examination import OTHER_WORKLIST, UNSELECTED
from counterfoil.tables.audited_selection import AS_DRAWN, NO_ANSWER, NOT_OPENED, OTHER_DAY, SUBSTITUTED, TWICE

SHOWN = 200  # rows of one table; the others stand in the Parquet files
NO_REASON = "no reason told"
COLUMNS = ("opened_as_drawn", "opened_on_another_day", "opened_twice", "substituted", "not_opened", "no_answer")


class AuditParts(NamedTuple):
    """The tables of the audit, and run.json."""

    selected: pl.DataFrame
    examined: pl.DataFrame
    measures: pl.DataFrame
    rejects: pl.DataFrame
    run: Mapping[str, Any]


def audit_page(parts: AuditParts) -> str:
    """Return the page as one HTML document (UTF-8 text)."""
    of = parts.selected
    unselected = parts.examined.filter(pl.col("standing").is_in(UNSELECTED))
    return (
        environment(share=share_in_words, columns=COLUMNS, limit=SHOWN)
        .get_template("audit.html.j2")
        .render(
            run=parts.run,
            heading=heading(parts.run),
            days=days_in_words(parts.run),
            counts=parts.run["counts"],
            lead=lead(parts.run),
            meaning=meaning(parts.run),
            reasons=reasons(of),
            substituted=of.filter(outcome=SUBSTITUTED).rows(named=True),
            skipped=of.filter(pl.col("outcome").is_in([NOT_OPENED, NO_ANSWER])).rows(named=True),
            odd=of.filter(pl.col("outcome").is_in([OTHER_DAY, TWICE]) | pl.col("is_contradicted")).rows(named=True),
            unselected=unselected.rows(named=True),
            measures={
                group: parts.measures.filter(group=group).rows(named=True) for group in ("facility", "inspector")
            },
        )
    )


def lead(run: Mapping[str, Any]) -> str:
    """Return in a sentence or two how much of what was drawn was opened."""
    counts = run["counts"]
    outcomes, selected = counts["outcomes"], counts["selected"]
    was = "was" if selected == 1 else "were"
    parts = [f"{outcomes[AS_DRAWN]:,} of {counted(selected, 'selected shipment')} {was} opened as drawn."]
    rest = [f"{number:,} {name}" for name, number in outcomes.items() if name != AS_DRAWN and number]
    if rest:
        parts.append(f"Of the rest: {', '.join(rest)}.")
    if extra := sum(counts["standings"][name] for name in UNSELECTED):
        parts.append(f"{counted(extra, 'shipment was', 'shipments were')} opened without being selected.")
    if unopened := counts["mandatory_not_opened"]:
        parts.append(f"{counted(unopened, 'mandatory shipment was', 'mandatory shipments were')} not opened.")
    return " ".join(parts)


def heading(run: Mapping[str, Any]) -> str:
    """Return the question that the page answers."""
    one = len(run["days"]) == 1
    return f"{'Was the worklist' if one else 'Were the worklists'} of {days_in_words(run)} followed?"


def days_in_words(run: Mapping[str, Any]) -> str:
    """Return the day, or the number of days with the first and the last."""
    first, last = (day_in_words(dt.date.fromisoformat(run["days"][at])) for at in (0, -1))
    return first if len(run["days"]) == 1 else f"{len(run['days']):,} days from {first} to {last}"


def meaning(run: Mapping[str, Any]) -> list[str]:
    """Return what the audit means for what is estimated from the results, in sentences."""
    reach, skew, counts = run["reach"], run["skew"], run["counts"]
    if counts["examinations"] and counts["standings"][OTHER_WORKLIST] == counts["examinations"]:
        return ["Every examination that was given is of another day: nothing is known of this one yet."]
    if not skew["skipped"]:
        told = ["All that was selected was opened, so nothing is lost to skipping."]
    else:
        told = [_of_skew(skew)]
    if reach["share"] < 1:
        lowest, highest = share_in_words(reach["lowest"]), share_in_words(reach["highest"])
        told.append(
            f"What was opened, with a result, stands for {share_in_words(reach['share'])} of what could have been "
            "drawn (each counts 1 / its probability). Whatever the others hold, the share of counterfeit ones lies "
            f"between {lowest} and {highest}, before the error of sampling."
        )
    if any(run["counts"]["standings"][name] for name in UNSELECTED):
        told.append("What was opened without being selected had no probability: it is left out of every estimate.")
    return told


def _of_skew(skew: Mapping[str, Any]) -> str:
    if skew["p_value"] is None:
        return "Too few were skipped, or opened, to say whether they differ in risk."
    pairs = f"in {share_in_words(skew['riskier'])} of pairs of a skipped and an opened one the skipped was the riskier"
    chance = f"p = {skew['p_value']:.3f}" if skew["p_value"] >= 0.001 else "p < 0.001"
    if not skew["is_told"]:
        return (
            f"No difference in risk between skipped and opened is told ({pairs}; {chance}). That is no proof of none."
        )
    more, low = ("riskier", "low") if skew["riskier"] > 0.5 else ("less risky", "high")
    return (
        f"What was skipped was {more} than what was opened ({pairs}; {chance}): the sample is not what was drawn, and "
        f"an estimate from what was opened alone reads too {low}."
    )


def reasons(selected: pl.DataFrame) -> list[dict[str, Any]]:
    """Return why shipments were not opened: reason, facility, how many, and who told it."""
    unopened = selected.filter(pl.col("outcome").is_in([NOT_OPENED, SUBSTITUTED, NO_ANSWER]))
    reason = pl.col("reason").str.to_lowercase().str.strip_chars(" .").fill_null(NO_REASON)
    grouped = unopened.group_by(reason=reason, facility="facility").agg(
        count=pl.len(), by=pl.col("inspector").drop_nulls().unique().sort()
    )
    return grouped.sort("count", "reason", "facility", descending=[True, False, False]).rows(named=True)


def share_in_words(share: float | None) -> str:
    """Return a share as `83.3 %`; of none a dash."""
    return "–" if share is None else f"{share * 100:.1f} %"

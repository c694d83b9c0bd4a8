"""How do new results come to cases that there are already? What is new is added; nothing that was there goes away.

A subject that is still there is told as the new results see it; one that is not stays as it was.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.cases.networks import in_words
from counterfoil.tables.decision import DECISIONS

CLEAR = DECISIONS[0]
SUBJECT = ["case_id", "subject_kind", "subject_id"]
_NUMBERED = "exhibit_id"  # of evidence: given by the case, no part of what is seen


class Seen(NamedTuple):
    """Subjects and evidence of cases (contracts CaseSubject and CaseEvidence)."""

    subjects: pl.DataFrame
    evidence: pl.DataFrame


class Merged(NamedTuple):
    """Subjects and evidence of a case with the new ones, and what was added, in words; nothing: an empty text."""

    subjects: pl.DataFrame
    evidence: pl.DataFrame
    added: str


class _News(NamedTuple):
    together: pl.DataFrame
    added: pl.DataFrame
    fresh: pl.DataFrame
    changed: pl.DataFrame


def cases_with_news(known: Seen, new: Seen, cleared: pl.Series) -> frozenset[str]:
    """Return the cases of which the new results say anything that is not known; arguments as of `merged`."""
    news = _news(known, new, cleared)
    return frozenset(case for table in news[1:] for case in table["case_id"].unique())


def merged(known: Seen, new: Seen, cleared: pl.Series) -> Merged:
    """Return what is known of one case together with what is new.

    `cleared` are offers that the new results found clear, which may have been in question before.
    """
    news = _news(known, new, cleared)
    return Merged(news.together, pl.concat([known.evidence, news.fresh]), _in_words(news))


def _news(known: Seen, new: Seen, cleared: pl.Series) -> _News:
    is_clear = (pl.col("subject_kind") == "offer") & pl.col("subject_id").is_in(cleared.implode())
    gone = known.subjects.join(new.subjects, on=SUBJECT, how="anti", maintain_order="left")
    kept = gone.with_columns(decision=pl.when(is_clear).then(pl.lit(CLEAR)).otherwise("decision"))
    together = pl.concat([kept, new.subjects]).sort(*SUBJECT)
    signs = [column for column in known.evidence.columns if column != _NUMBERED]
    fresh = new.evidence.join(known.evidence, on=signs, how="anti", nulls_equal=True, maintain_order="left")
    added = new.subjects.join(known.subjects, on=SUBJECT, how="anti", maintain_order="left")
    decided = together.join(known.subjects, on=[*SUBJECT, "decision"], how="anti", nulls_equal=True)
    return _News(together, added, fresh, decided.join(added, on=SUBJECT, how="anti").sort(*SUBJECT))


def _in_words(news: _News) -> str:
    said = [_counted(rows, str(kind)) for (kind,), rows in news.added.group_by("subject_kind", maintain_order=True)]
    if news.fresh.height:
        sides = news.fresh["side"].to_list()
        said.append(f"{sides.count('for'):,} signs for and {sides.count('against'):,} against")
    told = f"Added: {'; '.join(said)}." if said else ""
    if news.changed.height:
        told += f" Decided anew: {in_words(news.changed['subject_id'])}."
    return told.strip()


def _counted(rows: pl.DataFrame, kind: str) -> str:
    plural = {"goods": "goods", "party": "parties"}.get(kind, f"{kind}s")
    return f"{rows.height:,} {kind if rows.height == 1 else plural} ({in_words(rows['subject_id'])})"

"""How do new results come to a case that there is already? What is new is added; nothing that was there goes away.

A subject that is still there is told as the new results see it; one that is not stays as it was.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.cases.networks import in_words

SUBJECT = ["subject_kind", "subject_id"]
_NUMBERED = "exhibit_id"  # of evidence: given by the case, no part of what is seen


class Merged(NamedTuple):
    """Subjects and evidence of one case with the new ones, and what was added, in words; nothing: an empty text."""

    subjects: pl.DataFrame
    evidence: pl.DataFrame
    added: str


def merged(
    subjects: pl.DataFrame, evidence: pl.DataFrame, *, new: tuple[pl.DataFrame, pl.DataFrame], cleared: frozenset[str]
) -> Merged:
    """Return the subjects and the evidence of one case together with the `new` ones; `cleared` are offers that the new
    results found clear, which may have been in question before."""
    new_subjects, new_evidence = new
    kept = subjects.join(new_subjects, on=SUBJECT, how="anti", maintain_order="left").with_columns(
        decision=pl.when((pl.col("subject_kind") == "offer") & pl.col("subject_id").is_in(list(cleared)))
        .then(pl.lit("clear"))
        .otherwise("decision")
    )
    together = pl.concat([kept, new_subjects]).sort(*SUBJECT)
    signs = [column for column in evidence.columns if column != _NUMBERED]
    fresh = new_evidence.join(evidence, on=signs, how="anti", nulls_equal=True, maintain_order="left")
    added = new_subjects.join(subjects, on=SUBJECT, how="anti")
    changed = together.join(subjects, on=[*SUBJECT, "decision"], how="anti", nulls_equal=True).join(
        added, on=SUBJECT, how="anti"
    )
    return Merged(together, pl.concat([evidence, fresh]), _in_words(added, fresh, changed))


def _in_words(added: pl.DataFrame, fresh: pl.DataFrame, changed: pl.DataFrame) -> str:
    said = [_counted(rows, str(kind)) for (kind,), rows in added.group_by("subject_kind", maintain_order=True)]
    if fresh.height:
        sides = dict(fresh.group_by("side").len().iter_rows())
        said.append(f"{sides.get('for', 0):,} signs for and {sides.get('against', 0):,} against")
    told = f"Added: {'; '.join(said)}." if said else ""
    if changed.height:
        told += f" Decided anew: {in_words(changed['subject_id'])}."
    return told.strip()


def _counted(rows: pl.DataFrame, kind: str) -> str:
    plural = kind if kind == "goods" else f"{kind}s" if kind != "party" else "parties"
    return f"{rows.height:,} {kind if rows.height == 1 else plural} ({in_words(rows['subject_id'])})"

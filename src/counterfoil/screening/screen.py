"""Screen a batch of offers: findings, assessments and decisions. Pure: equal arguments, equal bytes."""

from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.policy import decide
from counterfoil.screening.company_rows import with_company
from counterfoil.screening.kinds import of_scope
from counterfoil.screening.mentions import mentions
from counterfoil.screening.offer_rows import offer_rows
from counterfoil.screening.references import References
from counterfoil.screening.replica_words import replica_words
from counterfoil.screening.use_rows import use_rows
from counterfoil.tables.finding import Finding


class Screened(NamedTuple):
    """Tables by the contracts Finding, Assessment and Decision; decisions hold one row per offer, in its order."""

    findings: pl.DataFrame
    assessments: pl.DataFrame
    decisions: pl.DataFrame


def screen(offers: pl.DataFrame, references: References) -> Screened:
    """Return what screening finds in a batch of offers (contract Offer; ids used once)."""
    rows = offer_rows(offers, references)
    named = with_company(mentions(offers, references.marks), rows)
    uses = use_rows(named, rows, references)
    findings = weigh(_observed(offers, rows, named, uses), references.model).select(Finding.column_names())
    assessments = assess(
        findings,
        uses.select("subject_id", "right_id"),
        references.model,
        engine_version=references.engine_version,
        inputs_digest=references.inputs_digest,
    )
    prior = pl.select(score_of(pl.lit(references.model.prior))).item()
    decisions = decide(assessments, offers.select("id"), references.policy, prior_score=prior)
    return Screened(findings, assessments, decisions)


def _observed(offers: pl.DataFrame, rows: pl.DataFrame, named: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Return all findings, ordered by offer as given, then by right and kind."""
    picked = uses.select("subject_id", "mark_number", "right_id", "named_in_title", "word_use")
    of_rights = named.join(picked, on=["subject_id", "mark_number"], how="inner", maintain_order="left")
    found = pl.concat(
        [
            observe(rows, of_scope("offer"), subject_kind="offer"),
            observe(_word_rows(offers, uses), of_scope("word"), subject_kind="offer"),
            observe(of_rights.filter(~pl.col("word_use")), of_scope("mention"), subject_kind="offer"),
            observe(uses, of_scope("use"), subject_kind="offer"),
        ]
    )
    order = offers.select(subject_id="id").with_row_index("place")
    return found.join(order, on="subject_id").sort(["place", "right_id", "kind"], nulls_last=True).drop("place")


def _word_rows(offers: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Return the replica words with whether the offer uses a mark, and whether a line of its owner bears the word."""
    of_offer = uses.group_by("subject_id").agg(
        names_a_mark=pl.col("used_as_mark").any(),
        line_keys=pl.col("mark_key").str.join(" "),
    )
    bears = pl.col("line_keys").str.contains(pl.col("seen").str.to_lowercase(), literal=True)
    return (
        replica_words(offers)
        .join(of_offer, on="subject_id", how="left", maintain_order="left")
        .with_columns(
            names_a_mark=pl.col("names_a_mark").fill_null(value=False),
            line_bears_the_word=bears.fill_null(value=False),
        )
    )

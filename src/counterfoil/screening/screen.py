"""Screen a batch of offers: findings, assessments and decisions. Pure: equal arguments, equal bytes."""

from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.policy import decide
from counterfoil.screening.company_rows import with_company
from counterfoil.screening.kinds import of_scope
from counterfoil.screening.mentions import mentions
from counterfoil.screening.offer_rows import offer_rows, prepared
from counterfoil.screening.pictures.given import NO_PICTURES, PictureTables
from counterfoil.screening.pictures.rows import on_pictures
from counterfoil.screening.references import References
from counterfoil.screening.replica_words import replica_words
from counterfoil.screening.use_rows import use_rows
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer


class Screened(NamedTuple):
    """Tables by the contracts Finding, Assessment and Decision; decisions hold one row per offer, in its order."""

    findings: pl.DataFrame
    assessments: pl.DataFrame
    decisions: pl.DataFrame


def screen(offers: pl.DataFrame, references: References, pictures: PictureTables = NO_PICTURES) -> Screened:
    """Return what screening finds in a batch of offers (contract Offer; ids used once) and on their pictures."""
    rows = offer_rows(offers, references)
    named, uses = _named_and_used(offers, rows, references)
    facts = None
    if pictures.pictures.height:
        by_pictures, facts = on_pictures(pictures, named, uses, rows, references)
        uses = pl.concat([uses, by_pictures])
    found = _observed(rows, named, uses, facts)
    findings, assessments = references.once(_nothing_found)
    if found.height or uses.height:
        findings = weigh(found, references.model).select(Finding.column_names())
        assessments = _assessed(findings, uses, references)
    decisions = decide(assessments, offers.select("id"), references.policy, prior_score=references.once(_prior_score))
    return Screened(findings, assessments, decisions)


def _named_and_used(
    offers: pl.DataFrame, rows: pl.DataFrame, references: References
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the mentions of marks and the uses of rights; most single offers have neither."""
    mentioned = mentions(offers, references.marks)
    if mentioned.is_empty() and offers.height:
        return references.once(_nothing_named)
    named = with_company(mentioned, rows)
    return named, use_rows(named, rows, references)


def _nothing_named(references: References) -> tuple[pl.DataFrame, pl.DataFrame]:
    none = prepared(Offer.create_empty())
    return _named_and_used(none, offer_rows(none, references), references)


def _nothing_found(references: References) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = offer_rows(prepared(Offer.create_empty()), references)
    named, uses = references.once(_nothing_named)
    findings = weigh(_observed(rows, named, uses), references.model).select(Finding.column_names())
    return findings, _assessed(findings, uses, references)


def _assessed(findings: pl.DataFrame, uses: pl.DataFrame, references: References) -> pl.DataFrame:
    return assess(
        findings,
        uses.select("subject_id", "right_id"),
        references.model,
        engine_version=references.engine_version,
        inputs_digest=references.inputs_digest,
    )


def _prior_score(references: References) -> float:
    return float(pl.select(score_of(pl.lit(references.model.prior))).item())


def _observed(
    rows: pl.DataFrame, named: pl.DataFrame, uses: pl.DataFrame, facts: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return all findings, ordered by offer as given, then by right and kind."""
    seen = [
        observe(rows, of_scope("offer"), subject_kind="offer", seen_twice=False),
        observe(_word_rows(rows, uses), of_scope("word"), subject_kind="offer"),
        observe(_of_rights(named, uses), of_scope("mention"), subject_kind="offer"),
        observe(uses, of_scope("use"), subject_kind="offer", seen_twice=False),
    ]
    if facts is not None:
        seen.append(observe(facts, of_scope("picture"), subject_kind="offer"))
    found = pl.concat(seen)
    if found.is_empty():
        return found
    order = rows.lazy().select("subject_id").with_row_index("place")
    placed = found.lazy().join(order, on="subject_id").sort(["place", "right_id", "kind"], nulls_last=True)
    return placed.drop("place").collect()


def _of_rights(named: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions that are held against a right, words used as words left out."""
    if uses.is_empty():
        return uses
    picked = uses.lazy().select("subject_id", "mark_number", "right_id", "named_in_title", "word_use", "fit")
    held = named.lazy().join(picked, on=["subject_id", "mark_number"], how="inner", maintain_order="left")
    return held.filter(~pl.col("word_use")).collect()


def _word_rows(offers: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Return the replica words with whether the offer uses a mark, and whether a line of its owner bears the word."""
    found = replica_words(offers)
    if found.is_empty():
        return found
    of_offer = uses.group_by("subject_id").agg(
        names_a_mark=pl.col("used_as_mark").any(),
        line_keys=pl.col("mark_key").str.join(" "),
    )
    bears = pl.col("line_keys").str.contains(pl.col("seen").str.to_lowercase(), literal=True)
    return found.join(of_offer, on="subject_id", how="left", maintain_order="left").with_columns(
        names_a_mark=pl.col("names_a_mark").fill_null(value=False),
        line_bears_the_word=bears.fill_null(value=False),
    )

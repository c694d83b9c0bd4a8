"""Screen a batch of offers: findings, assessments and decisions. Pure: equal arguments, equal bytes."""

from functools import reduce
from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.observation import OBSERVED, observe
from counterfoil.evidence.policy import decide
from counterfoil.few_rows.table import few
from counterfoil.screening.company_rows import named_in
from counterfoil.screening.kinds import of_scope
from counterfoil.screening.mention_rows import mention_rows
from counterfoil.screening.mentions import NOTHING, mentions
from counterfoil.screening.offer_rows import offer_rows, prepared
from counterfoil.screening.pictures.given import NO_PICTURES, PictureTables
from counterfoil.screening.pictures.rows import on_pictures
from counterfoil.screening.pictures.uses import owners_named
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
    offers = few(offers)
    rows = offer_rows(offers, references)
    found, uses = _observed(rows, pictures, references)
    findings, assessments = references.once(_nothing_found)
    if found.height or uses.height:
        findings = weigh(found, references.model).select(_FINDING)
        assessments = _assessed(findings, uses, references)
    decisions = decide(assessments, offers.select("id"), references.policy, prior_score=references.once(_prior_score))
    return Screened(findings, assessments, decisions)


def _observed(rows: pl.DataFrame, pictures: PictureTables, references: References) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return all findings, ordered by offer as given, then by right and kind; and the uses of rights."""
    seen = [observe(rows, of_scope("offer"), subject_kind="offer", seen_twice=False)]
    uses, named = references.once(_no_uses), None
    mentioned = mentions(rows, references.marks)
    if len(mentioned.seen):
        named = named_in(mentioned, rows, references)
        used = use_rows(named, rows, references)
        uses = used.rows
        seen.append(observe(mention_rows(named, used), of_scope("mention"), subject_kind="offer"))
    if pictures.pictures.height:
        owners = owners_named(named, rows, references)
        by_pictures, facts = on_pictures(pictures, owners, uses, rows, references)
        uses = uses.vstack(by_pictures)
        seen.append(observe(facts, of_scope("picture"), subject_kind="offer"))
    if uses.height:
        seen.append(observe(uses, of_scope("use"), subject_kind="offer", seen_twice=False))
    seen.append(observe(_word_rows(rows, uses), of_scope("word"), subject_kind="offer"))
    return _in_order(reduce(lambda above, below: above.vstack(below), seen), rows), uses


def _in_order(found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    if found.is_empty():
        return found
    if rows.height == 1:
        return found.sort("right_id", "kind", nulls_last=True)
    order = rows.select("subject_id").with_row_index("place")
    placed = found.join(order, on="subject_id", maintain_order="left")
    return placed.sort("place", "right_id", "kind", nulls_last=True).drop("place")


def _no_uses(references: References) -> pl.DataFrame:
    rows = offer_rows(prepared(Offer.create_empty()), references)
    return use_rows(named_in(NOTHING, rows, references), rows, references).rows


def _nothing_found(references: References) -> tuple[pl.DataFrame, pl.DataFrame]:
    findings = weigh(pl.DataFrame(schema=OBSERVED), references.model).select(_FINDING)
    return findings, _assessed(findings, references.once(_no_uses), references)


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


def _word_rows(offers: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Return the replica words with whether the offer uses a mark, and whether a line of its owner bears the word."""
    found = replica_words(offers)
    if found.is_empty():
        return found
    near = uses if offers.height == 1 else uses.filter(pl.col("subject_id").is_in(found["subject_id"].implode()))
    of_offer = near.group_by("subject_id").agg(_OF_OFFER)
    return found.join(of_offer, on="subject_id", how="left", maintain_order="left").with_columns(_OF_WORD)


_FINDING = tuple(Finding.column_names())
_OF_OFFER = (pl.col("used_as_mark").any().alias("names_a_mark"), pl.col("mark_key").str.join(" ").alias("line_keys"))
_BEARS = pl.col("line_keys").str.contains(pl.col("seen").str.to_lowercase(), literal=True)
_OF_WORD = (pl.col("names_a_mark").fill_null(value=False), _BEARS.fill_null(value=False).alias("line_bears_the_word"))

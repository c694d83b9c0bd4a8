"""Vet a file of sellers: dossiers, checks, clocks, findings and denied matches. Pure: equal arguments, equal bytes."""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, weigh
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.check import Check
from counterfoil.tables.clock import Clock
from counterfoil.tables.denied_match import DeniedMatch
from counterfoil.tables.finding import Finding
from counterfoil.vetting.check import MISSING, results_of, signs_in
from counterfoil.vetting.clocks import DAYS, clocks
from counterfoil.vetting.denied.screen import screen
from counterfoil.vetting.dossier import Parts, dossiers
from counterfoil.vetting.goods import OFFERED, leave_given, offered, with_goods
from counterfoil.vetting.kinds import CHECKS
from counterfoil.vetting.needs import applies, complete, missing
from counterfoil.vetting.papers import days_of, with_papers
from counterfoil.vetting.past import debarred_days, with_matches, with_returns, with_violations
from counterfoil.vetting.references import VettingReferences
from counterfoil.vetting.regime import Regime, built_in, read_regime
from counterfoil.vetting.seller_rows import seller_rows
from counterfoil.vetting.volume import volume


class Vetted(NamedTuple):
    """Tables by the contracts Dossier, Check, Clock, Finding and DeniedMatch; dossiers in the order of the sellers."""

    dossiers: pl.DataFrame
    checks: pl.DataFrame
    clocks: pl.DataFrame
    findings: pl.DataFrame
    matches: pl.DataFrame


def vet(sellers: pl.DataFrame, references: VettingReferences, *, day: dt.date, apart: bool = False) -> Vetted:
    """Return what vetting finds of the sellers (contract Seller; ids used once) on `day`.

    `apart` looks at each as though it had come alone: what accounts have in common is passed over. It is for sellers
    that come in batches of which nobody says where one ends.
    """
    rows, matches = _known(sellers, references, day=day, apart=apart)
    findings = weigh(signs_in(rows, CHECKS), references.model).select(Finding.column_names())
    lacking = missing(rows, references.regimes)
    days = _days(rows, references, matches)
    given = complete(rows, lacking, references.regimes)
    timed = [
        clocks(_concerning(days, rows, regime), regime=regime, complete=given, day=day) for regime in references.regimes
    ]
    told = pl.concat([Clock.create_empty(), *timed])
    checks = _checks(rows, findings, lacking)
    assessed = _assessed(findings, rows, references)
    found = dossiers(Parts(rows, checks, told, assessed, lacking), references, day=day)
    return Vetted(found, checks, told, findings, matches)


def _known(
    sellers: pl.DataFrame, references: VettingReferences, *, day: dt.date, apart: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return sellers' rows with all that is known of them, and their denied matches."""
    rows = seller_rows(sellers, apart=apart)
    denied = references.denied
    matches = screen(rows, denied) if denied else DeniedMatch.create_empty()
    rows = with_papers(rows, references.documents, references.events, day=day)
    rows = _with_volume(rows, references, day=day)
    rows = _with_offers(rows, sellers, references, day=day)
    rows = with_matches(rows, matches, screened=denied is not None)
    rows = with_returns(rows, references.re_entries, apart=apart)
    return with_violations(rows, references.events, regime=references.regime("shop-safe"), day=day), matches


def _with_volume(rows: pl.DataFrame, references: VettingReferences, *, day: dt.date) -> pl.DataFrame:
    inform = references.regime("inform") or read_regime(built_in("inform"), file="inform")
    found = volume(references.sales, day=day, inform=inform, rates=references.rates)
    joined = rows.join(found, left_on="subject_id", right_on="seller_id", how="left", maintain_order="left")
    flags = ("is_high_volume", "discloses")
    return joined.with_columns(pl.col(name).fill_null(value=False) for name in flags)


def _with_offers(
    rows: pl.DataFrame, sellers: pl.DataFrame, references: VettingReferences, *, day: dt.date
) -> pl.DataFrame:
    """Add what is offered, and what limits goods that can hurt."""
    programme = references.regime("programme")
    risky = programme.high_risk if programme else ()
    by_seller = pl.DataFrame(schema=OFFERED)
    if references.offers is not None:
        by_seller = offered(references.offers, _leave(sellers, references, day=day), high_risk=risky)
    allowed = programme.number("high_risk_offers") if programme else None
    months = programme.number("probation") if programme else None
    young = pl.col("opened_at").dt.date() > pl.lit(day).dt.offset_by(f"-{months or 0}mo")
    has_leave = references.rights["authorised_sellers"].is_not_null().any() or references.authorisations.height > 0
    return with_goods(rows, by_seller, high_risk=risky).with_columns(
        high_risk_allowed=pl.lit(allowed, dtype=pl.Int64),
        on_probation=young.fill_null(value=False),
        has_leave=pl.lit(has_leave),
    )


def _leave(sellers: pl.DataFrame, references: VettingReferences, *, day: dt.date) -> pl.DataFrame:
    table = references.authorisations.select(Authorisation.column_names())
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= day)
    lasts = pl.col("valid_until").is_null() | (pl.col("valid_until") >= day)
    return leave_given(references.rights, table.filter(begun & lasts), sellers)


def _days(rows: pl.DataFrame, references: VettingReferences, matches: pl.DataFrame) -> pl.DataFrame:
    """Return every day from which a clock may run: seller_id, kind, day."""
    qualified = rows.filter(pl.col("qualified_on").is_not_null()).select(
        seller_id="subject_id", kind=pl.lit("qualified"), day="qualified_on"
    )
    parts = [days_of(references.documents, references.events), qualified, debarred_days(matches)]
    return pl.concat([pl.DataFrame(schema=DAYS), *parts, *(_in_force(rows, one) for one in references.regimes)])


def _concerning(days: pl.DataFrame, rows: pl.DataFrame, regime: Regime) -> pl.DataFrame:
    """Return the days of sellers to whom a regime applies."""
    return days.join(rows.filter(applies(regime)).select(seller_id="subject_id"), on="seller_id", how="semi")


def _in_force(rows: pl.DataFrame, regime: Regime) -> pl.DataFrame:
    since = regime.days.get("in_force")
    if since is None:
        return pl.DataFrame(schema=DAYS)
    earlier = rows.filter(pl.col("opened_at").dt.date() < since)
    return earlier.select(seller_id="subject_id", kind=pl.lit("in force for an earlier trader"), day=pl.lit(since))


def _checks(rows: pl.DataFrame, findings: pl.DataFrame, lacking: pl.DataFrame) -> pl.DataFrame:
    made = results_of(rows, findings, CHECKS).with_columns(regime=pl.lit(None, dtype=pl.String))
    owed = lacking.with_columns(
        check="need", result=pl.lit(MISSING), field=pl.lit(None, dtype=pl.String), seen=pl.lit(None, dtype=pl.String),
        how="says", detail=pl.concat_str(pl.lit("Missing: "), "says", pl.lit(".")),
        party_detail=pl.when(~pl.col("by_platform")).then(pl.concat_str(pl.lit("Give "), "says", pl.lit("."))),
    )  # fmt: skip
    columns = Check.column_names()
    return Check.cast(pl.concat([made.select(columns), owed.select(columns)]))


def _assessed(findings: pl.DataFrame, rows: pl.DataFrame, references: VettingReferences) -> pl.DataFrame:
    everyone = rows.select("subject_id", right_id=pl.lit(None, dtype=pl.String))
    return assess(
        findings,
        everyone,
        references.model,
        engine_version=references.engine_version,
        inputs_digest=references.inputs_digest,
    )

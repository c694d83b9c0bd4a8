"""What was this seller before, and on which lists does it stand? DHS 2020 §8 nos. 1, 2 and 5; EO 13904 §3."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.vetting.check import DOUBTFUL, FAILED, Check, check

STATUS = "The marketplace's own seller table; DHS 2020 §8 no. 2: terminated sellers and debarment lists."
LISTS = "Lists of denied parties given with --denied; DHS 2020 §8 no. 2."
RETURN = "DHS 2020 §8 no. 5 (ix), bar re-entry; Executive Order 13904 §3; SHOP SAFE step j."


def _has(status: str) -> Sign:
    return Sign(when=pl.col("status") == status, field="status", seen=pl.col("status"))


@check("status", how="status in the seller table", grade=FAILED)
@evidence(scope="seller", party="The account has been terminated.", source=STATUS)
def terminated() -> Sign:
    """The account has been terminated by a platform."""
    return _has("terminated")


@check("status", how="status in the seller table", grade=FAILED)
@evidence(scope="seller", party="The seller has been debarred.", source=STATUS)
def debarred() -> Sign:
    """The seller has been debarred by an authority."""
    return _has("debarred")


@check("status", how="status in the seller table", grade=FAILED)
@evidence(scope="seller", party="The account is suspended.", source=STATUS)
def suspended() -> Sign:
    """The account is suspended."""
    return _has("suspended")


@check("violations", how="violations among the seller's events", grade=FAILED)
@evidence(
    scope="seller", party="The account has had {seen} violations within {months} months.", source="SHOP SAFE step h"
)
def repeated_violations() -> Sign:
    """The account has had {seen} violations within {months} months; the profile ends it at {expected}."""
    return Sign(
        when=pl.col("violations") >= pl.col("violations_allowed"),
        field="events",
        seen=pl.col("violations"),
        expected=pl.col("violations_allowed"),
        words={"months": pl.col("violations_within")},
    )


@check("subject_id", how="parties and numbers of ended accounts held against the account's", grade=DOUBTFUL)
@evidence(
    scope="seller", party="The account seems to be of the same operator as an account that was closed.", source=RETURN
)
def terminated_party_returns() -> Sign:
    """The account seems to be of the operator of {seen}, which is {state}: {evidence}."""
    return Sign(
        when=pl.col("returns_as").is_not_null(),
        field="party_id",
        seen=pl.col("returns_as"),
        words={"state": pl.col("returns_status"), "evidence": pl.col("returns_evidence")},
        whole=frozenset({"evidence"}),  # it goes into cases and bundles; no part of it is quoted from an offer
    )


def _listed(strength: str) -> Sign:
    return Sign(
        when=pl.col("denied_strength") == strength,
        field=pl.col("denied_role"),
        seen=pl.col("denied_entry"),
        words={"explained": pl.col("denied_explained")},
    )


HOW_LISTED = "names across scripts, aliases, countries, birth dates and numbers held against every entry"


@check("denied_screened", how=HOW_LISTED, grade=FAILED)
@evidence(scope="seller", party="The seller is on a list of parties with whom we may not trade.", source=LISTS)
def denied_party() -> Sign:
    """The {field} is the listed party {seen}: {explained}."""
    return _listed("certain")


@check("denied_screened", how=HOW_LISTED, grade=DOUBTFUL)
@evidence(scope="seller", party="The account needs a closer look before it can be accepted.", source=LISTS)
def likely_denied_party() -> Sign:
    """The {field} is likely the listed party {seen}: {explained}."""
    return _listed("likely")


@check("denied_screened", how=HOW_LISTED, grade=DOUBTFUL)
@evidence(scope="seller", party="The account needs a closer look before it can be accepted.", source=LISTS)
def possibly_denied_party() -> Sign:
    """The {field} may be the listed party {seen}: {explained}."""
    return _listed("possible")


CHECKS: tuple[Check, ...] = (
    terminated, debarred, suspended, repeated_violations, terminated_party_returns, denied_party, likely_denied_party,
    possibly_denied_party,
)  # fmt: skip

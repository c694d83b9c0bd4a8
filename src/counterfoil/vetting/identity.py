"""Is the seller who it says it is? Numbers, legal form, documents. DHS 2020 §8 no. 2; 15 USC 45f(a)(2): valid, the
seller's own, neither misappropriated nor falsified."""

import polars as pl

from counterfoil.codes.company_number import INVALID, PLACEHOLDER, VALID
from counterfoil.codes.redacted import last_four
from counterfoil.evidence.kind import Sign, evidence
from counterfoil.text.names import SAME
from counterfoil.vetting.check import CONFIRMED, DOUBTFUL, FAILED, Check, check
from counterfoil.vetting.seller_rows import NUMBERS

DIGITS = "The country's own rule for such numbers: form and check digits, by python-stdnum."
LAW = "15 USC 45f(a)(2); DHS 2020 §8 no. 2"
SHARED = "Accounts of one file that give the same number; DHS 2020 §8 no. 2."


def _can_be_checked(number: str) -> pl.Expr:
    return pl.col(f"{number}_judged").is_in([VALID, INVALID])


def _fails(number: str) -> Sign:
    return Sign(
        when=pl.col(f"{number}_judged") == INVALID,
        field=number,
        seen=last_four(number),
        words={"country": pl.col("country_name")},
    )


@check(_can_be_checked("taxNumber"), how="form and check digits of its country's tax numbers", grade=FAILED)
@evidence(scope="seller", party="The tax number that ends in {seen} is not a valid one; give it again.", source=DIGITS)
def tax_number_fails() -> Sign:
    """The tax number ({seen}) has neither the form nor the check digits of any such number ({country})."""
    return _fails("taxNumber")


@check(_can_be_checked("vatCode"), how="form and check digits of its country's VAT numbers", grade=FAILED)
@evidence(scope="seller", party="The VAT number that ends in {seen} is not a valid one; give it again.", source=DIGITS)
def vat_number_fails() -> Sign:
    """The VAT number ({seen}) has neither the form nor the check digits of such a number ({country})."""
    return _fails("vatCode")


@check(_can_be_checked("registrationNumber"), how="form and check digits of its register's numbers", grade=FAILED)
@evidence(
    scope="seller",
    party="The registration number that ends in {seen} is not a valid one; give it again.",
    source=DIGITS,
)
def registration_number_fails() -> Sign:
    """The registration number ({seen}) has neither the form nor the check digits of such a number ({country})."""
    return _fails("registrationNumber")


@check(_can_be_checked("leiCode"), how="check digits of ISO 17442", grade=FAILED)
@evidence(scope="seller", party="The LEI that ends in {seen} is not a valid one; give it again.", source=DIGITS)
def lei_fails() -> Sign:
    """The Legal Entity Identifier ({seen}) fails its check digits."""
    return _fails("leiCode")


_CALLED = {"registrationNumber": "registration number", "taxNumber": "tax number", "vatCode": "VAT number",
           "leiCode": "LEI"}  # fmt: skip
_FILLED = [pl.col(f"{number}_judged") == PLACEHOLDER for number in NUMBERS]


@check(
    pl.any_horizontal(pl.col(f"{number}_judged").is_not_null() for number in NUMBERS),
    how="numbers such as N/A, 000000000 or 123456789 count as not given",
    grade=FAILED,
)
@evidence(scope="seller", party="The {number} given is not a number of yours; give the real one.", source=LAW)
def number_fills_the_field() -> Sign:
    """The {number} was only written to fill the field, and counts as not given."""
    field = pl.coalesce(pl.when(empty).then(pl.lit(number)) for empty, number in zip(_FILLED, NUMBERS, strict=True))
    return Sign(when=pl.any_horizontal(_FILLED), field=field, words={"number": field.replace(_CALLED)})


@check("taxNumber", how="compared with the tax numbers of all accounts in the file", grade=DOUBTFUL)
@evidence(scope="seller", party="Confirm that the tax number ending in {seen} is your own.", source=SHARED)
def tax_number_shared() -> Sign:
    """The tax number ({seen}) is given by {others} more of the accounts in the file."""
    others = pl.col("taxNumber_shared")
    return Sign(when=others > 0, field="taxNumber", seen=last_four("taxNumber"), words={"others": others})


@check("schema", how="legal form and register held against what the seller says it is", grade=DOUBTFUL)
@evidence(scope="seller", party="Say whether you sell as a person or as a company.", source=LAW)
def form_contradicts_person() -> Sign:
    """The seller says that it is a person, and has the legal form or the register number of a company."""
    company = pl.col("has_legal_form") | pl.col("registrationNumber").is_not_null()
    return Sign(when=(pl.col("schema") == "Person") & company, field="schema", seen=pl.col("schema"))


_SHOWN = pl.any_horizontal(
    pl.col("documents").list.len() > 0,
    pl.col("expired_document").is_not_null(),
    pl.col("rejected_document").is_not_null(),
)


@check(_SHOWN, how="expiry held against the day of vetting", grade=FAILED)
@evidence(scope="seller", party="Your document ({seen}) expired on {day}; send the one that is valid now.", source=LAW)
def document_expired() -> Sign:
    """A document of the type {seen} expired on {day}, and none of the type has taken its place."""
    return Sign(
        when=pl.col("expired_document").is_not_null(),
        field="documents",
        seen=pl.col("expired_document"),
        words={"day": pl.col("expired_on")},
    )


@check(_SHOWN, how="the result that the identity provider, or whoever looked, recorded", grade=DOUBTFUL)
@evidence(scope="seller", party="Your document ({seen}) could not be accepted.", source=LAW)
def document_rejected() -> Sign:
    """A document of the type {seen} was found invalid."""
    return Sign(
        when=pl.col("rejected_document").is_not_null(),
        field="documents",
        seen=pl.col("rejected_document"),
    )


@check(_SHOWN, how="the result that the identity provider, or whoever looked, recorded", grade=DOUBTFUL)
@evidence(scope="seller", party="Your document ({seen}) could not be read well enough; send it again.", source=LAW)
def document_inconclusive() -> Sign:
    """The check of a document of the type {seen} came to no result."""
    return Sign(
        when=pl.col("inconclusive_document").is_not_null(), field="documents", seen=pl.col("inconclusive_document")
    )


@check("identity_holder_likeness", how="holder's name held against seller and owners, across scripts", grade=DOUBTFUL)
@evidence(scope="seller", party="The document of identity is in another name than the account's.", source=LAW)
def document_in_another_name() -> Sign:
    """The document of identity is in a name like neither the seller's nor an owner's (likeness {seen})."""
    likeness = pl.col("identity_holder_likeness")
    return Sign(when=likeness < SAME, field="documents", seen=likeness.round(2), expected=pl.lit(f"at least {SAME}"))


@check("verified", how="a valid document of identity, or an identity provider's result", grade=CONFIRMED)
@evidence(scope="seller", party="Your identity has been confirmed.", source=LAW)
def identity_confirmed() -> Sign:
    """The identity was confirmed by a valid document or by the platform's own check."""
    return Sign(when=pl.col("verified"), field="documents")


CHECKS: tuple[Check, ...] = (
    tax_number_fails, vat_number_fails, registration_number_fails, lei_fails, number_fills_the_field, tax_number_shared,
    form_contradicts_person, document_expired, document_rejected, document_inconclusive, document_in_another_name,
    identity_confirmed,
)  # fmt: skip

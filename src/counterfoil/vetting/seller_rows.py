"""What is known of each seller, in one row: what it gave, and what each thing given is worth by itself.

A number only written to fill its field (N/A, 000000000) counts as not given. Each different value is judged once.
"""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from counterfoil.codes import company_number, country, location, post_code
from counterfoil.codes.bank_account import account
from counterfoil.codes.mailbox import mailbox
from counterfoil.codes.telephone import THROWAWAY, telephone
from counterfoil.text.names import name_forms
from counterfoil.vetting.likeness import likeness

HOME = "US"  # where the market is: sellers elsewhere are abroad
NUMBERS = {
    "registrationNumber": company_number.REGISTRATION,
    "taxNumber": company_number.TAX,
    "vatCode": company_number.VAT,
    "leiCode": company_number.LEI,
}


_NAMED = {"country_code": "country_name", "phone_country": "phone_country_name", "bank_country": "bank_country_name",
          "address_names": "address_names_name"}  # fmt: skip


def seller_rows(sellers: pl.DataFrame, *, apart: bool = False) -> pl.DataFrame:
    """Return the sellers (contract Seller) with `subject_id`, country codes, and a column for each thing judged.

    With `apart` none is held against another.
    """
    rows = sellers.rename({"id": "subject_id"}).with_columns(
        _codes(sellers["country"]).alias("country_code"), _codes(sellers["bankCountry"]).alias("bank_country_stated")
    )
    rows = _with_numbers(rows, apart=apart)
    rows = _with_contacts(rows)
    rows = _with_address(rows)
    rows = _with_account(rows)
    return _with_country_names(_with_nature(rows))


def _codes(names: pl.Series) -> pl.Series:
    codes = {name: country.normalise(name) or None for name in names.drop_nulls().unique()}
    return names.replace_strict(codes, default=None, return_dtype=pl.String) if codes else names


def _with_country_names(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the everyday name of each country that a sentence names."""
    for code, name in _NAMED.items():
        rows = judged(rows, (code,), _named, (name,)).with_columns(pl.col(name).cast(pl.String))
    return rows


def _named(code: str) -> tuple[str]:
    return (country.format(code),)


def judged(rows: pl.DataFrame, inputs: Sequence[str], judge: Callable[..., Any], names: Sequence[str]) -> pl.DataFrame:
    """Return the rows with the columns `names` of what `judge` says of each different group of inputs; null where the
    first input is."""
    distinct = rows.select(inputs).unique().filter(pl.col(inputs[0]).is_not_null())
    told = [judge(*group) for group in distinct.rows()]
    columns = {name: [one[at] for one in told] for at, name in enumerate(names)}
    known = distinct.with_columns(pl.Series(name, values, strict=False) for name, values in columns.items())
    return rows.join(known, on=list(inputs), how="left", nulls_equal=True, maintain_order="left")


def _with_numbers(rows: pl.DataFrame, *, apart: bool) -> pl.DataFrame:
    """Add `<number>_judged`, `<number>_shared` (other accounts with the same) and empty what is no number."""
    own = pl.col("country_code").fill_null("")
    for column, kind in NUMBERS.items():
        rows = rows.with_columns(own.alias("_country"), pl.lit(kind).alias("_kind"))
        names = (f"{column}_judged",)
        rows = judged(rows, (column, "_country", "_kind"), _judged_number, names)
        rows = rows.with_columns(pl.col(names[0]).cast(pl.String))
    placeholder = [pl.col(f"{column}_judged") == company_number.PLACEHOLDER for column in NUMBERS]
    rows = rows.with_columns(
        pl.when(empty.fill_null(value=False)).then(None).otherwise(column).alias(column)
        for column, empty in zip(NUMBERS, placeholder, strict=True)
    ).drop("_country", "_kind")
    folded = pl.col("taxNumber").str.replace_all(r"[\W_]", "").str.to_uppercase()
    others = pl.when(folded.is_not_null()).then(pl.lit(0) if apart else pl.len().over(folded) - 1)
    return rows.with_columns(taxNumber_shared=others.cast(pl.Int64))


def _judged_number(number: str, code: str, kind: str) -> tuple[str]:
    return (company_number.judged(number, code, kind),)


def _with_contacts(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(pl.col("country_code").fill_null("").alias("_country"))
    rows = judged(rows, ("phone", "_country"), telephone, ("phone_valid", "phone_country", "phone_kind"))
    names = ("email_valid", "email_domain", "email_disposable", "email_free")
    rows = judged(rows, ("email",), mailbox, names).drop("_country")
    types = {"phone_valid": pl.Boolean, "phone_country": pl.String, "phone_kind": pl.String, "email_valid": pl.Boolean,
             "email_domain": pl.String, "email_disposable": pl.Boolean, "email_free": pl.Boolean}  # fmt: skip
    typed = rows.with_columns(pl.col(name).cast(dtype) for name, dtype in types.items())
    return typed.with_columns(phone_throwaway=pl.col("phone_kind").is_in(THROWAWAY))


def _with_address(rows: pl.DataFrame) -> pl.DataFrame:
    """Add what post code, state and country of an address say of each other."""
    rows = judged(rows, ("postalCode", "country_code"), _judged_code, ("post_code_judged", "post_code_states"))
    states = pl.col("post_code_states").cast(pl.List(pl.String))
    rows = rows.with_columns(pl.col("post_code_judged").cast(pl.String), post_code_states=states)
    rows = judged(rows, ("address", "country_code"), _state_in, ("address_state",))
    state = pl.col("address_state").cast(pl.String)
    rows = rows.with_columns(address_state=state).with_columns(
        state_misfits=(pl.col("post_code_states").list.len() > 0)
        & pl.col("address_state").is_not_null()
        & ~pl.col("post_code_states").list.contains(pl.col("address_state"))
    )
    found = location.contradictions(rows["address"]).select(address="item_location", address_names="part_country")
    return rows.join(found.unique("address"), on="address", how="left", maintain_order="left")


def _judged_code(code: str, of: str | None) -> tuple[str, list[str]]:
    return post_code.judged(code, of or ""), sorted(post_code.states_of(code, of or ""))


def _state_in(address: str, of: str | None) -> tuple[str | None]:
    """Return the last part of an address that is the name of a state of its country, where states have codes."""
    known = post_code.states(of or "")
    parts = [part.strip().lower() for part in address.split(",")] if known else []
    return (next((part for part in reversed(parts) if part in known), None),)


def _with_account(rows: pl.DataFrame) -> pl.DataFrame:
    inputs = ("bankAccount", "bankRouting", "bank_country_stated")
    rows = judged(rows, inputs, _judged_account, ("bank_valid", "bank_country"))
    rows = rows.with_columns(pl.col("bank_valid").cast(pl.Boolean), pl.col("bank_country").cast(pl.String))
    return rows.with_columns(
        likeness(rows, "bankHolder").alias("bank_holder_likeness"),
        bank_country=pl.when(pl.col("bank_country") != "").then("bank_country"),
    )


def _judged_account(number: str, routing: str | None, stated: str | None) -> tuple[bool | None, str]:
    found = account(number, routing, stated or "")
    return found.is_valid, found.country


def _with_nature(rows: pl.DataFrame) -> pl.DataFrame:
    """Add whether it is a person or a company, as it says or as its name and numbers show, and whether it is abroad."""
    legal = (name_forms(rows["name"])["legal"].fill_null("") != "").alias("has_legal_form")
    rows = rows.with_columns(legal)
    shows_company = pl.any_horizontal(
        pl.col("has_legal_form"), pl.col("registrationNumber").is_not_null(), pl.col("leiCode").is_not_null()
    )
    says = pl.when(pl.col("schema").is_in(["Person", "Company"])).then("schema")
    person = pl.when(says.is_not_null()).then(says == "Person").otherwise(~shows_company)
    return rows.with_columns(
        is_person=person,
        is_company=~person,
        is_abroad=(pl.col("country_code") != HOME).fill_null(value=False),
    )

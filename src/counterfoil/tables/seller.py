"""Sellers: the parties that offer goods, in FollowTheMoney property names.

Source of the names: https://followthemoney.tech/explorer/schemata/LegalEntity/
What is asked for, and by whom: 15 USC 45f(a)(1)(A) (bank account or payee, contact, tax number), Regulation (EU)
2022/2065 art. 30(1) (identity, register, payment account), DHS 2020 best practices 2 and 6 (owner, source, indemnity).
This table holds personal data (name, address, email, phone, numbers): it never reaches findings, logs or reports.
"""

import datetime as dt

import dataframely as dy
import polars as pl

STATUSES = ("active", "suspended", "terminated", "debarred")
SCHEMATA = ("Person", "Company", "LegalEntity")  # LegalEntity: not known which
ADDRESS_KINDS = ("business", "residential", "mail drop")
LISTS = ("device", "declared_types")


def _texts(description: str) -> dy.List:
    return dy.List(dy.String(nullable=True), nullable=True, description=description)


class Seller(dy.Schema):
    """One seller account on one marketplace."""

    id = dy.String(nullable=False, min_length=1, primary_key=True)
    name = dy.String(nullable=True)
    alias = dy.String(nullable=True)
    country = dy.String(nullable=True, description="ISO 3166-1 alpha-2, or as written")
    address = dy.String(nullable=True)
    registrationNumber = dy.String(nullable=True)  # noqa: N815  FollowTheMoney writes it so
    taxNumber = dy.String(nullable=True)  # noqa: N815
    email = dy.String(nullable=True)
    phone = dy.String(nullable=True)
    marketplace = dy.String(nullable=True)
    status = dy.String(nullable=True, description="active, suspended, terminated (by a platform), debarred")
    opened_at = dy.Datetime(nullable=True, time_zone="UTC")
    schema = dy.String(nullable=True, description="Person, Company, or LegalEntity where it is not known which")
    legalForm = dy.String(nullable=True, description="LLC, GmbH, sole proprietor …")  # noqa: N815
    postalCode = dy.String(nullable=True)  # noqa: N815
    city = dy.String(nullable=True)
    address_kind = dy.String(nullable=True, description="business, residential or mail drop, where it is known")
    vatCode = dy.String(nullable=True, description="VAT number")  # noqa: N815
    leiCode = dy.String(nullable=True, description="Legal Entity Identifier, ISO 17442")  # noqa: N815
    birthDate = dy.String(nullable=True, description="ISO 8601, as far as known")  # noqa: N815
    idNumber = dy.String(nullable=True, description="of a passport or an identity card")  # noqa: N815
    bankAccount = dy.String(nullable=True, description="IBAN, or the number within the bank")  # noqa: N815
    bankRouting = dy.String(nullable=True, description="US routing number (ABA), where there is no IBAN")  # noqa: N815
    bankHolder = dy.String(nullable=True, description="in whose name the account is; the payee")  # noqa: N815
    bankCountry = dy.String(nullable=True, description="ISO 3166-1 alpha-2, or as written")  # noqa: N815
    website = dy.String(nullable=True)
    device = _texts("fingerprints of the devices that the account was used from")
    beneficialOwner = dy.String(nullable=True, description="whom it belongs to; several, by semicolons")  # noqa: N815
    agentForService = dy.String(  # noqa: N815
        nullable=True, description="who takes court papers for it, with address"
    )
    indemnity = dy.String(nullable=True, description="bond, deposit or insurance for claims against it")
    declared_types = _texts("kinds of goods that it says it sells")
    platform_id = dy.String(nullable=True, description="the same account's id in another system")
    party_id = dy.String(nullable=True, description="the resolved party behind the account")

    @dy.rule()
    def schema_is_one_of_person_company_legalentity(cls) -> pl.Expr:
        return pl.col("schema").is_in(SCHEMATA)

    @dy.rule()
    def address_kind_is_one_of_business_residential_mail_drop(cls) -> pl.Expr:
        return pl.col("address_kind").is_in(ADDRESS_KINDS)

    @dy.rule()
    def status_is_one_of_active_suspended_terminated_debarred(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)


EXAMPLE = pl.DataFrame(
    {
        "id": ["s-1"],
        "name": ["Fjord Outfitters LLC"],
        "country": ["US"],
        "status": ["active"],
        "opened_at": [dt.datetime(2024, 3, 1, tzinfo=dt.UTC)],
    }
)

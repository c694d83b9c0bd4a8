"""Parties: people, companies and vessels on lists of denied parties and in company registers.

Columns are FollowTheMoney properties of Person, Company and Vessel, https://followthemoney.tech/explorer/schemata/;
what FollowTheMoney puts into a Sanction of its own (`program`, `listingDate`, `endDate`) stands beside them here.
This table holds personal data: it never reaches findings, logs or reports.
"""

import datetime as dt

import dataframely as dy
import polars as pl

# FollowTheMoney's schemata that are a party (LegalEntity and all below it) or a thing that lists name like one.
SCHEMATA = ("LegalEntity", "Person", "Company", "Organization", "PublicBody", "Vessel", "Airplane", "CryptoWallet")
LISTS = (
    "alias", "weakAlias", "previousName", "country", "address", "addressEntity", "registrationNumber", "taxNumber",
    "idNumber", "birthDate", "email", "phone", "website", "program", "topics",
)  # fmt: skip


def _texts(description: str | None = None) -> dy.List:
    return dy.List(dy.String(nullable=True), nullable=True, description=description)


class Party(dy.Schema):
    """One entry of one list. The same party may stand on several lists, and `id` is only one list's own."""

    id = dy.String(nullable=False, min_length=1)
    schema = dy.String(nullable=False, description="Person, Company, Organization, LegalEntity (unknown), Vessel …")
    name = dy.String(nullable=False, min_length=1, description="as the list writes it, often SURNAME, Given")
    alias = _texts("other names that the list holds to be good")
    weakAlias = _texts("names too common or too vague to match by alone")  # noqa: N815  FollowTheMoney writes it so
    previousName = _texts("former names")  # noqa: N815
    country = _texts("ISO 3166-1 alpha-2, or as written: seats, nationalities, flags")
    address = _texts()
    addressEntity = _texts("ids of addresses that stand elsewhere in the file")  # noqa: N815
    registrationNumber = _texts("of company registers, and IMO numbers of vessels")  # noqa: N815
    taxNumber = _texts()  # noqa: N815
    idNumber = _texts("passports and identity cards")  # noqa: N815
    leiCode = dy.String(nullable=True, description="Legal Entity Identifier, ISO 17442")  # noqa: N815
    birthDate = _texts("ISO 8601, as far as known: 1963, 1963-07 or 1963-07-28")  # noqa: N815
    email = _texts()
    phone = _texts()
    website = _texts()
    status = dy.String(nullable=True, description="of a company, in the register's words")
    incorporationDate = dy.Date(nullable=True)  # noqa: N815
    dissolutionDate = dy.Date(nullable=True)  # noqa: N815
    program = _texts("the sanctions programmes it is listed under")
    topics = _texts("sanction, debarment … as FollowTheMoney names them; empty in company registers")
    listingDate = dy.Date(nullable=True)  # noqa: N815
    endDate = dy.Date(nullable=True, description="day on which the listing ends")  # noqa: N815
    dataset = dy.String(nullable=True, description="the list or register")
    sourceUrl = dy.String(nullable=True)  # noqa: N815
    notes = dy.String(nullable=True, description="the list's remarks, as written")

    @dy.rule()
    def name_has_a_visible_character(cls) -> pl.Expr:
        return pl.col("name").str.contains(r"\S")

    @dy.rule()
    def schema_is_that_of_a_party(cls) -> pl.Expr:
        return pl.col("schema").is_in(SCHEMATA)


EXAMPLE = pl.DataFrame(
    {
        "id": ["90001"],
        "schema": ["Company"],
        "name": ["GULDBORG IMPORT EXPORT LTD"],
        "alias": [["GULDBORG TRADING"]],
        "country": [["CY"]],
        "program": [["EXAMPLE-1"]],
        "topics": [["sanction"]],
        "listingDate": [dt.date(2025, 2, 14)],
        "dataset": ["an invented list"],
    }
)

"""Rights: the marks that are screened for, in WIPO ST.96 terms, with what their owners say of their goods.

Several rows may carry one mark: a row per line of goods, each with its own floor price. A register's rows are rights
too, also those that cannot be screened for: marks without words, and marks that are over (`is_screened`).
Source of the terms: WIPO Standard ST.96, https://www.wipo.int/standards/en/st96.html
"""

from decimal import Decimal

import dataframely as dy
import polars as pl

from counterfoil.codes.mark_feature import WITHOUT_WORDS
from counterfoil.codes.mark_status import OVER, STATUSES


class Right(dy.Schema):
    """One mark (a registration, or the owner's claim) for one range of goods."""

    id = dy.String(nullable=False, min_length=1, primary_key=True)
    mark = dy.String(nullable=True, min_length=1, max_length=500, description="verbal element; empty where it has none")
    owner = dy.String(nullable=True, min_length=1, description="the present owner, the first named where several are")
    aliases = dy.List(dy.String(nullable=True), nullable=True, description="other ways the public writes the mark")
    house_mark = dy.String(nullable=True, description="the house mark that a product line is sold under")
    nice_classes = dy.List(dy.Int64(nullable=True), nullable=True, description="Nice classes 1 to 45")
    goods = dy.List(dy.String(nullable=True), nullable=True, description="the goods that the owner makes, in words")
    common_word = dy.Bool(nullable=True, description="the mark is also a word; empty: decided by the word list")
    territory = dy.String(nullable=True)
    office = dy.String(nullable=True, description="where it is registered; registers write WIPO ST.3 codes: US, EM")
    registration_number = dy.String(nullable=True)
    status = dy.String(nullable=True, description="one of codes.mark_status.STATUSES; empty: the owner's claim")
    recorded = dy.String(nullable=True, description="customs recordation number")
    authorised_sellers = dy.List(dy.String(nullable=True), nullable=True, description="seller ids or names")
    company_prefixes = dy.List(dy.String(nullable=True), nullable=True, description="GS1 company prefixes of the owner")
    price_floor = dy.Decimal(18, 4, nullable=True, description="lowest price of genuine new goods")
    price_floor_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    co_owners = dy.List(dy.String(nullable=True), nullable=True, description="owners beside the first")
    owner_country = dy.String(nullable=True, description="of the owner's address, as the office writes it")
    feature = dy.String(nullable=True, description="one of codes.mark_feature.FEATURES; word: standard characters")
    application_number = dy.String(nullable=True, description="the USPTO's serial number")
    register = dy.String(nullable=True, description="of the USPTO: principal or supplemental")
    status_code = dy.String(nullable=True, description="the status as the office writes it")
    status_on = dy.Date(nullable=True, description="day since which the status holds")
    filed_on = dy.Date(nullable=True)
    registered_on = dy.Date(nullable=True)
    expires_on = dy.Date(nullable=True)
    national_classes = dy.List(dy.String(nullable=True), nullable=True, description="United States classes 1-52, A …")
    class_goods = dy.List(dy.String(nullable=True), nullable=True, description="goods by class: “25: shoes; boots”")
    updated_on = dy.Date(nullable=True, description="day on which the office last changed the record")

    @dy.rule()
    def mark_must_be_given(cls) -> pl.Expr:
        return pl.col("mark").is_not_null() | pl.col("feature").is_in(WITHOUT_WORDS).fill_null(value=False)

    @dy.rule()
    def owner_must_be_given(cls) -> pl.Expr:
        """Old files name no owner of a mark that is over."""
        return pl.col("owner").is_not_null() | pl.col("status").is_in(OVER).fill_null(value=False)

    @dy.rule()
    def mark_has_a_letter_or_digit(cls) -> pl.Expr:
        return pl.col("mark").str.contains(r"[\p{L}\p{N}]")

    @dy.rule()
    def status_is_one_of_live_pending_expired_cancelled_dead_unclear(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)

    @dy.rule()
    def nice_classes_are_from_1_to_45(cls) -> pl.Expr:
        return pl.col("nice_classes").list.eval(pl.element().is_between(1, 45)).list.all()

    @dy.rule()
    def price_floor_is_above_zero(cls) -> pl.Expr:
        return pl.col("price_floor") > 0

    @dy.rule()
    def price_floor_names_its_currency(cls) -> pl.Expr:
        return pl.col("price_floor").is_null() | pl.col("price_floor_currency").is_not_null()


def is_over(status: str = "status") -> pl.Expr:
    """Return whether a right is no longer in force: expired, cancelled, or dead, by the column `status`."""
    return pl.col(status).is_in(OVER).fill_null(value=False)


def has_no_words() -> pl.Expr:
    """Return whether a mark is a drawing, a sound or the like, which no text of an offer can show."""
    return pl.col("mark").is_null()


def is_screened() -> pl.Expr:
    """Return whether offers are held against a right: it has words and is not over."""
    return ~is_over() & ~has_no_words()


EXAMPLE = pl.DataFrame(
    {
        "id": ["r-1"],
        "mark": ["Halvorsen"],
        "owner": ["Halvorsen Sport AS"],
        "nice_classes": [[25]],
        "goods": [["footwear"]],
        "status": ["live"],
        "authorised_sellers": [["s-1"]],
        "price_floor": [Decimal("79.00")],
        "price_floor_currency": ["USD"],
    }
)

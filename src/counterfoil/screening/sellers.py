"""Who sells, and from where? A good rating or a home address cancels nothing: GAO-18-216 bought 20 fakes in 47 items
from sellers rated above 90 %, all shipped from US addresses."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence, filled

BARRED = ("terminated", "debarred")


@evidence(
    scope="use",
    party="The seller is authorised by {owner}.",
    source="The owner's own list of authorised sellers.",
)
def authorised_seller() -> Sign:
    """{owner} names this seller ({seen}) among its authorised sellers of {mark}."""
    return Sign(when=pl.col("seller_is_authorised"), field="external_seller_id", seen=pl.col("external_seller_id"))


@evidence(
    scope="use",
    party="{owner} does not list the seller among its authorised sellers of {mark}.",
    source="The owner's own list of authorised sellers. Resale of genuine goods by others can be lawful.",
)
def seller_not_authorised() -> Sign:
    """{owner} names its authorised sellers of {mark}, and neither the id ({seen}) nor a known name of this seller is
    among them; others may lawfully resell genuine goods, so this weighs little."""
    return Sign(
        when=pl.col("has_authorised_list") & ~pl.col("seller_is_authorised") & pl.col("used_as_mark"),
        field="external_seller_id",
        seen=pl.col("external_seller_id"),
    )


@evidence(
    scope="offer",
    party="The seller account has been {status}.",
    source="DHS, Combating Trafficking in Counterfeit and Pirated Goods (2020), best practice 3.",
    needs="seller_status",
)
def seller_barred() -> Sign:
    """The seller account {seen} has been {status}, and an offer of it is still up."""
    return Sign(
        when=pl.col("seller_status").is_in(BARRED),
        field="external_seller_id",
        seen=pl.col("external_seller_id"),
        words={"status": pl.col("seller_status")},
    )


@evidence(
    scope="offer",
    party="The seller account is suspended.",
    source="The marketplace's own seller table.",
    needs="seller_status",
)
def seller_suspended() -> Sign:
    """The seller account {seen} is suspended, and an offer of it is still up."""
    return Sign(
        when=pl.col("seller_status") == "suspended",
        field="external_seller_id",
        seen=pl.col("external_seller_id"),
    )


@evidence(
    scope="offer",
    party="The item location “{seen}” contradicts itself.",
    source="Real offers: “Atlanta, Georgia, Canada”; “New York, United States, Hong Kong”.",
    needs="location_part",
)
def location_contradicts_itself() -> Sign:
    """The item location “{seen}” contradicts itself: {part} {part_country}, and the country stated is
    {stated_country}."""
    within = filled("{} belongs to", "location_part")

    return Sign(
        when=pl.col("location_part").is_not_null(),
        field="item_location",
        seen=pl.col("item_location"),
        words={
            "part": pl.when("part_is_country").then(pl.lit("it also names")).otherwise(within),
            "part_country": pl.col("part_country"),
            "stated_country": pl.col("stated_country"),
        },
    )

"""What do the pictures of an offer say? Whose photograph it is, what is lettered on the goods, which code they bear."""

import polars as pl

from counterfoil.codes.gtin import is_restricted
from counterfoil.evidence.kind import Sign, evidence
from counterfoil.screening.pictures.known import COUNTERFEIT, OFFICIAL
from counterfoil.screening.pictures.rows import CODE, CODE_OWNER, SHARED, WORDS

FIELD = "image_link"
COMPANY = 7  # digits behind the packaging indicator: two codes of one company agree in them, as a rule
SHORT = "000000"  # how a GTIN-8 begins: GS1 gives those out one by one, to companies that have longer ones too
GS1 = "GS1 General Specifications, https://www.gs1.org/standards/barcodes-epcrfid-id-keys/gs1-general-specifications"
COPYRIGHT = "17 USC 106 and 501: reproducing and displaying a photograph; Directive 2001/29/EC, articles 2 and 3."
_FACT = pl.col("fact")


@evidence(
    scope="picture",
    party="The picture {seen} is a photograph of {owner}, which does not list the seller among its authorised sellers.",
    source=COPYRIGHT,
)
def owners_photograph_by_unknown_seller() -> Sign:
    """The picture {seen} is {owner}'s own photograph {expected}, and this seller is none of those that {owner} names
    as authorised sellers of {mark}; honest resellers copy such photographs too, so this weighs little."""
    return Sign(
        when=(_FACT == OFFICIAL) & pl.col("seller_is_unknown"),
        field=FIELD,
        seen=pl.col("image_id"),
        expected=pl.col("known_id"),
    )


@evidence(
    scope="picture",
    party="The picture {seen} shows goods of {mark}, a mark of {owner}, which the text of the offer does not name.",
    source="Real offers: the owner's photograph over a title without its mark, so that no list of words finds it.",
)
def owners_goods_not_named() -> Sign:
    """The picture {seen} is {owner}'s own photograph {expected} of goods under {mark}, and the text names no mark of
    {owner}: who sells genuine goods says whose they are."""
    return Sign(
        when=(_FACT == OFFICIAL) & pl.col("alone") & ~pl.col("seller_is_authorised"),
        field=FIELD,
        seen=pl.col("image_id"),
        expected=pl.col("known_id"),
    )


@evidence(
    scope="picture",
    party="The picture {seen} shows goods that were found to be counterfeit.",
    source="Pictures of goods that an owner, an examination or a test purchase found counterfeit.",
)
def picture_of_known_counterfeit() -> Sign:
    """The picture {seen} is one under which counterfeit goods were found before ({expected}): whoever shows it again
    sells the same goods, as a rule."""
    return Sign(
        when=(_FACT == COUNTERFEIT) & ~pl.col("seller_is_authorised").fill_null(value=False),
        field=FIELD,
        seen=pl.col("image_id"),
        expected=pl.col("known_id"),
    )


@evidence(
    scope="picture",
    party="The picture of the offer shows “{seen}”, the mark {mark} of {owner}, which its text does not name.",
    source="Real offers: goods that letter a mark under titles that leave it out. 15 USC 1114(1)(a).",
)
def mark_on_picture_alone() -> Sign:
    """On the picture {picture} stands “{seen}”, the mark {mark} of {owner}; neither title, brand field nor description
    names it, which keeps the offer from being found."""
    return Sign(
        when=(_FACT == WORDS) & ~pl.col("brand_is_other"),
        field=FIELD,
        seen=pl.col("words"),
        words={"picture": pl.col("image_id")},
    )


@evidence(
    scope="picture",
    party="The picture of the offer shows “{seen}”, the mark {mark} of {owner}, which its text does not name.",
    source="Real offers: goods that letter one mark under the name of another maker.",
)
def mark_on_picture_under_another_name() -> Sign:
    """On the picture {picture} stands “{seen}”, the mark {mark} of {owner}, while the brand field names another maker
    and the text does not name {mark}: it may be what the goods are used with."""
    return Sign(
        when=(_FACT == WORDS) & pl.col("brand_is_other"),
        field=FIELD,
        seen=pl.col("words"),
        words={"picture": pl.col("image_id")},
    )


@evidence(
    scope="picture",
    party="The bar code on the picture of the offer reads {seen}, which is not the offer's product code.",
    source=GS1,
)
def barcode_of_other_goods() -> Sign:
    """The bar code on the picture {picture} reads {seen}, the offer's product code is {expected}: they begin
    differently, so they were given out to two companies."""
    one, other = pl.col("gtin"), pl.col("offer_gtin")
    differs = one.str.slice(1, COMPANY) != other.str.slice(1, COMPANY)
    told = [~code.str.starts_with(SHORT) & ~is_restricted(code) for code in (one, other)]
    return Sign(
        when=(_FACT == CODE) & differs & told[0] & told[1],
        field=FIELD,
        seen=pl.col("gtin"),
        expected=pl.col("offer_gtin"),
        words={"picture": pl.col("image_id")},
    )


@evidence(
    scope="picture",
    party="The bar code on the picture of the offer reads {seen}, which was not issued to {owner}.",
    source=GS1,
)
def barcode_of_another_owner() -> Sign:
    """The bar code on the picture {picture} reads {seen}, which begins with the company prefix of {other_owner}, not
    with one of {owner}, to whom {mark} belongs."""
    return Sign(
        when=(_FACT == CODE_OWNER) & (pl.col("code_owner") != pl.col("owner")),
        field=FIELD,
        seen=pl.col("gtin"),
        words={"picture": pl.col("image_id"), "other_owner": pl.col("code_owner")},
    )


@evidence(
    scope="picture",
    party="The picture {seen} is also that of other offers.",
    source="Real offers: one photograph under many accounts, of which none is the owner's dealer.",
)
def one_picture_under_sellers() -> Sign:
    """The picture {seen} stands in {offers} offers of {accounts} accounts, and no authorised seller shows it: it was
    copied, or one operator is behind the accounts."""
    return Sign(
        when=_FACT == SHARED,
        field=FIELD,
        seen=pl.col("image_id"),
        words={"offers": pl.col("offers"), "accounts": pl.col("accounts")},
    )

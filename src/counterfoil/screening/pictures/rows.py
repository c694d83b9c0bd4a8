"""What do the pictures of an offer tell of each right it uses? One row per fact, for evidence of scope `picture`."""

from typing import NamedTuple

import polars as pl

from counterfoil.codes.gtin import normalised
from counterfoil.screening.codes_owners import with_gtin_owner
from counterfoil.screening.name_keys import name_keys
from counterfoil.screening.pictures.given import PictureTables
from counterfoil.screening.pictures.known import COUNTERFEIT, OFFICIAL, known_rows, without_stock
from counterfoil.screening.pictures.uses import uses_on_pictures
from counterfoil.screening.population.shared_pictures import KIND
from counterfoil.screening.references import References
from counterfoil.screening.seller_names import digest_of_name

WORDS, CODE, CODE_OWNER, SHARED = "words", "code", "code and owner", "shared"
FACTS = {
    "subject_id": pl.String,
    "right_id": pl.String,
    "mark": pl.String,
    "owner": pl.String,
    "image_id": pl.String,
    "fact": pl.String,  # OFFICIAL, COUNTERFEIT, WORDS, CODE, CODE_OWNER or SHARED
    "known_id": pl.String,
    "words": pl.String,
    "gtin": pl.String,  # on the picture, 14 digits
    "offer_gtin": pl.String,
    "code_owner": pl.String,
    "offers": pl.Int64,
    "accounts": pl.Int64,
    "alone": pl.Boolean,  # the right is used by pictures and by no word of the text
    "brand_is_other": pl.Boolean,
    "seller_is_authorised": pl.Boolean,
    "seller_is_unknown": pl.Boolean,  # the owner names its sellers, and this is none of them
}
OF_THE_USE = ("subject_id", "right_id", "mark", "owner", "gtin_14", "brand_is_other")


class OnPictures(NamedTuple):
    """`uses`: rows of `use_rows` of rights that pictures alone use; `facts`: FACTS, all rights."""

    uses: pl.DataFrame
    facts: pl.DataFrame


def on_pictures(
    given: PictureTables, owners: pl.DataFrame, uses: pl.DataFrame, rows: pl.DataFrame, references: References
) -> OnPictures:
    """Return what the pictures tell; `owners` (of `owners_named`), `uses` and `rows` are those of the text."""
    pictures = without_stock(_of_offers(given, rows))
    alone = uses_on_pictures(pictures, owners, rows, references)
    told = pl.concat([_of_uses(uses, alone=False), _of_uses(alone, alone=True)])
    held = _with_seller(told, pl.concat([uses, alone.select(uses.columns)]), references)
    facts = [
        *_known(known_rows(pictures, references.marks.rights), held),
        _lettered(alone, held),
        *_coded(pictures.codes, held, rows, references),
        _shared(pictures.pictures, references),
    ]
    return OnPictures(alone.select(uses.columns), pl.concat([pl.DataFrame(schema=FACTS), *map(_by_schema, facts)]))


def _of_offers(given: PictureTables, rows: pl.DataFrame) -> PictureTables:
    asked = pl.col("offer_id").is_in(rows["subject_id"].implode())
    return PictureTables(*(table.filter(asked) for table in given))


def _of_uses(uses: pl.DataFrame, *, alone: bool) -> pl.DataFrame:
    return uses.select(*OF_THE_USE, alone=pl.lit(value=alone))


def _with_seller(held: pl.DataFrame, uses: pl.DataFrame, references: References) -> pl.DataFrame:
    """Add who sells; an account that bears the owner's name may be the owner, and is not called unknown."""
    names = references.sellers.select(external_seller_id="id", name_key=name_keys(references.sellers["name"]))
    of_uses = uses.select(
        *("subject_id", "right_id", "external_seller_id", "owner"), "seller_is_authorised", "has_authorised_list"
    ).join(names, on="external_seller_id", how="left", maintain_order="left")
    digests = pl.Series([digest_of_name(owner) for owner in of_uses["owner"]], dtype=pl.String)
    is_owner = of_uses["name_key"].is_in([""]) | (of_uses["name_key"] == name_keys(of_uses["owner"]))
    is_owner = (is_owner | (of_uses["name_key"] == name_keys(digests))).fill_null(value=False)
    unknown = pl.col("has_authorised_list") & ~pl.col("seller_is_authorised") & ~is_owner
    told = of_uses.select("subject_id", "right_id", "seller_is_authorised", seller_is_unknown=unknown)
    return held.join(told, on=["subject_id", "right_id"], how="left", maintain_order="left")


def _known(known: pl.DataFrame, held: pl.DataFrame) -> list[pl.DataFrame]:
    """A known picture counts for each right of its owner that the offer uses; one of no right, for the offer."""
    of_rights = known.join(held, on=["subject_id", "owner"], how="inner", maintain_order="left")
    of_nobody = known.filter((pl.col("role") == COUNTERFEIT) & pl.col("owner").is_null())
    return [of_rights.with_columns(fact="role"), of_nobody.with_columns(fact="role", alone=pl.lit(value=False))]


def _lettered(alone: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    words = alone.filter(pl.col("words").is_not_null()).select("subject_id", "right_id", "image_id", "words")
    return words.join(held, on=["subject_id", "right_id"], maintain_order="left").with_columns(fact=pl.lit(WORDS))


def _coded(
    codes: pl.DataFrame, held: pl.DataFrame, rows: pl.DataFrame, references: References
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the codes beside the offer's own, and those whose company prefix is another owner's than the mark's."""
    read = codes.select("image_id", "gtin", subject_id="offer_id")
    own = rows.select("subject_id", offer_gtin=normalised(pl.col("gtin")))
    beside = read.join(own, on="subject_id", how="inner", maintain_order="left").with_columns(fact=pl.lit(CODE))
    same = (pl.col("gtin") == pl.col("offer_gtin")).fill_null(value=False).any().over("subject_id")
    coded = read.join(held, on="subject_id", how="inner", maintain_order="left")
    owned = with_gtin_owner(coded.with_columns(gtin_14="gtin"), references)
    return beside.filter(~same), owned.with_columns(fact=pl.lit(CODE_OWNER), code_owner="gtin_owner")


def _shared(pictures: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the pictures that were published as shared, while the offer still shows them."""
    published = references.population.filter(pl.col("kind") == KIND)
    groups = published.select("offers", "accounts", "group", subject_id="offer_id")
    shown = pictures.filter(pl.col("hash").is_not_null()).select("image_id", subject_id="offer_id", group="hash")
    still = shown.join(groups, on=["subject_id", "group"], how="inner", maintain_order="left")
    return still.with_columns(fact=pl.lit(SHARED))


def _by_schema(facts: pl.DataFrame) -> pl.DataFrame:
    lacking = [pl.lit(None).alias(name) for name in FACTS if name not in facts.columns]
    return facts.with_columns(lacking).select(pl.col(name).cast(kind) for name, kind in FACTS.items())


__all__ = ["CODE", "CODE_OWNER", "COUNTERFEIT", "OFFICIAL", "SHARED", "WORDS", "OnPictures", "on_pictures"]

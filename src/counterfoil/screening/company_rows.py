"""What does the rest of the offer say of a mark that it names: does the brand field name it, is its house named?"""

import polars as pl

KEEPS_ITS_NAME = 4  # letters from which one name held in another says that both mean the same maker


def with_company(mentions: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions with `brand_names_it`, `brand_writes_it`, `brand_is_other` and `house_named`.

    The brand field names a mark when it mentions the mark, its house or a mark of the same owner, when it is the
    owner's name, or when one of the two names holds the other ("US Polo" and U.S. Polo Assn.). It is another's when it
    names somebody else. It writes the mark when it mentions one of the owner's plainly: what stands beside it in
    another spelling is then a slip, and hides nothing.
    """
    in_brand = mentions.lazy().filter(pl.col("field") == "brand")
    named = mentions.lazy().filter(pl.col("name_kind") != "first_name")
    of_offer = offers.select("subject_id", "brand_key", "brand_is_placeholder")
    rows = mentions.lazy().join(of_offer.lazy(), on="subject_id", how="left", maintain_order="left")
    rows = _flagged(rows, named, "mark_number", on="house_number", flag="house_named")
    rows = _flagged(rows, in_brand, "mark_number", on="house_number", flag="house_in_brand")
    rows = _flagged(rows, in_brand, "owner", on="owner", flag="owner_in_brand")
    plainly = in_brand.filter((pl.col("manner") == "plain") & (pl.col("name_kind") == "mark"))
    rows = _flagged(rows, plainly, "owner", on="owner", flag="brand_writes_it")
    held = _holds("brand_key", "mark_key") | _holds("brand_key", "house_key") | _names_owner()
    names_it = (pl.col("house_in_brand") | pl.col("owner_in_brand") | held).fill_null(value=False)
    given = (pl.col("brand_key") != "").fill_null(value=False) & ~pl.col("brand_is_placeholder")
    return rows.with_columns(brand_names_it=names_it, brand_is_other=given & ~names_it).collect()


def _flagged(rows: pl.LazyFrame, among: pl.LazyFrame, column: str, *, on: str, flag: str) -> pl.LazyFrame:
    """Add a flag: some row of `among` on the same offer has in `column` what the row has in `on`."""
    pairs = among.select("subject_id", pl.col(column).alias(on)).drop_nulls().unique()
    flagged = pairs.with_columns(pl.lit(value=True).alias(flag))
    joined = rows.join(flagged, on=["subject_id", on], how="left", maintain_order="left")
    return joined.with_columns(pl.col(flag).fill_null(value=False))


def _names_owner() -> pl.Expr:
    """The brand field is the owner's name or most of it: "Halvorsen Sport" of Halvorsen Sport AS."""
    owner, brand = pl.col("owner_key"), pl.col("brand_key")
    return owner.str.starts_with(brand) & (brand.str.len_chars() * 2 >= owner.str.len_chars())


def _holds(a: str, b: str) -> pl.Expr:
    one, other = pl.col(a), pl.col(b)
    either = one.str.contains(other, literal=True) | other.str.contains(one, literal=True)
    return either & (one.str.len_chars() >= KEEPS_ITS_NAME) & (other.str.len_chars() >= KEEPS_ITS_NAME)

"""What does each line of a shipment tell, in one form? Codes, names, amounts for a piece and for a kilogram.

Rows in, rows out, in the same order. Amounts for a piece are floats: they are compared, never booked.
"""

import polars as pl

from counterfoil.codes import country, gtin, hs
from counterfoil.codes.nice import bits
from counterfoil.codes.product_type import product_types
from counterfoil.codes.product_vocabulary import vocabulary
from counterfoil.targeting.signs.reference_tables import description_words
from counterfoil.text.each_once import each_once
from counterfoil.text.names.business import business_key
from counterfoil.text.names.forms import name_form
from counterfoil.text.tokens import words

PIECES = ("C62", "EA", "PCE", "NMP", "H87", "PR")  # UN/ECE Recommendation 20, and what is written for a piece
FREE_ZONE = r"(?i)\b(?:FZE|FZCO|FZC|FZ[\s-]?LLC|free\s*zone)\b"
NO_NUMBER = r"\d"


def prepared(shipments: pl.DataFrame) -> pl.DataFrame:
    """Return the lines (contract Shipment) with what signs ask of each: keys of the parties, codes, what the goods are
    by their description, amounts for a piece and a kilogram in `currency`, kilograms a piece."""
    text = shipments["description"]
    types = product_types(text)
    read = _read_texts(text)
    given = shipments.with_columns(
        subject_id="shipment_id",
        consignor_key=each_once(shipments["consignor"], business_key),
        consignor_spelling=each_once(shipments["consignor"], lambda name: name_form(name).latin),
        consignee_key=each_once(shipments["consignee"], business_key),
        seller="external_seller_id",
        origin=each_once(shipments["origin_country"], lambda name: country.normalise(name) or None),
        hs6=hs.subheading(pl.col("hs")),
        gtin_key=gtin.normalised(pl.col("gtin")),
        goods_type=types,
        goods_class=_classes(types),
        count=_pieces(),
        value=pl.col("declared_value").cast(pl.Float64),
        mass=pl.col("net_mass_kg").cast(pl.Float64),
        from_free_zone=pl.col("consignor").str.contains(FREE_ZONE).fill_null(value=False),
    )
    return given.hstack(read).with_columns(
        hs4=pl.col("hs6").str.slice(0, 4),
        hs2=pl.col("hs6").str.slice(0, 2),
        per_piece=pl.col("value") / pl.when(pl.col("count") > 0).then("count"),
        per_kg=pl.col("value") / pl.when(pl.col("mass") > 0).then("mass"),
        kg_per_piece=pl.when(pl.col("mass") > 0).then("mass") / pl.when(pl.col("count") > 0).then("count"),
    )


def _pieces() -> pl.Expr:
    """Return the number of pieces: as told, else the quantity where its unit is a piece or none is told."""
    in_pieces = pl.col("quantity_unit").is_null() | pl.col("quantity_unit").is_in(PIECES)
    return pl.coalesce(pl.col("pieces").cast(pl.Float64), pl.when(in_pieces).then(pl.col("quantity").cast(pl.Float64)))


def _classes(types: pl.Series) -> pl.Series:
    numbers = {name: bits([one.nice_class]) for name, one in vocabulary().types.items()}
    return types.replace_strict(numbers, default=None, return_dtype=pl.Int64)


def _read_texts(texts: pl.Series) -> pl.DataFrame:
    """Return of each description: own_words (those that tell what it is), says_samples, says_packaging."""
    distinct = texts.drop_nulls().unique()
    read = [_read(text) for text in distinct]
    known = pl.DataFrame(
        {"description": distinct, **{name: [row[place] for row in read] for place, name in enumerate(READ)}},
        schema={"description": pl.String, **READ},
    )
    return (
        texts.rename("description")
        .to_frame()
        .join(known, on="description", how="left", maintain_order="left")
        .drop("description")
    )


READ: dict[str, type[pl.DataType]] = {
    "own_words": pl.Int64,
    "tells_number": pl.Boolean,
    "says_samples": pl.Boolean,
    "says_packaging": pl.Boolean,
}


def _read(text: str) -> tuple[int, bool, bool, bool]:
    told = words(text)
    own = [word for word in told if word not in description_words("packing") and not word.isdigit()]
    telling = [word for word in own if word not in description_words("nothing")]
    return (
        len(telling),
        any(letter.isdigit() for letter in text),
        any(word in description_words("samples") for word in told),
        bool(own) and own[-1] in description_words("packaging"),
    )

"""Do weight, description and customs code fit each other, and do they say what the goods are?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.targeting.signs.value import FAR
from counterfoil.targeting.signs.words import LINE, kilograms

TIMES = 3  # heavier or lighter than usual: a narrow spread alone is no sign
IN_QUANTITY = 20  # pieces: more are no samples; set by judgement
FEW_WORDS = 2  # words that tell the goods, without size, count or model
PACKAGING = ("3923", "4819", "4821", "5807", "7010", "8308", "9607")  # HS headings of packs, labels and trimmings


@evidence(
    scope="shipment",
    party="The weight of a piece is not that of such goods.",
    source="Manifest and contents that differ are the first of CBP's indicators (seizures told on cbp.gov).",
)
def weight_unusual() -> Sign:
    """A piece weighs {own} kg; half of the {lines} lines of such goods (HS {code}) weigh {usual} kg or more a piece:
    other goods may lie in the box."""
    times = pl.col("kg_per_piece") / pl.col("usual_kg_per_piece")
    apart = (pl.col("deviation_kg_per_piece").abs() >= FAR) & ((times >= TIMES) | (times <= 1 / TIMES))
    words = {
        "own": kilograms("kg_per_piece"),
        "usual": kilograms("usual_kg_per_piece"),
        "lines": pl.col("lines_kg_per_piece"),
        "code": pl.col("code_kg_per_piece"),
    }
    return Sign(when=apart, field="net_mass_kg", seen=kilograms("kg_per_piece"), words=words)


@evidence(
    scope="shipment",
    party="The description names other goods than the customs code.",
    source="WCO, General Rules for the Interpretation of the Harmonized System, rule 1; 19 CFR 141.86(a)(3).",
)
def description_against_hs() -> Sign:
    """The description says “{text}” ({goods}); goods of the customs code {hs} are others."""
    words = {"text": pl.col("description"), "goods": pl.col("goods_type"), "hs": pl.col("hs")}
    return Sign(when=pl.col("against_hs"), field="description", seen=pl.col("description"), words=words)


@evidence(
    scope="shipment",
    party="The description does not say what the goods are.",
    source="19 CFR 141.86(a)(3): a detailed description, with the name by which each item is known.",
)
def description_says_nothing() -> Sign:
    """The description “{text}” does not say what the goods are."""
    nothing = pl.col("description").is_null() | (pl.col("own_words") == 0)
    return Sign(when=nothing, field="description", seen=pl.col("description"), words={"text": pl.col("description")})


@evidence(
    scope="shipment",
    party="The description names neither brand, model nor size.",
    source="A missing size or brand is among the indicators of express carriers. Much honest trade shows the same.",
)
def description_says_little() -> Sign:
    """The description “{text}” names a kind of goods and neither brand, model nor size."""
    little = pl.col("own_words").is_between(1, FEW_WORDS) & ~pl.col("tells_number")
    return Sign(when=little, field="description", seen=pl.col("description"), words={"text": pl.col("description")})


@evidence(
    scope="shipment",
    party="So many pieces are described as samples.",
    source="HTSUS 9811.00.60: samples for soliciting orders are worth at most 1 USD each, or are marked or torn.",
)
def samples_in_quantity() -> Sign:
    """The goods are described as samples (“{text}”), and there are {pieces} of them."""
    many = pl.col("says_samples") & (pl.col("count") >= IN_QUANTITY)
    words = {"text": pl.col("description"), "pieces": pl.col("count").cast(pl.Int64)}
    return Sign(when=many, field="description", seen=pl.col("description"), words=words)


@evidence(
    scope="shipment",
    party="The goods are packaging, labels or trimmings without the goods that they are for.",
    source="Labels and packs are shipped apart from blank goods; packaging alone may be seized, 19 USC 1595a(c)(2)(C), "
    "and is criminal, 18 USC 2320(a)(2). Makers of honest goods order packaging, too.",
)
def packaging_alone() -> Sign:
    """The goods are packaging, labels or trimmings alone (“{text}”, HS {hs}): look whether a mark stands on them, or
    other goods lie in them."""
    named = pl.col("hs4").is_in(PACKAGING) & pl.col("says_packaging")
    words = {"text": pl.col("description"), "hs": pl.col("hs")}
    return Sign(
        when=named | (pl.col("hs6").is_null() & pl.col("says_packaging")),
        field="description",
        seen=pl.col("description"),
        words=words,
    )


@evidence(
    scope="shipment",
    party="Goods of this kind from this origin are counterfeited often.",
    source="The table of priors (targeting/signs/tables/priors.toml, or --priors), each line with its own source.",
)
def goods_and_origin_often_seized() -> Sign:
    """Goods of this chapter (HS {chapter}) and of this origin ({origin}) are among those that are seized most."""
    words = LINE | {"chapter": pl.col("hs2"), "origin": pl.col("origin")}
    return Sign(when=pl.col("often_seized"), field="origin_country", seen=pl.col("origin"), words=words)

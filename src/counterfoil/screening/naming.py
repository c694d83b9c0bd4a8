"""Is a mark named in the offer? Naming a mark is no wrong; it is where every other question begins."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence

AS_A_MARK = (pl.col("name_kind") == "mark") & ~pl.col("nominative") & ~pl.col("comparing") & ~pl.col("denied")
SAYS_INSPIRED = r"(?i)\binspired\b"
INSPIRED = r"(?i)\b((?:[\w-]+ )?inspired(?: by)?)\b"  # with the word before: “NASA inspired”
WRITTEN_OUT = pl.col("manner").is_in(["plain", "joined"])


@evidence(
    scope="mention",
    party="The title names {mark}.",
    source="15 USC 1114(1)(a): use of a registered mark in connection with an offer for sale.",
)
def mark_in_title() -> Sign:
    """The title names {mark} (“{seen}”) as the mark of the goods."""
    return Sign(when=(pl.col("field") == "title") & AS_A_MARK & WRITTEN_OUT)


@evidence(
    scope="mention",
    party="The brand field names {mark}.",
    source="15 USC 1114(1)(a).",
)
def mark_in_brand_field() -> Sign:
    """The brand field gives {mark} (“{seen}”) as the brand of the goods."""
    return Sign(when=(pl.col("field") == "brand") & AS_A_MARK & WRITTEN_OUT)


@evidence(
    scope="mention",
    party="The description names {mark}.",
    source="15 USC 1114(1)(a).",
)
def mark_in_description() -> Sign:
    """The description names {mark} (“{seen}”)."""
    return Sign(when=(pl.col("field") == "description") & AS_A_MARK & WRITTEN_OUT)


@evidence(
    scope="use",
    party="The offer says that its goods fit goods of {mark}; it does not claim to be made by {owner}.",
    source="Nominative fair use: Toyota v. Tabari, 610 F.3d 1171 (9th Cir. 2010); 15 USC 1115(b)(4).",
)
def named_for_compatibility() -> Sign:
    """{mark} is named only to say what the goods fit (“for”, “compatible with”, “fits”), which is nominative use."""
    return Sign(when=pl.col("only_nominative"), field="title", seen=pl.col("mark"))


@evidence(
    scope="use",
    party="The offer says that its goods are not those of {mark}.",
    source="Real titles such as “not Sauvage”.",
)
def mark_denied() -> Sign:
    """{mark} is named only to deny it (“not”, “no”, “never”), or to say what the goods fit."""
    return Sign(when=pl.col("only_denied"), field="title", seen=pl.col("mark"))


@evidence(
    scope="mention",
    party="The {field} compares the goods with {mark} (“{seen}”), a mark of {owner}.",
    source="Lanham Act 15 USC 1125(a); L'Oréal v Bellure, CJEU C-487/07 (comparison lists).",
)
def compared_with_mark() -> Sign:
    """The {field} names {mark} (“{seen}”), a mark of {owner}, in a comparison (such as “inspired by”, “type” or
    “dupe”), as offers of other makers' goods do; the brand field does not name it."""
    compares = (pl.col("name_kind") == "mark") & pl.col("comparing") & ~pl.col("is_word")
    return Sign(when=compares & (pl.col("field") != "brand") & ~pl.col("brand_names_it"))


@evidence(
    scope="use",
    party="The {field} says “{seen}” of goods that bear {mark} itself.",
    source="Genuine catalogues: 251 of 3,268 sportswear texts say “inspired by” of a sport, a decade, a city.",
)
def inspired_in_own_copy() -> Sign:
    """The {field} says “{seen}”, as a brand's own copy often does: the brand field names {mark} itself, and the goods
    are compared with no other mark."""
    title, description = pl.col("title").str, pl.col("description").str
    in_title = title.contains(SAYS_INSPIRED)
    says_so = in_title | description.contains(SAYS_INSPIRED).fill_null(value=False)
    return Sign(
        when=pl.col("brand_names_it") & ~pl.col("compares") & says_so,
        field=pl.when(in_title).then(pl.lit("title")).otherwise(pl.lit("description")),
        seen=pl.coalesce(title.extract(INSPIRED, 1), description.extract(INSPIRED, 1)),
    )

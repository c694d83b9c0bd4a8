"""Does the offer call its goods copies, or does it only use a word that copies are called by?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence

SOURCE = "Replica vocabulary with its context; see replica_words.toml."


@evidence(scope="word", party="The {field} calls the goods “{seen}”.", source=SOURCE)
def called_a_copy() -> Sign:
    """The {field} says “{seen}”: the seller calls the goods copies."""
    return Sign(when=pl.col("strength") == "explicit")


@evidence(
    scope="word",
    party="The {field} says “{seen}” beside a mark of others.",
    source=SOURCE,
)
def word_for_copies_beside_mark() -> Sign:
    """The {field} says “{seen}” beside the name of a mark, and nothing near it gives the word another meaning."""
    return Sign(when=(pl.col("strength") == "suggestive") & pl.col("names_a_mark") & ~pl.col("line_bears_the_word"))


@evidence(
    scope="word",
    party="“{seen}” is the name of a genuine product line.",
    source="Genuine lines called Replica, of which two stood among 166 offers that a reader would question.",
)
def genuine_line_bears_the_word() -> Sign:
    """“{seen}” is here the name of a product line of the owner of a mark that the offer names, not a word for a
    copy."""
    return Sign(when=(pl.col("strength") == "suggestive") & pl.col("line_bears_the_word"))

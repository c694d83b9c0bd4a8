"""Which phrase, its misspelling or odd spacing included, recurs under several accounts and hardly anywhere else?

People who sell through many accounts paste one template ("New In Seald Box", "3.3 Oz /100ML"). A common phrase is
common in the file, a common misspelling stands in many phrases, and the name of a product stands on one product: none
of the three is an operator's habit. Rarity is measured against the file itself.
"""

import numpy as np
import polars as pl

from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.screening.population.accounts import WHO, counts
from counterfoil.screening.population.folded import folded
from counterfoil.screening.population.marked import Comparison, marked
from counterfoil.screening.population.slips import SHORTEST, slips
from counterfoil.text.columns import texts_of
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_letters import cut
from counterfoil.text.kernel_wordings import pieces, small_words
from counterfoil.text.letter_kinds import letter_kinds

KIND = "same_template_under_sellers"
ACCOUNTS = 3  # two accounts with one slip may be chance, or one honest seller's two shops
HEADS = 2  # titles that begin otherwise: a phrase on one product only may be that product's name
MOST_ACCOUNTS = 30  # that one operator is likely to run in a small file …
SHARE = 0.0005  # … and of all offers in a large one: above it the phrase is common usage
HABIT = 0.5  # of the accounts that show the oddity at all show it in this phrase
WORDS = 4  # of a phrase around a misspelling …
SPACED_WORDS = 6  # … and around an odd gap: on real offers shorter ones are met by chance ("oz /100ml eau de")
LONGEST = 2_000  # characters of a description that are read: templates stand at its head

_WORD = r"(?:\p{N}+[.,]\p{N}+[\p{L}\p{N}]*|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*)"
SHORTEST_SENTENCE_END = 3  # letters before a point without a space: shorter ones abbreviate (fl.oz)
_ODD_GAP = (
    r"^(?: +[,.](?: .*)?"  # a space before a comma or a full stop: "box , new"
    r"| +/|/ +"  # a slash with a space on one side: "Oz /100ML"
    r"|[,;.])$"  # none after a comma: "USA,new"
)
_MAY_BE_ODD = r" [,.]| /[^ ]|[^ ]/ |[\p{L}\p{M}][,;.][\p{L}\p{M}]"  # in every text that has an odd gap


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return one row per offer, field, `oddity` and phrase of words around it, spacing and signs kept.

    Columns: offer_id, account, town, `head` (the title's first word), field, oddity, phrase (folded), `example` (the
    phrase as written).
    """
    texts = pl.concat(_texts(offers, field) for field in ("title", "description")).with_row_index("text")
    misspellings, slipped = _misspellings(texts["folded"])
    misspelled = _pieces(texts[slipped]).with_columns(oddity=_misspelling(misspellings))
    spaced = _pieces(texts.filter(pl.col("written").str.contains(_MAY_BE_ODD)))
    odd_gaps = spaced.with_columns(oddity=_odd_gap())
    phrases = pl.concat([_windows(misspelled, words=WORDS), _windows(odd_gaps, words=SPACED_WORDS)])
    told = phrases.join(texts.drop("written", "folded"), on="text", maintain_order="left").with_columns(
        head=pl.col("title_folded").str.extract(f"({_WORD})", 1)
    )
    return told.select("offer_id", "account", "town", "head", "field", "oddity", "phrase", "example").unique()


def groups_of(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return MARKED rows of the offers that share a phrase with ACCOUNTS or more accounts, by the rules above."""
    most = max(MOST_ACCOUNTS, int(total * SHARE))
    of_oddity = partition.group_by("oddity").agg(showing=pl.col("account").n_unique())
    phrases = partition.group_by("oddity", "phrase").agg(*counts(), heads=pl.col("head").n_unique())
    habits = phrases.join(of_oddity, on="oddity").filter(
        (pl.col("accounts") >= ACCOUNTS)
        & (pl.col("heads") >= HEADS)
        & (pl.col("showing") <= most)
        & (pl.col("accounts") >= pl.col("showing") * HABIT)
    )
    members = partition.select("offer_id", "field", "example", "oddity", "phrase").join(habits, on=["oddity", "phrase"])
    return marked(members.with_columns(group="phrase"), KIND)


def _texts(offers: pl.DataFrame, field: str) -> pl.DataFrame:
    """Return the offers' texts of one field, as written and folded."""
    written, alike = (pl.col(name).str.slice(0, LONGEST) for name in (field, f"{field}_folded"))
    told = offers.select(*WHO, "title_folded", field=pl.lit(field), written=written, folded=alike)
    return told.filter(pl.col("account").is_not_null() & pl.col("written").is_not_null())


def _misspellings(texts: pl.Series) -> tuple[pl.Series, Numbers]:
    """Return the misspelled words of folded texts, and the numbers of the texts that one may stand in."""
    data, offsets = bytes_of(texts)
    places, runs = small_words(data, offsets, SHORTEST)
    words = texts_of(*cut(data, *places.T.copy()))
    found = slips(words)
    return found, np.unique(runs[words.is_in(found.implode()).to_numpy()[runs[:, 1]], 0])


def _pieces(texts: pl.DataFrame) -> pl.DataFrame:
    """Return a row per piece, a word and the gap after it, in the order of the texts: its text, word folded, gap."""
    data, offsets = bytes_of(texts["written"])
    of_text, start, word_end, end = pieces(data, offsets, letter_kinds()).T.copy()
    written = pl.DataFrame(
        {
            "text": texts["text"].gather(of_text),
            "piece": texts_of(*cut(data, start, end)),
            "bare": texts_of(*cut(data, start, word_end)),
            "gap": texts_of(*cut(data, word_end, end)),
        }
    )
    return written.with_columns(word=folded(pl.col("bare")))


def _misspelling(misspelled: pl.Series) -> pl.Expr:
    """Return the misspelled word; a word in capitals among others is a name (MYSLF), and no slip."""
    before = pl.when(pl.col("text") == pl.col("text").shift(1)).then(pl.col("piece").shift(1))
    bare = pl.col("bare")
    shouted = (bare == bare.str.to_uppercase()) & (before != before.str.to_uppercase())
    return pl.when(pl.col("word").is_in(misspelled.implode()) & ~shouted.fill_null(value=False)).then("word")


def _odd_gap() -> pl.Expr:
    """Return the two words and the odd gap between them; numbers set their commas and points by rules of their own."""
    following = pl.when(pl.col("text") == pl.col("text").shift(-1)).then(pl.col("word").shift(-1))
    numbers = pl.concat_str("word", following).str.contains(r"\p{N}")
    slash = pl.col("gap").str.contains("/", literal=True)
    abbreviated = (pl.col("gap") == ".") & (pl.col("word").str.len_chars() < SHORTEST_SENTENCE_END)
    odd = pl.col("gap").str.contains(_ODD_GAP) & (slash | ~numbers) & ~abbreviated
    return pl.when(odd).then(pl.concat_str("word", "gap", following))


def _windows(pieces: pl.DataFrame, *, words: int) -> pl.DataFrame:
    """Return the phrases of so many words in which the oddity stands; an odd gap lies before the last word."""
    odd = np.flatnonzero(pieces["oddity"].is_not_null().to_numpy())
    firsts = (odd[:, None] - np.arange(words)).ravel()
    places = np.repeat(odd, words)
    within = (firsts >= 0) & (firsts + words <= pieces.height)
    firsts, places = firsts[within], places[within]
    text = pieces["text"].to_numpy()
    same = text[firsts] == text[firsts + words - 1]
    firsts, places = firsts[same], places[same]
    piece = pieces["piece"]
    window = pl.DataFrame([piece.gather(firsts + word).alias(str(word)) for word in range(words)])
    written = pl.concat_str(window.columns).str.strip_chars_end()
    told = window.select(pieces["text"].gather(places), pieces["oddity"].gather(places), example=written)
    phrases = told.with_columns(phrase=folded(pl.col("example")))
    found = phrases.filter(pl.col("phrase").str.contains(pl.col("oddity"), literal=True))
    return found.select("text", "oddity", "phrase", "example")


TEMPLATES = Comparison(kind=KIND, by=("oddity",), keys_of=keys_of, groups_of=groups_of)

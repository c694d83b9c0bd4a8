"""The compiled reading of whole texts equals the patterns that say the same rule, on any text."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.text.columns import texts_of
from counterfoil.text.kernel_letters import cut
from counterfoil.text.kernel_wordings import joined, pieces, small_words, wordings
from counterfoil.text.letter_kinds import letter_kinds

FILLING = ["new", "box", "für"]
PIECES = st.sampled_from(
    [*"ab1½,.'’ /_-é\u0301\u3000\n|", *FILLING, "3.3oz", "shoes", "it's", "\U000e0100", "字", "\u200d", "  "]
)
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join) | st.text(st.characters(codec="utf-8")), max_size=4)
WORD = r"(?:\p{N}+[.,]\p{N}+[\p{L}\p{N}]*|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*)"


@given(TEXTS)
def test_a_wording_is_the_set_of_words_without_numbers_and_filling(texts: list[str]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    *written, counts = wordings(*bytes_of(column), *bytes_of(pl.Series(FILLING)), letter_kinds())
    plain = column.str.replace_all(r"[\p{L}\p{M}]*\p{N}[\p{L}\p{M}\p{N}]*", " ").str.extract_all(r"[\p{L}\p{M}]+")
    expected = [sorted(set(words) - set(FILLING), key=str.encode) for words in plain.to_list()]
    assert texts_of(*written).to_list() == [" ".join(words) for words in expected]
    assert counts.tolist() == [len(words) for words in expected]


@given(TEXTS)
def test_two_texts_are_joined_with_their_blanks_folded(texts: list[str]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    *written, counts = joined(*bytes_of(column), *bytes_of(column.reverse()), letter_kinds())
    folded = column.str.replace_all(r"\s+", " ").str.strip_chars()
    expected = [f"{one} | {other}" for one, other in zip(folded, folded.reverse(), strict=True)]
    assert texts_of(*written).to_list() == expected
    words = pl.Series(expected, dtype=pl.String).str.count_matches(r"[\p{L}\p{N}]+")
    assert counts.tolist() == words.to_list()


@given(TEXTS)
def test_words_of_small_letters_are_found_where_they_stand(texts: list[str]) -> None:
    column = pl.Series([*texts, "shoes boxes shoes"])
    data, offsets = bytes_of(column)
    places, runs = small_words(data, offsets, 5)
    words = texts_of(*cut(data, *places.T.copy()))
    found = [(text, words[word]) for text, word in runs.tolist()]
    assert found == [(n, word) for n, all_ in enumerate(column.str.extract_all("[a-z]{5,}").to_list()) for word in all_]
    assert words.is_unique().all()


@given(TEXTS)
def test_a_text_is_cut_into_words_and_what_stands_behind_them(texts: list[str]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    data, offsets = bytes_of(column)
    number, start, word_end, end = pieces(data, offsets, letter_kinds()).T.copy()
    found = texts_of(*cut(data, start, end)).to_frame("piece").with_columns(word=texts_of(*cut(data, start, word_end)))
    expected = column.str.extract_all(rf"{WORD}[^\p{{L}}\p{{M}}\p{{N}}]*")
    told = list(zip(number.tolist(), found["piece"], strict=True))
    assert told == [(n, piece) for n, all_ in enumerate(expected.to_list()) for piece in all_]
    assert found["word"].equals(found["piece"].str.extract(f"^({WORD})", 1).alias("word"))

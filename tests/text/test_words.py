"""Which folded words are so ordinary that no misspelled mark is read into them?"""

import pytest

from counterfoil.text.folding import fold_text
from counterfoil.text.words import dictionary_words, frequent_words, is_common_word, is_known_word


@pytest.mark.parametrize("word", ["apple", "coach", "polo", "essentials", "target", "diesel"])
def test_marks_that_are_words(word: str) -> None:
    assert is_common_word(word)


@pytest.mark.parametrize("word", ["gucci", "balenciaga", "aventus", ""])
def test_marks_that_are_none(word: str) -> None:
    assert not is_common_word(word)


@pytest.mark.parametrize("word", ["sail", "sailing", "rolled", "señora", "première", "schöne", "città"])
def test_words_of_five_languages_are_known_as_texts_are_folded(word: str) -> None:
    assert is_known_word(fold_text(word))


@pytest.mark.parametrize("word", ["hungy", "fantay", "byond", "bejeweld", "seaser"])
def test_an_ending_makes_no_word_of_a_short_or_unlike_stem(word: str) -> None:
    assert not is_known_word(word)


@pytest.mark.parametrize("word", ["baked", "watches", "sweaters", "embroidered", "handcrafted"])
def test_inflected_words_are_known(word: str) -> None:
    assert is_known_word(word)


def test_the_lists_hold_folded_words_only() -> None:
    assert all(word == fold_text(word) for word in dictionary_words() | frequent_words())

"""How alike are two names of people or businesses, whatever script, order and legal form they are written in?

Each way in which they differ takes its share from 1: the two words that differ most, all differences of spelling
together, words that stand in both names and find none in the other (one word was swapped for another), words that only
one name has, and legal forms of two kinds. The shares were fitted by logistic regression on the development half of
812 labelled hard pairs (benchmarks/linking/README.md), and set to a scale on which SAME divides best.
"""

import math

import polars as pl

from counterfoil.text.names.alignment import align
from counterfoil.text.names.forms import NameForm, name_form
from counterfoil.text.names.vocabulary import general_words

SAME = 0.7  # from here two names are more likely one than two
WORST, SPELLING, SWAPPED, ADDED, OTHER_FORM = 0.90, 0.10, 0.56, 0.27, 0.53  # what each difference costs, in nats
MOST_SWAPPED = 2.0  # words: beyond, two names have nothing more to lose
GENERAL = 0.6  # of a word that many businesses have in their name, by a word of its own


def name_score(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; symmetrical; 0 where one has no letter or digit."""
    return _score(name_form(one), name_form(other))


def name_scores(left: pl.Series, right: pl.Series) -> pl.Series:
    """Return `name_score` of each pair, null where a name is missing; each different pair is judged once."""
    known: dict[tuple[str | None, str | None], float | None] = {}
    scores = []
    for pair in zip(left, right, strict=True):
        if pair not in known:
            known[pair] = None if None in pair else name_score(*pair)
        scores.append(known[pair])
    return pl.Series("name_score", scores, dtype=pl.Float64)


def _score(one: NameForm, other: NameForm) -> float:
    if not (one.words and other.words):
        return 0.0
    first, second = sorted((one, other), key=lambda form: (form.words, form.vowelless))
    cost = OTHER_FORM if one.legal and other.legal and one.legal != other.legal else 0.0
    if sorted(one.words) != sorted(other.words):
        cost += _difference(first, second)
    return math.exp(-cost)


def _difference(one: NameForm, other: NameForm) -> float:
    """Return what the differences between the words cost, in nats."""
    found = align(one, other)
    apart = [1 - alike for _, _, alike in found.pairs]
    left, right = _weight(found.left), _weight(found.right)
    longest = max(len(one.words), len(other.words))
    spelling = WORST * max(apart, default=0.0) + SPELLING * sum(apart)
    return spelling + SWAPPED * min(left, right, MOST_SWAPPED) + ADDED * abs(left - right) / longest


def _weight(words: tuple[str, ...]) -> float:
    return sum(GENERAL if word in general_words() else 1.0 for word in words)

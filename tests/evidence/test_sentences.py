"""Do the sentences of screening's kinds tell people apart what was seen, and teach no seller how to evade?"""

from collections import defaultdict
from string import Formatter

import polars as pl
import pytest

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.observation import TEXT_PLACES
from counterfoil.screening.kinds import KINDS

OF_METHOD = ("%", "threshold", "weight", "detect", "search", "score", "percent", "folded", "algorithm", "model")
OF_OTHERS = ("other_owner", "part_country", "stated_country", "products", "share", "basis", "percent", "expected")
# One fact, told in several strengths or ways: to tell the seller which would tell him how it was seen.
TOLD_ALIKE = (
    {"price_far_below", "price_well_below", "price_below", "price_under_owners_floor", "price_slightly_below"}
    | {"bestseller_in_one_wording"},
    {"mark_broken_up", "mark_disguised"},
    {"line_name_without_house_mark", "mark_cut_short"},
    {"name_near_mark", "name_resembles_mark"},
    {"mark_on_picture_alone", "mark_on_picture_under_another_name"},
)

each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def _places(sentence: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(sentence) if place is not None}


def test_no_two_kinds_share_a_name_or_a_sentence() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.sentence for kind in KINDS}) == len(KINDS)


def test_only_kinds_of_one_fact_share_the_seller_s_sentence() -> None:
    told = defaultdict(set)
    for kind in KINDS:
        told[kind.party_sentence].add(kind.name)
    assert [
        names for names in told.values() if len(names) > 1 and not any(names <= alike for alike in TOLD_ALIKE)
    ] == []


@each_kind
def test_the_seller_s_sentence_teaches_no_evasion(kind: Kind) -> None:
    assert not [word for word in OF_METHOD if word in kind.party_sentence.lower()]
    assert not _places(kind.party_sentence) & set(OF_OTHERS)


@each_kind
def test_every_place_is_filled_and_both_sentences_end(kind: Kind) -> None:
    filled = {*TEXT_PLACES, *kind.sign().words}
    assert _places(kind.sentence) | _places(kind.party_sentence) <= filled
    assert kind.sentence.endswith(".")
    assert kind.party_sentence.endswith(".")
    assert kind.source


@each_kind
def test_a_sentence_that_quotes_what_was_expected_has_it(kind: Kind) -> None:
    places = _places(kind.sentence) | _places(kind.party_sentence)
    assert "expected" not in places or isinstance(kind.sign().expected, pl.Expr)

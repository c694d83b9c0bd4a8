"""Every kind of evidence has an offer that shows it and one close by that does not; a new kind without fails."""

import re
from pathlib import Path

import pytest

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.screening.kinds import KINDS, of_scope
from screening import (
    test_brand_field,
    test_buyers,
    test_codes,
    test_goods,
    test_naming,
    test_pictures,
    test_population_signs,
    test_price,
    test_product_line,
    test_sellers,
    test_spelling,
    test_wording,
)

TESTED = (
    *(test_naming, test_spelling, test_product_line, test_brand_field, test_price),
    *(test_wording, test_goods, test_codes, test_sellers, test_buyers, test_population_signs, test_pictures),
)
CASES = [case for module in TESTED for case in module.CASES]


def test_every_kind_is_shown_once_and_has_an_offer_close_by() -> None:
    assert sorted(case.kind for case in CASES) == sorted(kind.name for kind in KINDS)
    assert all(case.not_shown for case in CASES)


def test_every_module_of_cases_is_counted() -> None:
    files = [path for path in Path(__file__).parent.glob("test_*.py") if "\nCASES = (" in path.read_text("utf-8")]
    assert sorted(path.stem for path in files) == sorted(module.__name__.split(".")[-1] for module in TESTED)


def test_every_kind_has_a_weight_and_every_weight_a_kind() -> None:
    assert set(read_model(default_model()).kinds["kind"]) == {kind.name for kind in KINDS}


def test_every_kind_is_looked_for_in_one_scope() -> None:
    assert sum(len(of_scope(scope)) for scope in ("offer", "word", "mention", "use", "picture")) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_sentence_ends_is_quoted_in_pairs_and_names_its_source(kind: Kind) -> None:
    for sentence in (kind.sentence, kind.party_sentence):
        assert sentence.endswith(".")
        assert sentence.count("“") == sentence.count("”")
        assert sentence.count("(") == sentence.count(")")
    assert kind.source


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_sellers_sentence_tells_no_method_and_nobody_elses_data(kind: Kind) -> None:
    places = set(re.findall(r"{(\w+)}", kind.party_sentence))
    assert places <= {"mark", "owner", "field", "seen", "status"}
    assert not re.search(r"(?i)search|letter|percentile|%|threshold|prefix", kind.party_sentence)

"""What the pictures of an offer say: whose photograph it is, what is lettered on the goods, which code they bear."""

from decimal import Decimal

import polars as pl
import pytest

from counterfoil.screening.population.marked import POPULATION
from counterfoil.tables.seller import Seller
from screening.pictured import seen_on_pictures
from screening.screened import HALVORSEN, OWNER, Case, Row, check_not_shown, check_shown, kinds_of, screened, table

LISTED: Row = {**HALVORSEN, "authorised_sellers": ["s-1"], "company_prefixes": ["9521011"]}
VESPER: Row = {"id": "r-2", "mark": "Ambre Vesper", "owner": "Maison Orlune", "company_prefixes": ["9521022"]}
OFFICIAL, FALSE = {"role": "official", "right_id": "r-1"}, {"role": "counterfeit", "right_id": "r-1"}
STOCK = {"role": "stock", "known_id": "everybodys.jpg"}
NAMED: Row = {"title": "Halvorsen trail shoes", "external_seller_id": "s-2"}
HIDDEN: Row = {"title": "Trail shoes, blue, EU 42", "external_seller_id": "s-2"}
HASH = "0f" * 32
SHARED = pl.DataFrame(
    [
        {
            "offer_id": "o-1",
            "kind": "one_picture_under_sellers",
            "group": HASH,
            "offers": 6,
            "accounts": 5,
            "towns": 4,
        }
    ],
    schema=POPULATION,
)

CASES = (
    Case(
        kind="owners_photograph_by_unknown_seller",
        shown=NAMED,
        detail="The picture o-1.jpg is Halvorsen Sport AS's own photograph known.jpg, and this seller is none of those "
        "that Halvorsen Sport AS names as authorised sellers of Halvorsen; honest resellers copy such photographs too, "
        "so this weighs little.",
        field="image_link",
        seen="o-1.jpg",
        expected="known.jpg",
        not_shown=({**NAMED, "external_seller_id": "s-1"}, {"title": "Halvorsen trail shoes"}),
        rights=(LISTED,),
        tables=seen_on_pictures(matches=[OFFICIAL]),
    ),
    Case(
        kind="owners_goods_not_named",
        shown=HIDDEN,
        detail="The picture o-1.jpg is Halvorsen Sport AS's own photograph known.jpg of goods under Halvorsen, and the "
        "text names no mark of Halvorsen Sport AS: who sells genuine goods says whose they are.",
        field="image_link",
        seen="o-1.jpg",
        expected="known.jpg",
        not_shown=(NAMED, {**HIDDEN, "external_seller_id": "s-1"}, {**HIDDEN, "brand": "Halvorsen Sport"}),
        rights=(LISTED,),
        tables=seen_on_pictures(matches=[OFFICIAL]),
    ),
    Case(
        kind="picture_of_known_counterfeit",
        shown=NAMED,
        detail="The picture o-1.jpg is one under which counterfeit goods were found before (known.jpg): whoever shows "
        "it again sells the same goods, as a rule.",
        field="image_link",
        seen="o-1.jpg",
        expected="known.jpg",
        not_shown=({**NAMED, "external_seller_id": "s-1"},),
        rights=(LISTED,),
        tables=seen_on_pictures(matches=[FALSE]),
    ),
    Case(
        kind="mark_on_picture_alone",
        shown=HIDDEN,
        detail="On the picture o-1.jpg stands “HALVORSEN”, the mark Halvorsen of Halvorsen Sport AS; neither title, "
        "brand field nor description names it, which keeps the offer from being found.",
        field="image_link",
        seen="HALVORSEN",
        not_shown=(NAMED, "H-alv-orsen shoes", {**HIDDEN, "brand": "Nordlys"}, {**HIDDEN, "brand": "Halvorsen Sport"}),
        rights=(LISTED,),
        tables=seen_on_pictures(texts=["EU 42", "HALVORSEN"]),
    ),
    Case(
        kind="mark_on_picture_under_another_name",
        shown={**HIDDEN, "brand": "Nordlys"},
        detail="On the picture o-1.jpg stands “HALVORSEN”, the mark Halvorsen of Halvorsen Sport AS, while the brand "
        "field names another maker and the text does not name Halvorsen: it may be what the goods are used with.",
        field="image_link",
        seen="HALVORSEN",
        not_shown=(HIDDEN, {**HIDDEN, "brand": "N/A"}),
        rights=(LISTED,),
        tables=seen_on_pictures(texts=["HALVORSEN"]),
    ),
    Case(
        kind="barcode_of_other_goods",
        shown={**NAMED, "gtin": "9521011001028"},
        detail="The bar code on the picture o-1.jpg reads 09521022021046, the offer's product code is 09521011001028: "
        "they begin differently, so they were given out to two companies.",
        field="image_link",
        seen="09521022021046",
        expected="09521011001028",
        not_shown=(
            {**NAMED, "gtin": "9521022021053"},  # another product of the same company
            {**NAMED, "gtin": "9521022021046"},
            {**NAMED, "gtin": "does not apply"},
            {**NAMED, "gtin": "2001234567893"},  # a shop's own number
            {**NAMED, "gtin": "96385074"},  # an eight-digit one
            NAMED,
        ),
        tables=seen_on_pictures(codes=[{"gtin": "09521022021046"}]),
    ),
    Case(
        kind="barcode_of_another_owner",
        shown=NAMED,
        detail="The bar code on the picture o-1.jpg reads 09521022021046, which begins with the company prefix of "
        "Maison Orlune, not with one of Halvorsen Sport AS, to whom Halvorsen belongs.",
        field="image_link",
        seen="09521022021046",
        not_shown=("Ambre Vesper eau de parfum", "Garden lamp"),
        rights=(LISTED, VESPER),
        tables=seen_on_pictures(codes=[{"gtin": "09521022021046"}]),
    ),
    Case(
        kind="one_picture_under_sellers",
        shown=HIDDEN,
        detail="The picture o-1.jpg stands in 6 offers of 5 accounts, and no authorised seller shows it: it was "
        "copied, or one operator is behind the accounts.",
        field="image_link",
        seen="o-1.jpg",
        not_shown=({**HIDDEN, "id": "o-2"},),
        tables=seen_on_pictures(hashes={"o-1": HASH, "o-2": HASH[::-1]}) | {"population": SHARED},
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_stock_picture_says_nothing(case: Case) -> None:
    given = case.tables["pictures"]
    stock = seen_on_pictures(matches=[STOCK])["pictures"].matches
    tables = case.tables | {"pictures": given._replace(matches=pl.concat([given.matches, stock]))}
    assert case.kind not in kinds_of(case.shown, case.rights, **tables)


def test_another_colour_of_a_known_picture_is_other_goods() -> None:
    for known in (OFFICIAL, FALSE):
        seen = seen_on_pictures(matches=[known | {"verdict": "other_colour"}])
        assert kinds_of(HIDDEN, [LISTED], **seen) == set()


def test_a_stolen_photograph_stays_the_owners() -> None:
    kinds = kinds_of(NAMED, [LISTED], **seen_on_pictures(matches=[OFFICIAL, FALSE | {"known_id": "seized.jpg"}]))
    assert "picture_of_known_counterfeit" not in kinds
    assert "owners_photograph_by_unknown_seller" in kinds


def test_the_account_of_the_owner_is_never_marked() -> None:
    sellers = table(Seller, [{"id": "s-2", "name": OWNER}])
    kinds = kinds_of(NAMED, [LISTED], sellers=sellers, **seen_on_pictures(matches=[OFFICIAL]))
    assert "owners_photograph_by_unknown_seller" not in kinds


def test_where_an_owner_names_no_sellers_nobody_is_called_unknown() -> None:
    kinds = kinds_of(NAMED, [HALVORSEN], **seen_on_pictures(matches=[OFFICIAL]))
    assert "owners_photograph_by_unknown_seller" not in kinds


def test_the_photograph_alone_is_a_matter_of_copyright_and_clear() -> None:
    result = screened([NAMED], [LISTED], **seen_on_pictures(matches=[OFFICIAL]))
    assert result.assessments["ground"].to_list() == ["copyright"]
    assert result.decisions["decision"].to_list() == ["clear"]


def test_an_offer_is_caught_by_its_picture_alone() -> None:
    result = screened([HIDDEN], [LISTED], **seen_on_pictures(texts=["Halvorsen"]))
    decision = result.decisions.row(0, named=True)
    assert (decision["decision"], decision["right_id"], decision["ground"]) == ("review", "r-1", "counterfeit")


def test_what_a_picture_names_is_asked_for_its_price_like_what_a_title_names() -> None:
    right = LISTED | {"price_floor": Decimal(79), "price_floor_currency": "USD"}
    offer = HIDDEN | {"price": Decimal(15), "price_currency": "USD"}
    result = screened([offer], [right], **seen_on_pictures(texts=["Halvorsen"]))
    assert {"price_far_below", "mark_on_picture_alone", "seller_not_authorised"} == set(result.findings["kind"])
    assert result.decisions["decision"].to_list() == ["hold"]


def test_a_mark_on_goods_that_its_owner_does_not_make_says_nothing() -> None:
    offer = HIDDEN | {"title": "Eau de parfum 100 ml"}
    assert kinds_of(offer, [LISTED], **seen_on_pictures(texts=["Halvorsen"])) == set()


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ({"mark": "Harbour", "common_word": True}, "HARBOUR"),  # an ordinary word
        ({"mark": "HLV"}, "HLV"),  # three letters
        (HALVORSEN, "H A L V 0 R S E N"),
        (HALVORSEN, "Halvorsan"),  # the reader may have it wrong
    ],
)
def test_what_may_be_read_otherwise_names_no_mark(right: Row, words: str) -> None:
    assert kinds_of(HIDDEN, [right], **seen_on_pictures(texts=[words])) == set()


def test_words_that_the_reader_is_unsure_of_are_passed_over() -> None:
    seen = seen_on_pictures(texts=[{"text": "Halvorsen", "confidence": 0.5}])
    assert kinds_of(HIDDEN, [LISTED], **seen) == set()


def test_a_mark_of_two_words_may_stand_on_two_lines() -> None:
    seen = seen_on_pictures(texts=["AMBRE", "VESPER"])
    assert kinds_of("Eau de parfum 100 ml", [VESPER], **seen) == {"mark_on_picture_alone"}


def test_a_known_picture_counts_for_the_line_that_the_text_names() -> None:
    line: Row = {"id": "r-3", "mark": "Fjord Runner", "owner": OWNER, "house_mark": "Halvorsen"}
    seen = seen_on_pictures(matches=[FALSE | {"right_id": "r-3"}])
    found = screened([NAMED], [HALVORSEN, line], **seen).findings
    assert found.filter(pl.col("kind") == "picture_of_known_counterfeit")["right_id"].to_list() == ["r-1"]


def test_a_counterfeit_of_no_right_speaks_of_the_offer_itself() -> None:
    result = screened([HIDDEN], [LISTED], **seen_on_pictures(matches=[{"role": "counterfeit"}]))
    assert result.findings["right_id"].to_list() == [None]
    assert result.decisions["decision"].to_list() == ["review"]


def test_a_known_picture_of_a_right_that_is_not_on_the_list_says_nothing() -> None:
    assert kinds_of(HIDDEN, [LISTED], **seen_on_pictures(matches=[FALSE | {"right_id": "gone"}])) == set()


def test_an_offer_is_screened_alike_alone_and_in_a_batch() -> None:
    seen = seen_on_pictures(texts=["Halvorsen"], matches=[FALSE])
    alone = screened([HIDDEN], [LISTED], **seen)
    among = screened([HIDDEN, NAMED, "Garden lamp"], [LISTED], **seen)
    assert among.findings.filter(pl.col("subject_id") == "o-1").equals(alone.findings)

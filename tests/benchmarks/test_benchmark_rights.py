"""Are the rights list, the labels and the expected spellings well formed?"""

import polars as pl
import pytest
from command import RATES, RIGHTS
from files import HERE, LISTINGS, REPLICAS, ROW, SOURCES, SPELLINGS, Source, mapped, rows_of

from counterfoil.codes.product_type import goods_types
from counterfoil.intake.rights import read_rights
from counterfoil.tables.contract import Sorted, sort_rows
from counterfoil.tables.offer import Offer
from counterfoil.tables.rate import Rate
from run import read_expected, read_labels

REPLICA_ROWS = 276  # ../shared/facts/listings.md, last table
SPELLING_ROWS = 25

shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not LISTINGS.is_dir(), reason="the sample files in ../shared are not here"),
]


@pytest.fixture(scope="module")
def rights() -> Sorted:
    with RIGHTS.open("rb") as stream:
        return read_rights(stream, file=RIGHTS.name)


@pytest.fixture(scope="module")
def written() -> pl.DataFrame:
    return pl.read_csv(RIGHTS, infer_schema=False)


def test_every_right_satisfies_the_contract(rights: Sorted, written: pl.DataFrame) -> None:
    assert rights.rejects.rows() == []
    assert rights.kept.height == written.height
    assert rights.kept["id"].is_unique().all()
    assert rights.kept["mark"].n_unique() >= 300


def test_every_floor_is_a_positive_amount_of_dollars(rights: Sorted) -> None:
    assert rights.kept["price_floor"].null_count() == 0
    assert (rights.kept["price_floor"] > 0).all()
    assert rights.kept["price_floor_currency"].unique().to_list() == ["USD"]


def test_every_right_names_its_goods_and_class(rights: Sorted) -> None:
    assert rights.kept["goods"].list.get(0).str.len_chars().min() > 0
    assert rights.kept["nice_classes"].list.len().min() == 1


def test_the_goods_are_words_that_screening_knows(rights: Sorted) -> None:
    unknown = rights.kept.filter(pl.col("goods").map_elements(lambda goods: not goods_types(list(goods)), pl.Boolean))
    assert unknown["id"].to_list() == []


def test_every_house_mark_is_itself_on_the_list(rights: Sorted) -> None:
    names = {*rights.kept["mark"], *rights.kept["aliases"].list.explode()}
    assert set(rights.kept["house_mark"].drop_nulls()) - names == set()


def test_labels_cover_the_replica_catalogue_once() -> None:
    labels = read_labels()
    assert labels["file"].unique().to_list() == [REPLICAS.name]
    assert labels[ROW].to_list() == list(range(1, REPLICA_ROWS + 1))
    assert labels["names_a_mark"].null_count() == 0


def test_expected_spellings_point_to_rights_on_the_list(rights: Sorted) -> None:
    expected = read_expected()
    assert expected[ROW].to_list() == list(range(1, SPELLING_ROWS + 1))
    outcomes = dict(expected.group_by("outcome").len().rows())
    assert outcomes == {"found": 23, "genuine spelling": 1, "no mark": 1}
    named = expected.filter(pl.col("outcome") != "no mark")["right_ids"].list.explode()
    assert set(named) - set(rights.kept["id"]) == set()


def test_rates_satisfy_the_contract() -> None:
    rates = pl.read_csv(RATES).with_row_index("line", offset=2)
    assert sort_rows(rates, Rate, file="rates.csv").rejects.rows() == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.mapping)
def test_mappings_speak_of_our_columns(source: Source) -> None:
    assert set(mapped(source)) - set(Offer.column_names()) == set()
    assert mapped(source)["id"] == ROW


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.mapping)
class TestSharedFiles:
    pytestmark = shared

    def test_mappings_speak_of_their_columns(self, source: Source) -> None:
        assert set(mapped(source).values()) - set(rows_of(source, LISTINGS).columns) == set()

    def test_the_halves_share_no_row_and_leave_none_out(self, source: Source) -> None:
        halves = [rows_of(source, LISTINGS, half=half)[ROW].to_list() for half in ("development", "held-out")]
        assert sorted(halves[0] + halves[1]) == rows_of(source, LISTINGS)[ROW].to_list()


class TestSharedRows:
    pytestmark = shared

    def test_every_row_is_labelled(self) -> None:
        assert rows_of(REPLICAS, LISTINGS).height == REPLICA_ROWS
        assert rows_of(SPELLINGS, LISTINGS).height == SPELLING_ROWS


def test_every_mapping_file_is_used() -> None:
    used = {source.mapping_path.name for source in SOURCES}
    assert {path.name for path in (HERE / "mappings").glob("*.toml")} == used

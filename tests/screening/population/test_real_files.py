"""Real listings: templates are found among many sellers, and nothing in the catalogue of one shop."""

import io
from pathlib import Path

import polars as pl
import pytest

from counterfoil.intake.offers import read_offers
from counterfoil.run.inputs import mapping_in
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population.comparisons import population_of

ROOT = Path(__file__).parents[3]
LISTINGS = ROOT.parent / "shared" / "data" / "listings"
MAPPINGS = ROOT / "benchmarks" / "screening" / "mappings"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LISTINGS.is_dir(), reason=f"the real sample files are not in {LISTINGS}"),
]


def population_in(file: str, mapping: str) -> pl.DataFrame:
    rows = pl.read_csv(LISTINGS / file, infer_schema=False).with_row_index("row", 1)
    stream = io.BytesIO(rows.write_csv().encode())
    batches = read_offers(stream, file=file, mapping=mapping_in(MAPPINGS / mapping), encoding=None)
    return population_of(pl.concat(prepared(batch.kept) for batch in batches))


@pytest.mark.parametrize(
    ("file", "mapping"),
    [
        ("retail_catalogue_myntra.csv", "retail_myntra.toml"),
        ("retail_catalogue_sportswear.csv", "retail_sportswear.toml"),
    ],
)
def test_the_catalogue_of_one_shop_shares_nothing_with_others(file: str, mapping: str) -> None:
    assert population_in(file, mapping).is_empty()


def test_a_ring_of_perfume_offers_is_found_by_its_misspelling_and_by_its_set() -> None:
    """Judged by hand: four offers of one template, one set of four, two texts under four and three places."""
    counted = population_in("ebay_mens_perfume.csv", "ebay_perfume.toml").group_by("kind").len()
    assert dict(counted.iter_rows()) == {
        "same_template_under_sellers": 4,
        "bestseller_in_one_wording": 4,
        "one_text_under_many_ids": 7,
    }

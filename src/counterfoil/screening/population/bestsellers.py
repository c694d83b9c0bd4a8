"""Which goods are offered in one wording, at one price within cents, from many accounts or towns?

Each such offer looks fine; the set does not. Whether the price is far under retail is asked where the mark's floor and
reference prices are known; here its usual price in the file is looked up.
"""

import polars as pl

from counterfoil.evidence.kind import filled
from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.population.accounts import WHO, counts
from counterfoil.screening.population.marked import Comparison, marked
from counterfoil.text.columns import texts_of
from counterfoil.text.kernel_wordings import wordings
from counterfoil.text.letter_kinds import letter_kinds

KIND = "bestseller_in_one_wording"
MANY = 4  # accounts or towns: three shops at one price are a price list
STEP = 0.02  # of the price: it meets prices of its own step and of the next; on real offers 59.99 and 60.99 are one set
FEWEST_WORDS = 4  # of a wording: "Orlune perfume" is nobody's own
FEWEST_WORDINGS = 5  # of a mark's goods in the file behind a usual price

# Condition, packing, units and whom it is for: the tail that one operator varies from account to account.
FILLING = (
    "new brand sealed in box boxed with nib and s oz fl ml for men mens man women womens woman him her unisex"
).split()


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return offer_id, account, town, `wording`, `currency`, `price`, `step`, `market` and `example` (the title).

    `wording` is the set of the title's folded words, numbers and FILLING left out, in the alphabet's order; `market` is
    brand, kind of goods and currency, null where the brand field names nobody.
    """
    data, ends, words = wordings(*bytes_of(offers["title_folded"]), *bytes_of(pl.Series(FILLING)), letter_kinds())
    price = pl.min_horizontal("price", "sale_price")
    named = ~is_placeholder(pl.col("brand_key")) & (pl.col("brand_key") != "")
    market = pl.concat_str("brand_key", "goods_type", "price_currency", separator="|")
    keys = offers.select(
        *WHO,
        wording=texts_of(data, ends),
        words=pl.Series(words),
        currency="price_currency",
        price=price,
        step=(price.cast(pl.Float64).log(1 + STEP)).floor(),
        market=pl.when(named.fill_null(value=False)).then(market),
        example="title",
    )
    usable = (pl.col("words") >= FEWEST_WORDS) & (pl.col("price") > 0) & pl.col("currency").is_not_null()
    return keys.filter(usable).drop("words").with_columns(pl.col("step").cast(pl.Int64))


def groups_of(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return MARKED rows of the offers that share wording and price with MANY accounts or towns, with their market."""
    del total  # four accounts at one price are the sign, not their share of the file
    around = pl.concat(partition.with_columns(centre=pl.col("step") + shift) for shift in (-1, 0, 1))
    at = ["wording", "currency", "centre"]
    groups = around.group_by(at).agg(counts()).filter((pl.col("accounts") >= MANY) | (pl.col("towns") >= MANY))
    group = filled("{} | about {} {}", "wording", _price_at(pl.col("centre")), "currency")
    members = around.join(groups, on=at).with_columns(group=group, field=pl.lit("title"))
    return marked(members, KIND)


def _price_at(step: pl.Expr) -> pl.Expr:
    return pl.lit(1 + STEP).pow(step).round(0).cast(pl.Int64)


def usual_prices(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return `market` and `usual_price`: the median over the market's wordings, each counted once by its lowest price.

    Counting wordings keeps a hundred copies of one offer from making its price the usual one.
    """
    del total
    of_wording = partition.group_by("market", "wording").agg(pl.col("price").min())
    markets = of_wording.group_by("market").agg(
        usual_price=pl.col("price").sort().get(pl.len() // 2), wordings=pl.len()
    )
    return markets.filter(pl.col("wordings") >= FEWEST_WORDINGS).select("market", "usual_price")


def of_markets(keys: pl.DataFrame) -> pl.DataFrame:
    """Return `market`, `wording` and `price` of the offers that tell all of them."""
    return keys.select("market", "wording", "price").drop_nulls("market")


BESTSELLERS = Comparison(kind=KIND, by=("wording", "currency"), keys_of=keys_of, groups_of=groups_of)
USUAL_PRICES = Comparison(
    kind="usual_prices", by=("market",), keys_of=keys_of, groups_of=usual_prices, narrowed=of_markets
)

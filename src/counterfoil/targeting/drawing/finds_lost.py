"""What does chance cost on the day, by the model's own account?"""

import polars as pl


def finds_lost(drawn: pl.DataFrame) -> pl.DataFrame:
    """Return facility, places, finds_of_ranking, finds_of_draw and finds_lost, sorted by facility.

    `drawn` is what `draw` returned. Finds are expected ones, sums of risks: as good as the risks are probabilities.
    Ranking would open the riskiest; mandatory controls come first in both and are left out of both.
    """
    free = drawn.filter(pl.col("how").is_in(["drawn", "not drawn"]))
    places = pl.col("probability").sum().round().cast(pl.Int64)
    return (
        free.group_by("facility")
        .agg(
            places=places,
            finds_of_ranking=pl.col("risk").top_k(places).sum(),
            finds_of_draw=(pl.col("risk") * pl.col("probability")).sum(),
        )
        .with_columns(finds_lost=pl.col("finds_of_ranking") - pl.col("finds_of_draw"))
        .sort("facility")
    )

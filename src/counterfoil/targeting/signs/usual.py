"""At what are such goods usually declared? Medians of value and weight by customs code, over all shipments at hand.

Goods compare within a subheading (six digits) where enough lines of enough consignors are known, else within a heading
(four). The spread is the median absolute deviation of the logarithm: a few fakes among the lines do not move it
(P. J. Rousseeuw and C. Croux, "Alternatives to the median absolute deviation", JASA 88 (1993), 1273-1283).
"""

import polars as pl

FEWEST_LINES, FEWEST_CONSIGNORS = 10, 3  # below, a code's own lines say nothing; set by judgement
NORMAL = 1.4826  # makes the median absolute deviation that of a normal distribution
LEAST_SPREAD = 0.15  # of the logarithm: goods that all cost the same still differ by the day's rate
MEASURES = {"per_piece": "currency", "per_kg": "currency", "kg_per_piece": None}  # and in what each is counted
LEVELS = ("hs6", "hs4")


def with_usual(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with, for each of MEASURES, usual_… (median), lines_… (of how many), deviation_… (robust
    standard deviations of the logarithm from it) and code_… (the code compared by); null where too little is known."""
    for measure, unit in MEASURES.items():
        lines = _with(lines, measure, unit)
    return lines


def _with(lines: pl.DataFrame, measure: str, unit: str | None) -> pl.DataFrame:
    names = [f"{part}_{measure}" for part in ("usual", "lines", "deviation", "code")]
    found = lines.with_columns(**{name: pl.lit(None) for name in names})
    told = lines.filter(pl.col(measure) > 0)
    parts = []
    for level in LEVELS:
        by = [level] + ([unit] if unit else [])
        parts.append(_medians(told.drop_nulls(by), measure, by).rename({"center": f"{level} center"}))
    found = lines
    for level, medians in zip(LEVELS, parts, strict=True):
        by = [level] + ([unit] if unit else [])
        found = found.join(
            medians.rename({"spread": f"{level} spread", "lines": f"{level} lines"}), on=by, how="left",
            maintain_order="left",
        )  # fmt: skip
    centre, spread, count = (
        pl.coalesce(f"{level} {part}" for level in LEVELS) for part in ("center", "spread", "lines")
    )
    code = pl.coalesce(pl.when(pl.col(f"{level} center").is_not_null()).then(level) for level in LEVELS)
    positive = pl.when(pl.col(measure) > 0).then(pl.col(measure).log())
    told_of = dict(zip(names, (centre.exp(), count, (positive - centre) / spread, code), strict=True))
    return found.with_columns(**told_of).drop(
        f"{level} {part}" for level in LEVELS for part in ("center", "spread", "lines")
    )


def _medians(told: pl.DataFrame, measure: str, by: list[str]) -> pl.DataFrame:
    """Return by code: center and spread of the logarithm, lines; only codes of which enough is known."""
    logs = told.select(*by, "consignor_key", value=pl.col(measure).log())
    centers = logs.group_by(by).agg(
        center=pl.col("value").median(),
        lines=pl.len().cast(pl.Int64),
        consignors=pl.col("consignor_key").n_unique(),
    )
    enough = centers.filter((pl.col("lines") >= FEWEST_LINES) & (pl.col("consignors") >= FEWEST_CONSIGNORS))
    apart = logs.join(enough.select(*by, "center"), on=by)
    spreads = apart.group_by(by).agg(spread=(pl.col("value") - pl.col("center")).abs().median() * NORMAL)
    return enough.join(spreads, on=by).select(
        *by, "center", "lines", spread=pl.max_horizontal("spread", pl.lit(LEAST_SPREAD))
    )

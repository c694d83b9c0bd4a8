"""Which shipments could be opened on the day, and which must be? One row to a shipment, ready for the draw."""

import datetime as dt

import polars as pl

from counterfoil.codes import country
from counterfoil.text.names.business import business_key

ANNOUNCEMENTS = ("856", "DESADV")  # documents that tell of a shipment before it arrives
PARTIES = ("consignor", "consignee", "seller")
TAKES = 45  # minutes an examination takes where none was timed; set by judgement


def candidates(rows: pl.DataFrame, *, capacities: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return shipment_id, facility, is_open and is_new_party for each shipment of the rows (`shipment_rows`).

    Open is what has arrived by the day and within its facility's window. A party is new that was never examined. A
    shipment that was only announced, or whose facility is none of the `capacities` (contract Capacity), is not open.
    """
    joined = rows.join(
        capacities.select("facility_gln", "window_from", "window_to", known=pl.lit(value=True)), on="facility_gln",
        how="left", maintain_order="left",
    )  # fmt: skip
    announced = pl.col("document").is_in(ANNOUNCEMENTS).fill_null(value=False)
    arrived = pl.col("arrived_on")
    here = pl.all_horizontal(
        pl.col("known").fill_null(value=False),
        (arrived <= day).fill_null(~announced),
        (arrived >= pl.col("window_from")).fill_null(value=True),
        (arrived <= pl.col("window_to")).fill_null(value=True),
    )
    examined = pl.any_horizontal(pl.col(f"exams_{party}") > 0 for party in PARTIES)
    told = joined.select("shipment_id", facility="facility_gln", is_open=here, is_new_party=~examined)
    if told["shipment_id"].n_unique() == told.height:
        return told
    return told.group_by("shipment_id", maintain_order=True).agg(
        pl.col("facility").min(), pl.col("is_open").all(), pl.col("is_new_party").all()
    )


def ordered(rows: pl.DataFrame, controls: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return shipment_id and `orders` (sentences) of the shipments that must be opened by a control of the day."""
    parts = [_by(control, rows) for control in _standing(controls, day).iter_rows(named=True)]
    found = pl.concat([pl.DataFrame(schema={"shipment_id": pl.String, "order": pl.String}), *parts]).unique()
    return found.sort("shipment_id", "order").group_by("shipment_id", maintain_order=True).agg(orders="order")


def idle(rows: pl.DataFrame, controls: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the controls of the day (contract Control) that ask for none of the shipments: a slip perhaps."""
    standing = _standing(controls, day)
    met = [_by(control, rows).height > 0 for control in standing.iter_rows(named=True)]
    return standing.filter(~pl.Series(met, dtype=pl.Boolean))


def _standing(controls: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    return controls.filter(pl.col("until").is_null() | (pl.col("until") >= day))


def _by(control: dict[str, object], rows: pl.DataFrame) -> pl.DataFrame:
    asked = {
        "shipment_id": control["shipment_id"],
        "consignor_key": business_key(str(control["consignor"])) if control["consignor"] else None,
        "origin": country.normalise(str(control["origin_country"])) if control["origin_country"] else None,
        "facility_gln": control["facility_gln"],
    }
    conditions: list[pl.Expr] = [pl.col(name).eq(pl.lit(value)) for name, value in asked.items() if value is not None]
    if control["hs"]:
        digits = "".join(letter for letter in str(control["hs"]) if letter.isdigit())
        conditions.append(pl.col("hs").str.replace_all(r"\D", "").str.starts_with(digits))
    until = f" (until {control['until']})" if control["until"] else ""
    sentence = f"Ordered by {control['ordered_by']}{until}: {control['reason']}"
    return rows.filter(*conditions).select("shipment_id", order=pl.lit(sentence))


def within_minutes(capacities: pl.DataFrame, minutes: pl.DataFrame) -> pl.DataFrame:
    """Return facility and capacity, lowered to what fits into a facility's minutes of work.

    `minutes` (facility, minutes) are those that earlier examinations took; a facility without counts by all of them,
    and TAKES where none was timed.
    """
    every = minutes["minutes"].median() if minutes.height else TAKES
    own = minutes.group_by("facility").agg(takes=pl.col("minutes").median())
    joined = capacities.select(facility="facility_gln", capacity="capacity", work="minutes").join(
        own, on="facility", how="left", maintain_order="left"
    )
    takes = pl.col("takes").fill_null(every).clip(lower_bound=1)
    fits = (pl.col("work") / takes).floor().cast(pl.Int64)
    return joined.select("facility", capacity=pl.min_horizontal("capacity", fits))

"""Could a thing have come from one place to the next in that time?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.serials.words import CODE, place, when

# Kilometres an hour. Mach 0.9 is about the fastest that large freighters are built to fly; where they fly, sound has
# 295 m/s (ICAO Standard Atmosphere, ISO 2533:1975, tropopause), so 956 km/h. Loading takes more than tail wind gives.
FASTEST = 1_000.0


@evidence(
    scope="serial",
    party="The serial number {serial} was read at places too far apart for one piece in that time.",
    source="No goods travel faster than 1,000 km/h: Mach 0.9 at 295 m/s (ISO 2533:1975) is 956 km/h.",
)
def impossible_travel() -> Sign:
    """The serial number {serial} of GTIN {gtin} was read at {there} on {first} and at {here} on {second}: {km} km
    apart, which one piece cannot travel in {minutes} minutes. Two pieces bear it, or a clock or a place is wrong."""
    return Sign(
        when=pl.col("travel_km").is_not_null(),
        field="readPoint",
        seen=place("travel_to"),
        words=CODE
        | {
            "there": place("travel_from"),
            "here": place("travel_to"),
            "first": when("travel_left_at"),
            "second": when("travel_came_at"),
            "km": pl.col("travel_km").round().cast(pl.Int64),
            "minutes": pl.col("travel_minutes"),
        },
    )

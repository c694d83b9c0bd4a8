"""Sites: places at which goods are read, with their names and where on Earth they lie.

Coordinates are decimal degrees of WGS 84 (https://www.rfc-editor.org/rfc/rfc5870).
"""

import dataframely as dy
import polars as pl


class Site(dy.Schema):
    """One place; without coordinates it is only named."""

    place = dy.String(
        nullable=False, min_length=1, description="as events and scans write it: GLN in any form, or a name"
    )
    name = dy.String(nullable=True, description="for people")
    latitude = dy.Float64(nullable=True, min=-90, max=90, description="degrees north of the equator")
    longitude = dy.Float64(nullable=True, min=-180, max=180, description="degrees east of Greenwich")

    @dy.rule()
    def longitude_is_given_exactly_where_latitude_is(cls) -> pl.Expr:
        return pl.col("latitude").is_null() == pl.col("longitude").is_null()


EXAMPLE = pl.DataFrame({"place": ["9529001000013"], "name": ["Reno"], "latitude": [39.53], "longitude": [-119.81]})

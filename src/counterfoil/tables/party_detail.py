"""Party details: what a list says of its parties in files or records of their own, one fact to a row.

OFAC keeps addresses, other names and long remarks apart from the parties, FollowTheMoney addresses and sanctions.
`counterfoil.intake.parties.gathered` brings them together. This table holds personal data.
"""

import dataframely as dy
import polars as pl

PROPERTIES = ("alias", "weakAlias", "previousName", "address", "country", "program", "listingDate", "endDate", "notes")


class PartyDetail(dy.Schema):
    """One fact about one party."""

    party_id = dy.String(nullable=False, min_length=1, description="id of the party, or one of its addressEntity")
    property = dy.String(nullable=False, description="the column of Party that it belongs to")
    value = dy.String(nullable=True, description="empty where the list has a row and says nothing in it")

    @dy.rule()
    def property_is_a_column_of_parties(cls) -> pl.Expr:
        return pl.col("property").is_in(PROPERTIES)


EXAMPLE = pl.DataFrame({"party_id": ["90001"], "property": ["alias"], "value": ["GULDBORG TRADING"]})

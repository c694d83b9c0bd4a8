"""One row for each party, with all that its list says of it in other files and records."""

from collections.abc import Sequence

import polars as pl

from counterfoil.codes import country
from counterfoil.intake.parties.ofac import DATASET as OFAC
from counterfoil.intake.parties.ofac_remarks import told_in_remarks
from counterfoil.intake.parties.read import with_country_codes
from counterfoil.tables.contract import LINE
from counterfoil.tables.party import LISTS
from counterfoil.tables.reject import Reject

NO_PARTY = "party_id must be the id of a party, or of an address of one"
_DAYS = ("listingDate", "endDate")
_FROM_REMARKS = ("weakAlias", "country", "birthDate", "idNumber", "taxNumber", "registrationNumber", "email", "phone",
                 "website")  # fmt: skip


def gathered(parties: pl.DataFrame, details: pl.DataFrame, *, file: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the parties (columns of Party and `line`) with their details, and Reject for details of no party.

    Both tables are those of one list: ids are only a list's own. Of several days the first is kept.
    """
    told = details.filter(pl.col("value").is_not_null())
    addressed = parties.select("id", pl.col("addressEntity").alias("key")).explode("key").drop_nulls()
    keys = pl.concat([parties.select("id", pl.col("id").alias("key")), addressed]).unique()
    strays = told.join(keys, left_on="party_id", right_on="key", how="anti")
    facts = told.join(keys, left_on="party_id", right_on="key", how="inner").sort(LINE, maintain_order=True)
    facts = pl.concat([facts, _countries(facts)])
    lists = facts.filter(pl.col("property").is_in(LISTS))
    result = _with_lists(parties, lists)
    result = _with_days(result, facts.filter(pl.col("property").is_in(_DAYS)))
    return _with_notes(result, facts.filter(pl.col("property") == "notes")), _rejected(strays, file)


def _countries(facts: pl.DataFrame) -> pl.DataFrame:
    """Return, as facts, the countries that addresses end in."""
    last = pl.col("value").str.extract(r"(?:^|, )([^,]+)$")
    ends = facts.filter(pl.col("property") == "address").with_columns(
        pl.lit("country").alias("property"), last.alias("value")
    )
    known = [name for name in ends["value"].drop_nulls().unique() if country.is_valid(name)]
    return ends.filter(pl.col("value").is_in(known))


def _with_lists(parties: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    for (name,), one in facts.partition_by("property", as_dict=True).items():
        added = one.group_by("id", maintain_order=True).agg(pl.col("value").alias("added"))
        both = pl.concat_list(pl.col(str(name)).fill_null([]), pl.col("added").fill_null([]))
        parties = (
            parties.join(added, on="id", how="left", maintain_order="left")
            .with_columns(both.list.unique(maintain_order=True).alias(str(name)))
            .drop("added")
        )
    return with_country_codes(parties)


def _with_days(parties: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    for (name,), one in facts.partition_by("property", as_dict=True).items():
        days = one.with_columns(pl.col("value").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).alias("added"))
        first = days.group_by("id").agg(pl.col("added").min())
        parties = (
            parties.join(first, on="id", how="left", maintain_order="left")
            .with_columns(pl.coalesce(str(name), "added").alias(str(name)))
            .drop("added")
        )
    return parties


def _with_notes(parties: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Set the ends of remarks that were cut at their greatest length, and read the whole ones again."""
    ends = facts.group_by("id", maintain_order=True).agg(pl.col("value").str.join("").alias("added"))
    if not ends.height:
        return parties
    whole = pl.concat_str(pl.col("notes").fill_null(""), "added")
    joined = parties.join(ends, on="id", how="left", maintain_order="left")
    noted = joined.with_columns(pl.when(pl.col("added").is_not_null()).then(whole).otherwise("notes").alias("notes"))
    again = pl.col("added").is_not_null() & (pl.col("dataset") == OFAC)
    return (
        pl.concat([noted.filter(~again.fill_null(False)), _read_again(noted.filter(again))])
        .drop("added")
        .sort(LINE, maintain_order=True)
    )


def _read_again(parties: pl.DataFrame) -> pl.DataFrame:
    told = [told_in_remarks(remarks or "") for remarks in parties["notes"]]
    return parties.with_columns(_column(name, [one.get(name) for one in told], parties) for name in _FROM_REMARKS)


def _column(name: str, told: Sequence[list[str] | None], parties: pl.DataFrame) -> pl.Series:
    """Return what is told now, behind what was known of countries, which flags and addresses tell too."""
    known = parties[name].to_list()
    merged = [list(dict.fromkeys([*(old or []), *(new or [])])) for old, new in zip(known, told, strict=True)]
    return pl.Series(name, merged if name == "country" else told, dtype=pl.List(pl.String))


def _rejected(strays: pl.DataFrame, file: str) -> pl.DataFrame:
    if not strays.height:
        return Reject.create_empty()
    return Reject.cast(
        strays.select(
            pl.lit(file).alias("file"), LINE, pl.lit("party_id").alias("field"), pl.col("party_id").alias("value"),
            pl.lit(NO_PARTY).alias("rule"),
        )
    )  # fmt: skip

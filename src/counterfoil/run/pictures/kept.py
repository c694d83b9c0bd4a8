"""What the pictures showed: as parts of a run at work, as tables of a finished one, and of one offer for a replay."""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import TableWriter, frames_of
from counterfoil.run.running import Run
from counterfoil.run.state import END
from counterfoil.screening.name_keys import name_keys
from counterfoil.screening.pictures.given import CONTRACTS, NO_PICTURES, PictureTables
from counterfoil.screening.population.shared_pictures import BY_DEALER, KEYS
from counterfoil.screening.seller_names import named_sellers

STEP, KNOWN = "pictures", "known_pictures"  # the step, and the unit of what it is held against
REJECTS = "rejects.parquet"
FILES = {
    "pictures": "pictures.parquet",
    "matches": "picture_matches.parquet",
    "codes": "picture_codes.parquet",
    "texts": "picture_texts.parquet",
}
ROWS = 10_000  # in memory at a time while tables are joined
COUNTED = ("pictures", "without", "known", "read")


def pictures_of_part(run: Run, number: int) -> PictureTables:
    """Return what the pictures of the offers of one part of the intake showed."""
    folders = [run.state.path(unit) for unit in run.state.parts(STEP) if unit.startswith(f"{STEP}/{number:05}-")]
    if not folders:
        return NO_PICTURES
    return PictureTables(
        **{name: pl.concat(pl.read_parquet(folder / file) for folder in folders) for name, file in FILES.items()}
    )


def with_picture_keys(offers: pl.DataFrame, pictures: PictureTables, dealers: pl.Series) -> pl.DataFrame:
    """Return the offers with the columns that `shared_pictures` compares; a known picture is nobody's own.

    `dealers`: the ids of accounts that owners name.
    """
    known = pictures.matches.filter(pl.col("verdict") == "copy").select("offer_id", "image_id")
    own = pictures.pictures.filter(pl.col("hash").is_not_null()).join(known, on=["offer_id", "image_id"], how="anti")
    keys = own.group_by("offer_id").agg(pl.col("hash").unique().sort().alias(KEYS))
    return offers.join(keys, left_on="id", right_on="offer_id", how="left", maintain_order="left").with_columns(
        pl.col(KEYS).fill_null(pl.lit([], dtype=pl.List(pl.String))),
        pl.col("external_seller_id").is_in(dealers.implode()).fill_null(value=False).alias(BY_DEALER),
    )


def dealers_in(run: Run) -> pl.Series:
    """Return the ids of accounts that owners name by id or name, and of those that bear an owner's own name."""
    rights, tables = run.given.rights, run.given.tables
    named = [*named_sellers(rights), *tables["authorisations"]["seller"], *rights["owner"]]
    keys = name_keys(pl.Series("name", named, dtype=pl.String))
    sellers = tables["sellers"].select("id", key=name_keys(tables["sellers"]["name"]))
    by_name = sellers.filter(pl.col("key").is_in(keys.filter(keys != "").implode()))["id"]
    return pl.concat([pl.Series("id", named, dtype=pl.String), by_name]).unique()


def write_pictures(run: Run, work: Path) -> dict[str, str]:
    """Join the parts to the tables that users get, and return the SHA-256 of each file; none without pictures."""
    if run.request.images is None:
        return {}
    folders = [run.state.path(unit) for unit in run.state.parts(STEP)]
    for name, file in FILES.items():
        with TableWriter(work / file, CONTRACTS[name].create_empty()) as writer:
            for folder in folders:
                for frame in frames_of(folder / file, rows=ROWS):
                    writer.append(CONTRACTS[name].cast(frame))
    return {file: digest_of(work / file) for file in FILES.values()}


def known_rejects(run: Run) -> list[pl.DataFrame]:
    """Return the rejects of known pictures that could not be used, if any are given."""
    return [pl.read_parquet(run.state.path(KNOWN) / REJECTS)] if run.state.has(KNOWN) else []


def picture_record(run: Run) -> dict[str, Any]:
    """Return what run.json says of the pictures; nothing where none were given.

    `files`: in the folder or Parquet file; `looked_at`: pairs of an offer and a picture, those refused among them, by
    reason; `known`: pairs that show a known picture; `words_read`: pictures of which the words were read.
    """
    images = run.request.images
    if images is None:
        return {}
    facts = [run.state.facts(unit) for unit in run.state.parts(STEP)]
    looked_at, without, known, read = (sum(one[name] for one in facts) for name in COUNTED)
    refused = sum((Counter(one["refused"]) for one in facts), Counter[str]())
    told = {
        "name": images.name,
        "files": run.state.facts(f"{STEP}/{END}")["files"],
        "looked_at": looked_at,
        "refused": dict(sorted(refused.items())),
        "offers_without_picture": without,
        "known": known,
        "words_read": read,
        "known_pictures": run.state.facts(KNOWN)["used"],
    }
    return {"pictures": told}


def pictures_of_offer(folder: Path, offer_id: str) -> PictureTables:
    """Return what a finished run kept of the pictures of one offer. Raises UserError for a damaged file."""
    if not (folder / FILES["pictures"]).exists():
        return NO_PICTURES
    try:
        return PictureTables(
            **{
                name: pl.scan_parquet(folder / file).filter(pl.col("offer_id") == offer_id).collect()
                for name, file in FILES.items()
            }
        )
    except (OSError, pl.exceptions.PolarsError) as cause:
        problem = "A table of pictures is missing or damaged."
        raise UserError(problem, cure="Screen again.", file=str(folder)) from cause

"""What do the sellers' offers show? From a file of offers, or from the folder of a finished screening."""

from pathlib import Path

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from counterfoil.linking.offer_signs import offer_signs
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.outputs import SEAL
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population.comparisons import population_of

RADIUS = 31  # bits of 256 within which two pictures are one (facts: recall .986 of re-encoded ones)
CLEAR_ENOUGH = 50  # quality below which a fingerprint tells nothing
ENDINGS = frozenset([".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"])


def signs_in(path: Path, images: Path | None, inputs: Inputs) -> pl.DataFrame:
    """Return the signs of the sellers (seller_id, kind, value) that the offers of a file or a screening show.

    Raises UserError where the offers or the folder of pictures cannot be read.
    """
    offers, population = _screened(path) if (path / SEAL).is_file() else _compared(path, inputs)
    return offer_signs(offers, population, _one_pictures(images) if images else None)


def _screened(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    try:
        return pl.read_parquet(folder / "offers.parquet"), pl.read_parquet(folder / "population.parquet")
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This screening is damaged.", cure="Screen again.", file=str(folder)) from cause


def _compared(path: Path, inputs: Inputs) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the offers of a file and what comparing them with each other finds."""
    kept = []
    with opened(path) as stream:
        for batch in read_offers(stream, file=path.name):
            kept.append(batch.kept)
            inputs.rejects.append(batch.rejects)
    offers = pl.concat(kept).unique("id", keep="first", maintain_order=True)
    inputs.note("offers", path, rows=offers.height)
    return offers, population_of(prepared(offers))


def _one_pictures(folder: Path) -> pl.DataFrame:
    """Return which pictures of a folder are one: image_id, and `picture`, the first that it is nearly equal to."""
    if not folder.is_dir():
        raise UserError("This is no folder of pictures.", cure="Name the folder that holds them.", file=str(folder))
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    from counterfoil.images.fingerprint_rows import fingerprint_rows  # of the extra [images]
    from counterfoil.images.hash_index import filled, hashes_of, laid_over, near

    rows = fingerprint_rows((path.name, path.read_bytes()) for path in files)
    whole = (pl.col("view") == "whole") & (pl.col("form") == "upright") & (pl.col("quality") >= CLEAR_ENOUGH)
    told = rows.filter(whole).sort("image_id")
    if told.is_empty():
        return pl.DataFrame(schema={"image_id": pl.String, "picture": pl.String})
    hashes = hashes_of(told["hash"].to_list())
    found = near(hashes, laid_over(filled(hashes), len(hashes)), radius=RADIUS)
    first = np.arange(len(hashes))
    np.minimum.at(first, found.query, found.row)
    return told.select("image_id", picture=told["image_id"].gather(first))

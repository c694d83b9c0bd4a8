"""Which pictures of a folder belong to which offers? By their names alone; nothing is opened, nothing is fetched.

A picture belongs to an offer whose id it is named by (`<id>.jpg`, `<id>_2.png`), in whose folder it lies (`<id>/…`),
or whose image_link or additional_image_link ends in its name.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import polars as pl

from counterfoil.tables.offer import image_links

SUFFIXES = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
DEEPEST = 8  # folders
MOST = 20  # pictures of an offer: marketplaces take a dozen
UNSAFE = r"[/\\:*?\x22<>|]"  # in ids; many programs write _ for them in names of files
NAMED = {"key": pl.String, "image_id": pl.String}
SHOWN = {"offer_id": pl.String, "image_id": pl.String}


def files_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield name and state of each picture's file below a folder, sorted. A link is passed over: it may lead out."""
    yield from _below(folder, folder, DEEPEST)


def digest_of_listing(folder: Path) -> str:
    """Return the SHA-256 of the names, sizes and times of all pictures: what a folder is bound to."""
    digest = hashlib.sha256()
    for name, state in files_below(folder):
        digest.update(f"{name}\0{state.st_size} {state.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


class Names:
    """The names of a folder's pictures, some hundred bytes in memory for each."""

    def __init__(self, names: list[str]) -> None:
        table = pl.DataFrame({"image_id": names}, schema={"image_id": pl.String}).with_columns(
            base=pl.col("image_id").str.replace(r"^.*/", ""),
            top=pl.col("image_id").str.extract(r"^([^/]*)/"),
        )
        stems = table.with_columns(stem=pl.col("base").str.replace(r"\.[^.]*$", ""))
        alone = stems.filter(pl.col("top").is_null())
        numbered = alone.with_columns(key=pl.col("stem").str.extract(r"^(.+)_\d{1,3}$")).drop_nulls("key")
        self.count = table.height
        self._by_id = pl.concat(
            [
                alone.select("image_id", key="stem"),
                numbered.select("image_id", "key"),
                table.drop_nulls("top").select("image_id", key="top"),
            ]
        ).unique()
        # of two pictures of one name, that which lies on top is meant; deeper ones are told apart by no link
        ranked = table.with_columns(deep=pl.col("top").is_not_null())
        nearest = ranked.filter(pl.col("deep") == pl.col("deep").min().over("base"))
        self._by_link = nearest.filter(pl.len().over("base") == 1).select("image_id", key="base")

    def of(self, offers: pl.DataFrame) -> pl.DataFrame:
        """Return SHOWN: the pictures of each offer, at most MOST, in the order of the offers and of their names."""
        ids = offers.select(offer_id="id", place=pl.int_range(pl.len()))
        by_id = pl.concat(
            [ids.with_columns(key="offer_id"), ids.with_columns(key=pl.col("offer_id").str.replace_all(UNSAFE, "_"))]
        ).unique()
        found = [by_id.join(self._by_id, on="key"), self._linked(offers).join(self._by_link, on="key")]
        pairs = pl.concat([rows.select("place", "offer_id", "image_id") for rows in found]).unique()
        ordered = pairs.sort("place", "image_id")
        return ordered.filter(pl.int_range(pl.len()).over("offer_id") < MOST).select(list(SHOWN))

    def _linked(self, offers: pl.DataFrame) -> pl.DataFrame:
        links = offers.select(
            offer_id="id",
            place=pl.int_range(pl.len()),
            link=image_links(),
        )
        each = links.explode("link", empty_as_null=True, keep_nulls=True).drop_nulls("link")
        last = each["link"].str.replace(r"[?#].*$", "").str.replace(r"^.*[/\\]", "")
        names = pl.Series("key", [unquote(name) for name in last], dtype=pl.String)
        return each.select("offer_id", "place").with_columns(names).filter(pl.col("key") != "")


def _below(root: Path, folder: Path, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith(".") or entry.is_symlink() or not _is_text(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth:
                yield from _below(root, Path(entry.path), depth - 1)
        elif entry.is_file(follow_symlinks=False) and _may_be_a_picture(entry.name):
            yield Path(entry.path).relative_to(root).as_posix(), entry.stat(follow_symlinks=False)


def _may_be_a_picture(name: str) -> bool:
    return "." not in name or name.lower().endswith(SUFFIXES)


def _is_text(name: str) -> bool:
    """False for a name whose bytes are no UTF-8: no offer can name it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

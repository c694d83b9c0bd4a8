"""The pictures that the report shows: of the gravest offers, those that a sign was seen on, small and drawn anew."""

import hashlib
from pathlib import Path

import polars as pl

from counterfoil.documents.report_pictures import Pictures, SmallPicture
from counterfoil.run.pictures.kept import FILES
from counterfoil.run.pictures.looker import Looker
from counterfoil.run.pictures.sources import Source, file_bytes, opened_source
from counterfoil.run.running import Run

OF_AN_OFFER = 2
SIDE = 128  # pixels
_TELLING = ("matches", "codes", "texts")


def drawn(run: Run, work: Path, findings: pl.DataFrame) -> Pictures:
    """Return the pictures by offer for findings (contract Finding) on the offers that the report shows."""
    seen = findings.filter(pl.col("field") == "image_link")
    if run.request.images is None or seen.is_empty():
        return {}
    offers = seen["subject_id"].unique(maintain_order=True)
    own, known = _own(work, offers, seen), _known(run, work, offers)
    looker, source = Looker(), opened_source(run.request.images)
    try:
        small = _small(own, source, looker)
        others = {name: looker.small(name, file_bytes(path), side=SIDE) for name, path, _ in known.values() if path}
    finally:
        looker.close()
    told: dict[str, list[SmallPicture]] = {}
    for offer_id, image_id, _ in own.iter_rows():
        told.setdefault(offer_id, []).append(SmallPicture(small.get(image_id, b""), image_id))
    for offer_id, (name, path, role) in known.items():
        if path:
            told.setdefault(offer_id, []).append(SmallPicture(others[name], name, role))
    return told


def _own(work: Path, offers: pl.Series, seen: pl.DataFrame) -> pl.DataFrame:
    """Return `offer_id`, `image_id` and `sha256` of the offers' pictures that told something, few of each."""
    pair = ["offer_id", "image_id"]
    of_offers = pl.col("offer_id").is_in(offers.implode())
    telling = [pl.scan_parquet(work / FILES[name]).filter(of_offers).select(pair).collect() for name in _TELLING]
    named = seen.select(offer_id="subject_id", image_id="seen").drop_nulls()
    pictures = pl.scan_parquet(work / FILES["pictures"]).filter(of_offers & pl.col("refused").is_null())
    found = (
        pictures.select(*pair, "sha256")
        .collect()
        .join(pl.concat([*telling, named]).unique(), on=pair, how="semi", maintain_order="left")
    )
    return found.filter(pl.int_range(pl.len()).over("offer_id") < OF_AN_OFFER)


def _known(run: Run, work: Path, offers: pl.Series) -> dict[str, tuple[str, Path | None, str]]:
    """Return for each offer the known picture it shows that is no stock picture: its id, path and role."""
    path = run.request.known_pictures
    if path is None:
        return {}
    files = dict(run.given.known_pictures.select("image_id", "file").iter_rows())
    shown = pl.scan_parquet(work / FILES["matches"]).filter(
        pl.col("offer_id").is_in(offers.implode()) & (pl.col("verdict") == "copy") & (pl.col("role") != "stock")
    )
    nearest = shown.sort("role", "distance", "known_id", nulls_last=True).unique("offer_id", keep="first")
    told = nearest.select("offer_id", "known_id", "role").collect()
    return {
        offer_id: (known_id, path.parent / files[known_id] if known_id in files else None, role)
        for offer_id, known_id, role in told.iter_rows()
    }


def _small(own: pl.DataFrame, source: Source, looker: Looker) -> dict[str, bytes]:
    """Return the pictures small, by id; one that is not any more what was looked at is left out."""
    sums = dict(own.select("image_id", "sha256").iter_rows())
    return {
        image_id: looker.small(image_id, data, side=SIDE)
        for image_id, data in source.read(sums)
        if hashlib.sha256(data).hexdigest() == sums[image_id]
    }

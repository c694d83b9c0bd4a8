"""What is seen in the pictures of some offers: each picture once, whoever shows it, and words only where they matter.

Words take seconds, so they are read only on pictures of offers whose text names no mark, and only where the picture is
no known one: whose goods those are is known already.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from counterfoil.images.codes_on_packs import CodeOnPack
from counterfoil.images.fingerprint import INSIDE, LEAST_QUALITY
from counterfoil.images.keypoints import from_bytes
from counterfoil.images.known import known_pictures_shown
from counterfoil.images.look import Look, Wanted, fingerprints_of
from counterfoil.images.words_on_packs import WordsOnPack
from counterfoil.run.pictures.bank import Known
from counterfoil.run.pictures.cache import WordsCache
from counterfoil.run.pictures.looker import Lookers
from counterfoil.run.pictures.sources import Source

TOGETHER = 64  # pictures held against the known ones at a time
AT_ONCE = 64 * 1024 * 1024  # bytes of these pictures
REMEMBERED = 20_000  # pictures of which it is remembered what was seen: some are shown by very many offers
GONE = "The picture is not there, or empty."
Match = dict[str, object]


class Seen(NamedTuple):
    """What one picture shows; `words` is None where they were not read."""

    look: Look
    sha256: str
    hash: str | None  # in hexadecimal
    matches: tuple[Match, ...] = ()
    words: tuple[WordsOnPack, ...] | None = None

    @property
    def is_known(self) -> bool:
        """Say whether it is a copy of a known picture."""
        return any(match["verdict"] == "copy" for match in self.matches)

    @property
    def codes(self) -> tuple[CodeOnPack, ...]:
        """The codes that say a GTIN."""
        return tuple(code for code in self.look.codes if code.gtin is not None)


@dataclass
class Eyes:
    """What looks at pictures, and what it remembers."""

    source: Source
    known: Known
    lookers: Lookers
    codes: bool = True  # whether bar codes are looked for
    words: WordsCache = field(default_factory=WordsCache)
    remembered: OrderedDict[str, Seen] = field(default_factory=OrderedDict)

    def see(self, image_ids: Iterable[str], *, reading: set[str]) -> dict[str, Seen]:
        """Return what is seen in each picture; of those in `reading`, their words too, unless they are known ones."""
        wanted = list(dict.fromkeys(image_ids))
        seen = {one: self.remembered[one] for one in wanted if one in self.remembered}
        fresh = [one for one in wanted if one not in seen]
        for some in _handfuls(self.source.read(fresh)):
            seen |= self._looked_at(some)
        seen |= {one: Seen(Look(one, GONE), "", None) for one in fresh if one not in seen}
        unread = [one for one in wanted if one in reading and _is_worth_reading(seen[one])]
        seen |= self._read(unread, seen)
        self._remember(seen)
        return seen

    def _looked_at(self, some: Iterable[tuple[str, bytes]]) -> dict[str, Seen]:
        sums: dict[str, str] = {}

        def summed() -> Iterator[tuple[str, bytes]]:
            for image_id, data in some:
                sums[image_id] = hashlib.sha256(data).hexdigest()
                if data:
                    yield image_id, data

        wanted = Wanted(keypoints=self.known.pictures is not None, codes=self.codes)
        looks = list(self.lookers.see(summed(), wanted=wanted))
        matches = self._matches(looks, sums)
        return {
            one.image_id: Seen(
                one._replace(keypoints=b""), sums[one.image_id], _hash(one), tuple(matches.get(one.image_id, ()))
            )
            for one in looks
        }

    def _matches(self, looks: list[Look], sums: dict[str, str]) -> dict[str, list[Match]]:
        """Return the known pictures that each one shows; of one that is a known file itself, that file."""
        if self.known.pictures is None:
            return {}
        same = {one.image_id: self.known.same_bytes.get(sums[one.image_id], []) for one in looks}
        files = [(image_id, known_id, "copy", 0) for image_id, known in same.items() for known_id in known]
        others = [one for one in looks if not same[one.image_id]]
        keypoints = {one.image_id: from_bytes(one.keypoints) for one in others if one.keypoints}
        found = known_pictures_shown(fingerprints_of(others), keypoints, self.known.pictures)
        itself = pl.DataFrame(files, schema=dict(list(found.schema.items())[:4]), orient="row")
        shown = pl.concat([itself, found], how="diagonal")
        told = self.known.table.select("role", "right_id", "gtin", known_id="image_id")
        matches: dict[str, list[Match]] = {}
        for row in shown.join(told, on="known_id", maintain_order="left").iter_rows(named=True):
            matches.setdefault(str(row.pop("image_id")), []).append(row)
        return matches

    def _read(self, image_ids: list[str], seen: dict[str, Seen]) -> dict[str, Seen]:
        """Return the pictures with their words, from the cache where they were read before."""
        held = {one: words for one in image_ids if (words := self.words.get(seen[one].sha256)) is not None}
        left = self.source.read([one for one in image_ids if one not in held])
        wanted = Wanted(keypoints=False, codes=False, words=True)
        for look in self.lookers.see(((one, data) for one, data in left if data), wanted=wanted):
            held[look.image_id] = look.words  # of one that is refused now, none
            if look.refused is None:
                self.words.put(seen[look.image_id].sha256, look.words)
        return {one: seen[one]._replace(words=words) for one, words in held.items()}

    def _remember(self, seen: dict[str, Seen]) -> None:
        self.remembered |= seen
        while len(self.remembered) > REMEMBERED:
            self.remembered.popitem(last=False)


def _handfuls(pictures: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Yield the pictures TOGETHER at a time, or fewer where they are large."""
    some: list[tuple[str, bytes]] = []
    for one in pictures:
        some.append(one)
        if len(some) >= TOGETHER or sum(len(data) for _, data in some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _is_worth_reading(one: Seen) -> bool:
    return one.words is None and one.look.refused is None and not one.is_known


def _hash(look: Look) -> str | None:
    """Return the hash by which offers meet: of what the borders enclose, the same however it is turned or mirrored."""
    inside = [one for one in look.fingerprints if one.view == INSIDE] or look.fingerprints
    return min((one.hash.hex() for one in inside if one.quality >= LEAST_QUALITY), default=None)


def tables_of(shown: pl.DataFrame, seen: dict[str, Seen], *, reading: set[str]) -> dict[str, list[dict[str, object]]]:
    """Return the rows of the four picture tables for pairs of `offer_id` and `image_id`; words for offers `reading`."""
    rows: dict[str, list[dict[str, object]]] = {"pictures": [], "matches": [], "codes": [], "texts": []}
    for offer_id, image_id in shown.iter_rows():
        one, of_picture = seen[image_id], {"offer_id": offer_id, "image_id": image_id}
        refused = one.look.refused
        size = {} if refused else {"width": one.look.width, "height": one.look.height}
        own = {"sha256": one.sha256 or None, "hash": one.hash, "refused": refused}
        rows["pictures"].append(of_picture | size | own)
        rows["matches"] += [of_picture | match for match in one.matches]
        rows["codes"] += [of_picture | {"symbology": code.symbology, "gtin": code.gtin} for code in one.codes]
        if offer_id in reading:
            rows["texts"] += [of_picture | word._asdict() for word in one.words or ()]
    return rows

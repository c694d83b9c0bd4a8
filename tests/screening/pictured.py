"""What was seen on a few pictures of a few offers, as the tables that screening receives."""

from typing import Any

from counterfoil.screening.pictures.given import CONTRACTS, PictureTables
from screening.screened import Row, table

SHOE = "o-1.jpg"  # the picture of offer o-1, to which facts belong where no other is named


def seen_on_pictures(
    *,
    matches: list[Row] | None = None,
    codes: list[Row] | None = None,
    texts: list[Row | str] | None = None,
    hashes: dict[str, str] | None = None,
) -> dict[str, PictureTables]:
    """Return `pictures` for `screened`; each offer has one picture, `hashes` by offer are its fingerprints."""
    own = {"offer_id": "o-1", "image_id": SHOE}
    words = [{"text": row} if isinstance(row, str) else row for row in texts or []]
    shown: dict[str, list[dict[str, Any]]] = {
        "matches": [own | {"verdict": "copy", "known_id": "known.jpg", "distance": 3} | row for row in matches or []],
        "codes": [own | {"symbology": "EAN-13"} | row for row in codes or []],
        "texts": [own | {"confidence": 0.95} | row for row in words],
    }
    known = {
        offer: {"offer_id": offer, "image_id": f"{offer}.jpg", "hash": hash_} for offer, hash_ in (hashes or {}).items()
    }
    shown["pictures"] = list(({"o-1": own} | known).values())
    return {"pictures": PictureTables(**{name: table(CONTRACTS[name], rows) for name, rows in shown.items()})}

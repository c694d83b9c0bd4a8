"""What a process that looks at pictures has told, taken at no more than its word: types and sizes are checked."""

from typing import Any

from counterfoil.codes.gtin import is_valid
from counterfoil.images.codes_on_packs import CodeOnPack
from counterfoil.images.colour import COLOUR_BYTES
from counterfoil.images.fingerprint import Fingerprint
from counterfoil.images.look import Look, Wanted
from counterfoil.images.words_on_packs import WordsOnPack

__all__ = ["Look", "Wanted", "looked"]

HASH_BYTES = 32


def looked(head: dict[str, Any], keypoints: bytes, *, image_id: str) -> Look:
    """Return the look that a frame tells. Raises LookupError, TypeError or ValueError for one that tells none."""
    if head["refused"] is not None:
        return Look(image_id, str(head["refused"]))
    return Look(
        image_id,
        None,
        int(head["width"]),
        int(head["height"]),
        tuple(_fingerprint(**one) for one in head["fingerprints"]),
        keypoints,
        tuple(_code(**one) for one in head["codes"]),
        tuple(WordsOnPack(str(one["text"]), min(1.0, max(0.0, float(one["confidence"])))) for one in head["words"]),
    )


def _fingerprint(view: str, form: str, hash: str, quality: int, colour: str) -> Fingerprint:
    bits, fields = bytes.fromhex(hash), bytes.fromhex(colour)
    if (len(bits), len(fields)) != (HASH_BYTES, COLOUR_BYTES):
        raise ValueError("no fingerprint")
    return Fingerprint(str(view), str(form), bits, int(quality), fields)


def _code(symbology: str, value: str, gtin: str | None) -> CodeOnPack:
    return CodeOnPack(str(symbology), str(value), gtin if gtin is not None and is_valid(gtin) else None)

"""How does a field stand in a record, so that it can be withheld later and the record still holds? As a salted digest.

A record is told as `{field: [salt, value]}`. What is sealed of it is its *entry*, which holds of each field nothing but
the SHA-256 of salt, name and value. So a field that is told and one that is withheld (`{field: digest}`) give the same
entry, and who does not know the salt can try no value. Destroying the salt of a value deletes the value for good, and
the entry still proves that a value stood there (as in selective disclosure of tokens, RFC 9901).
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Mapping
from typing import Any

from counterfoil.custody.canonical import NotCanonical, Value, canonical

SALT_BYTES = 16  # 128 bits, as RFC 9901, section 9.3 recommends
SEED_BYTES = 32
DIGEST = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")

Told = list[Any]  # [salt, value]
Record = Mapping[str, Told | str]


def salt_of(seed: bytes, place: tuple[str, int, str], value: Value) -> str:
    """Return the salt (hex) of the value at (table, number of the record, field): always the same for one seed.

    The value is in it, so that a value which changed between two bundles has a salt that nobody has seen. `seed` is
    secret and drawn by chance; who knows it can try values.
    """
    return hmac.digest(seed, canonical([*place, value]), "sha256")[:SALT_BYTES].hex()


def commitment(salt: str, field: str, value: Value) -> str:
    """Return the salted digest of a field: SHA-256 of the canonical JSON of [salt, field, value], in hex."""
    return hashlib.sha256(canonical([salt, field, value])).hexdigest()


def told(values: Mapping[str, Value], *, seed: bytes, table: str, number: int) -> dict[str, Told | str]:
    """Return a record that tells all of its values, each with its salt."""
    return {field: [salt_of(seed, (table, number, field), value), value] for field, value in values.items()}


def entry_of(record: Record) -> bytes:
    """Return what is sealed of a record: the canonical JSON of {field: salted digest}, told or withheld.

    Raises NotCanonical where a field is neither [salt, value] nor a digest.
    """
    digests: dict[str, Any] = {}
    for field, content in record.items():
        if type(content) is list and len(content) == 2 and type(content[0]) is str and SALT.fullmatch(content[0]):
            digests[field] = commitment(content[0], field, content[1])
        elif type(content) is str and DIGEST.fullmatch(content):
            digests[field] = content
        else:
            raise NotCanonical(f"the field {field[:64]} is neither told with its salt nor withheld")
        if not NAME.fullmatch(field):
            raise NotCanonical("it holds a field with an unusual name")
    return canonical(digests)


def without(record: Record, fields: Collection[str]) -> dict[str, Told | str]:
    """Return the record with some fields withheld: each its salted digest, without value and salt."""
    return {
        field: commitment(content[0], field, content[1]) if field in fields and isinstance(content, list) else content
        for field, content in record.items()
    }


def values_told(record: Record) -> dict[str, Any]:
    """Return the values of those fields that are told."""
    return {field: content[1] for field, content in record.items() if isinstance(content, list)}

"""A short code of a file, which people can read out and compare: ten signs in two groups, such as K7QF2-9MTXA.

The signs are the 32 of Crockford's base 32 (https://www.crockford.com/base32.html), which leaves out I, L, O and U, so
that no two are taken for each other. They are the first 50 bits of the SHA-256 of the file: enough to tell whether a
paper and a file belong together, while who made the file is told by its signature.
"""

import hashlib

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 10, 5
_ALIKE = str.maketrans("ILO", "110")


def short_code(data: bytes) -> str:
    """Return the code of a file's bytes."""
    number = int.from_bytes(hashlib.sha256(data).digest()) >> (256 - 5 * LENGTH)
    signs = [SIGNS[number >> 5 * place & 31] for place in reversed(range(LENGTH))]
    return "".join(signs[:GROUP]) + "-" + "".join(signs[GROUP:])


def is_same(code: str, other: str) -> bool:
    """Return whether two codes are the same as people write them: small letters, blanks, O for 0, I and L for 1."""
    return _plain(code) == _plain(other)


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper().translate(_ALIKE) if sign in SIGNS)

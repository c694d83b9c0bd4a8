"""What of a word stays when it is written down by ear, or without vowels?

Consonants that one language writes for another's are one letter (q, k, hard c; w, v; ph, f), vowels and doubled letters
are dropped. So Qaddafi, Gaddafi and Arabic qdhafy meet. It is looser than a spelling: two words need two letters of it.
"""

import re
from functools import lru_cache

SHORTEST = 2  # letters of a skeleton by which two words may be one
_CLUSTERS = (
    (r"^(?:kh|gh)", "h"), (r"shch|sch|sh|tch|tsch|ch|zh|dzh|dj|cz|sz|[cjzx](?=[eiy])", "s"), (r"tz|ts", "s"),
    (r"ph", "f"), (r"kh|gh|ck|q|c|g", "k"), (r"x", "ks"), (r"w", "v"), (r"th|dh", "t"), (r"d", "t"), (r"z|j", "s"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), put) for pattern, put in _CLUSTERS)
_VOWELS = re.compile(r"[aeiouyh]|(?<=[aeiou])v(?=$)")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=262_144)
def skeleton(word: str) -> str:
    """Return the consonants of a word in small Latin letters; "" for one of vowels alone."""
    for pattern, put in _RULES:
        word = pattern.sub(put, word)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))

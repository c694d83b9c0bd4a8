"""Where do capitals show that another word begins: PylePro, byGUCCI, GUCCIBag, GUCCIbag?"""


def has_hump(written: str, cut: int) -> bool:
    """True when the capitals of a word, a to z alone, show that another word begins at `cut`."""
    last, first = written[cut - 1], written[cut]
    if _is_large(first):
        return _is_small(last) or (_is_large(last) and _is_small(written[cut + 1 : cut + 2]))
    return _is_small(first) and _is_large(last) and cut > 1 and _is_large(written[cut - 2])


def _is_small(letter: str) -> bool:
    return letter.isascii() and letter.islower()


def _is_large(letter: str) -> bool:
    return letter.isascii() and letter.isupper()

"""How are names of columns compared? As they are found by name, and in words, as people mean them."""

import re
from functools import lru_cache


@lru_cache(maxsize=10_000)  # a request names its columns anew each time
def plain(name: str) -> str:
    """Return the name as it is compared: "G:Image Link" and "image_link" are alike."""
    return re.sub(r"[\s\-.]+", "_", name.strip().lower().removeprefix("g:"))


def split_words(name: str) -> str:
    """Return "ProductID", "product_id", "Product ID 1" and "Product ID (old)" as "product id"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[(\[].*?[)\]]", " ", name))
    return re.sub(r"[\s_\-./:#*]+", " ", parted).strip().lower().removesuffix(" 1")

"""Which pictures are known on the example marketplace? Owners' own photographs, two seized goods', and everybody's.

Not every owner has sent photographs: Skarv boots, brake pads and model railways are known by none.
"""

COLUMNS = ["file", "role", "right_id"]

_OFFICIAL = {
    "r-02": ("fjord-runner-blue", "fjord-runner-rust"),
    "r-05": ("replica-nocturne",),
    "r-06": ("ambre-vesper",),
    "r-09": ("tokimori-field",),
    "r-10": ("tokimori-diver",),
    "r-12": ("fiorana-cognac", "fiorana-mini"),
    "r-13": ("kestrel-black", "kestrel-silver", "kestrel-buds"),
    "r-15": ("klossby-harbour", "klossby-space", "klossby-box"),
    "r-22": ("ostervind-mint", "ostervind-graphite"),
    "r-24": ("pemberlow-green", "pemberlow-slate"),
}
_COUNTERFEIT = {"r-10": ("tokimori-false",), "r-12": ("bellacorte-false",)}  # of test purchases in October
_STOCK = ("carton", "jam", "lantern", "mirror", "shelf", "sofa", "tree", "heron", "framed-print")


def known_pictures() -> list[dict[str, str]]:
    """Return the rows of the table of known pictures, under COLUMNS."""
    rows = [(name, "official", right) for right, names in _OFFICIAL.items() for name in names]
    rows += [(name, "counterfeit", right) for right, names in _COUNTERFEIT.items() for name in names]
    rows += [(name, "stock", "") for name in _STOCK]
    return [{"file": f"pictures/{name}.png", "role": role, "right_id": right} for name, role, right in rows]

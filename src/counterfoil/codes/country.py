"""Which country does a name or code mean, and which countries are one place to a seller?

Codes, names and subdivisions: ISO 3166-1 and 3166-2 as shipped with pycountry. Everyday names are added by hand.
"""

import unicodedata
from functools import cache

import pycountry

# Names that people write and ISO 3166-1 does not list.
_EVERYDAY = {
    "USA": "US", "U.S.A.": "US", "United States of America": "US", "UK": "GB", "Great Britain": "GB", "UAE": "AE",
    "England": "GB", "Scotland": "GB", "Wales": "GB", "Northern Ireland": "GB", "HK": "HK", "HKSAR": "HK",
    "Hong Kong SAR": "HK", "Macau": "MO", "Mainland China": "CN", "PR China": "CN", "South Korea": "KR",
    "Republic of Korea": "KR", "Russia": "RU", "Turkey": "TR", "Czech Republic": "CZ", "Holland": "NL",
    "Ivory Coast": "CI", "Swaziland": "SZ", "Macedonia": "MK", "Brunei": "BN", "Laos": "LA", "Vatican City": "VA",
    "Cape Verde": "CV", "East Timor": "TL", "Palestine": "PS", "Syria": "SY", "Micronesia": "FM",
}  # fmt: skip

# Countries between which an address may name either: territories, unions and lands under dispute. A part naming
# one beside another is no contradiction.
_ALIKE = (
    "CN HK MO TW", "US PR GU VI AS MP UM", "GB IE GG JE IM GI", "FR GP MQ GF RE YT NC PF PM WF BL MF MC",
    "NL AW CW SX BQ", "DK GL FO", "FI AX", "NO SJ", "AU NF CX CC", "NZ CK NU TK", "IT SM VA", "IL PS", "CY TR",
    "MA EH",
)  # fmt: skip


def key_of(name: str) -> str:
    """Return a name without case, accents, blanks and marks, so that "New York" and "NewYork" are one."""
    letters = unicodedata.normalize("NFKD", name).lower()
    return "".join(letter for letter in letters if letter.isalnum())


def normalise(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a code or a country's name, or "" where it is neither."""
    code = text.strip().upper()
    return code if pycountry.countries.get(alpha_2=code) else names().get(key_of(text), "")


def format(code: str) -> str:
    """Return a country's everyday name for its alpha-2 code ("HK" → Hong Kong), or the text itself."""
    entry = pycountry.countries.get(alpha_2=code)
    return str(getattr(entry, "common_name", entry.name)).split(",")[0] if entry else code


def is_valid(text: str) -> bool:
    """Return whether the text is a country's alpha-2 code or name."""
    return normalise(text) != ""


@cache
def names() -> dict[str, str]:
    """Return the alpha-2 code of each country's full name, by `key_of` the name; codes are not among them."""
    known = {key_of(name): code for name, code in _EVERYDAY.items()}
    for entry in pycountry.countries:
        spoken = {entry.name, entry.name.split(",")[0]} if ", " in entry.name else {entry.name}
        for attribute in ("common_name", "official_name"):
            spoken.add(getattr(entry, attribute, entry.name))
        for name in spoken:
            known.setdefault(key_of(name), str(entry.alpha_2))
    for unclear in ("korea", "virginislands", "congo"):  # two countries answer to the first half of the name
        known.pop(unclear, None)
    return known


@cache
def subdivision_names() -> frozenset[tuple[str, str]]:
    """Return (key of the name, alpha-2 code) of every state, province, region and borough of ISO 3166-2."""
    return frozenset((key_of(entry.name), str(entry.country_code)) for entry in pycountry.subdivisions)


@cache
def alike() -> dict[str, str]:
    """Return, for each country of a group that counts as one place, the group's first country."""
    return {code: group.split()[0] for group in _ALIKE for code in group.split()}

"""Invented sellers for measuring: every one different, so that nothing that is remembered makes the figure better."""

import random

import polars as pl

_WORDS = """
Amber Birch Cedar Delta Ember Falcon Granite Harbor Indigo Juniper Kestrel Lumen Maple Nimbus Opal Pioneer Quartz
Peak Ridge Valley Brook Forge Field Stone Crest Point Haven Works Lane Gate Mill Grove Cove Bridge Spring
Trading Supply Outfitters Goods Market Imports Traders Direct Store Wholesale Partners Collective
Anna Boris Carla Dmitri Elena Farid Greta Hassan Ines Jonas Karim Lena Mikhail Nadia Omar Petra Rosa Samir
Albrecht Bianchi Carvalho Dubois Eriksen Farouk Gruber Haddad Ivanov Jansen Kovacs Larsen Moreau Novak Ozturk
"""
FIRST, SECOND, THIRD, GIVEN, FAMILY = (line.split() for line in _WORDS.strip().splitlines())
PLACES = {
    "US": ("Portland, Oregon, United States", "97205", "+1503555{:04d}", "99-{:07d}", "98{:07d}"),
    "DE": ("Düsseldorf, Germany", "40213", "+49211555{:04d}", "DE98{:07d}", "DE9899999999000000{:04d}"),
    "CN": ("Shenzhen, China", "518000", "+86755888{:05d}", "91440300MA98{:04d}0B", "98-{:08d}"),
    "GB": ("Bristol, United Kingdom", "BS1 4DJ", "+44117496{:04d}", "GB98{:07d}", "GB61XXXX999999{:08d}"),
}  # fmt: skip
SEED = 20_261_108


def sellers(count: int, *, first: int) -> pl.DataFrame:
    """Return so many sellers, numbered from `first`, as a file would give them: texts under the columns of Seller."""
    chance = random.Random(SEED + first)
    return pl.DataFrame([_seller(number, chance) for number in range(first, first + count)])


def _seller(number: int, chance: random.Random) -> dict[str, str]:
    country = chance.choice(list(PLACES))
    place, code, phone, tax, account = PLACES[country]
    middle = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {_letters(number)}"
    name = f"{middle} {chance.choice(THIRD)} LLC"
    return {
        "id": f"s-{number}",
        "name": name,
        "alias": middle,
        "country": country,
        "address": f"{number} Invented Street, {place}",
        "postalCode": code,
        "registrationNumber": f"EX-{number:06d}",
        "taxNumber": tax.format(number),
        "email": f"office{number}@shop{number % 997}.example.com",
        "phone": phone.format(number % 10_000),
        "bankAccount": account.format(number),
        "bankRouting": "980000007" if country == "US" else "",
        "bankHolder": middle.upper() if number % 5 == 0 else name,  # one bank in five writes it its own way
        "beneficialOwner": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{_letters(number).lower()}",
        "declared_types": "footwear; bags",
        "status": "active",
        "opened_at": "2026-01-05T09:00:00Z",
    }


def _letters(number: int) -> str:
    """Return a word that no other number has, so that names are different and sound different."""
    syllables = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    word = ""
    while number or not word:
        number, at = divmod(number, len(syllables))
        word += syllables[at]
    return word.capitalize()

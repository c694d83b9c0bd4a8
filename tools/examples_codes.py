"""Which product, place and pallet numbers do the examples carry? Only ones that GS1 keeps for examples.

GS1 prefix 952 is set aside for demonstrations, so no real company owns these numbers
(rule 2.18 "GS1 prefix 952 for examples", https://www.gs1.org/node?page=112). Check digits: GS1 General
Specifications 7.9, by python-stdnum.
"""

from stdnum import ean

FACILITY_PREFIX = "9529001"  # Tidewater Fulfilment, the operator of both warehouses
STRANGER_PREFIX = "9529999"  # a company that owns none of the marks


def gtin(prefix: str, item: int) -> str:
    """Return a GTIN-13: a company prefix of seven digits, five digits for the item, one check digit."""
    body = f"{prefix}{item:05d}"
    return body + str(ean.calc_check_digit(body))


def gln(prefix: str, place: int) -> str:
    """Return a GLN: built like a GTIN-13, for a place."""
    return gtin(prefix, place)


def sscc(prefix: str, serial: int) -> str:
    """Return an SSCC: extension digit 0, seven digits of prefix, nine of serial, one check digit."""
    body = f"0{prefix}{serial:09d}"
    return body + str(ean.calc_check_digit(body))


def wrong_check_digit(number: str) -> str:
    """Return the number with its last digit raised by one, so that the check fails."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)

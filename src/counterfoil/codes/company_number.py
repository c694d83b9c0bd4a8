"""Is a company's or a person's number one that its country can have given out? Form and check digits, no look-up.

Each country has several kinds of number, and a form asks for one without saying which: a number stands when any of its
country's kinds fits. Which digits check: python-stdnum, https://arthurdejong.org/python-stdnum/.
"""

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

from stdnum.util import get_cc_module

VALID, INVALID, PLACEHOLDER, UNKNOWN = "valid", "invalid", "placeholder", "unknown"
TAX, VAT, REGISTRATION, LEI = "tax", "vat", "registration", "lei"
KEPT = 1 << 16  # answers remembered

# What the tax office knows a business or a person by, beside the VAT number.
_TAX = {
    "AR": "cuit", "AT": "tin", "AU": "abn tfn acn", "BE": "bis nn", "BG": "egn", "BR": "cnpj cpf", "BY": "unp",
    "CA": "bn sin", "CH": "uid ssn", "CL": "rut", "CN": "uscc ric", "CO": "nit", "CR": "cpj cpf cr", "CZ": "dic rc",
    "DE": "stnr idnr", "DK": "cvr cpr", "DO": "rnc cedula", "DZ": "nif", "EC": "ruc ci", "EE": "registrikood ik",
    "EG": "tn", "ES": "nif nie cif", "FI": "ytunnus hetu", "FR": "siren siret nif", "GB": "utr", "GH": "tin",
    "GR": "amka", "GT": "nit", "HR": "oib", "ID": "npwp nik", "IE": "pps", "IL": "hp idnr", "IN": "pan gstin",
    "IS": "kennitala", "IT": "iva codicefiscale", "JP": "cn in_", "KE": "pin", "KR": "brn rrn", "LI": "peid",
    "MA": "ice", "MD": "idno", "ME": "pib", "MK": "edb", "MT": "vat", "MX": "rfc", "MY": "nric", "MZ": "nuit",
    "NL": "bsn btw", "NO": "orgnr fodselsnummer", "NZ": "ird", "PE": "ruc cui", "PL": "nip pesel", "PT": "nif",
    "PY": "ruc", "RO": "cui cnp", "RS": "pib", "RU": "inn", "SE": "orgnr personnummer", "SG": "uen", "SI": "ddv",
    "SK": "rc", "SM": "coe", "SN": "ninea", "SV": "nit", "TH": "tin moa pin", "TN": "mf", "TR": "vkn tckimlik",
    "TW": "ubn", "UA": "edrpou rntrc", "US": "ein ssn itin atin", "UY": "rut", "VE": "rif", "VN": "mst",
    "ZA": "tin",
}  # fmt: skip
# What its register of companies knows it by, where all of its numbers can be checked: not those of Germany (a court and
# a number), India, South Korea or Poland, whose registers give out numbers without check digits too.
_REGISTRATION = {
    "AT": "businessid", "AU": "acn abn", "BE": "vat", "BR": "cnpj", "CH": "uid", "CN": "uscc", "CZ": "dic",
    "DK": "cvr", "EE": "registrikood", "FI": "ytunnus", "FR": "siren siret rcs", "JP": "cn", "NO": "orgnr",
    "RO": "cui onrc", "RU": "ogrn inn", "SE": "orgnr", "SG": "uen", "TW": "ubn", "UA": "edrpou", "VN": "mst",
}  # fmt: skip
_MODULE_OF = {"IN": "in_", "IS": "is_", "DO": "do"}  # words of Python
_SIGNS = re.compile(r"[\W_]+")
_NOTHING = {"NA", "NONE", "NULL", "NIL", "TBD", "UNKNOWN", "PENDING", "XXX", "TEST", "NOTAPPLICABLE"}


@lru_cache(maxsize=KEPT)
def judged(number: str, country: str, kind: str) -> str:
    """Return valid, invalid, placeholder ("N/A", 000000000, 123456789) or unknown (nothing to check it by).

    `country` is an alpha-2 code, `kind` one of TAX, VAT, REGISTRATION and LEI, which no country matters for.
    """
    if is_placeholder(number):
        return PLACEHOLDER
    validators = _validators(country, kind)
    if not validators:
        return UNKNOWN
    return VALID if any(validator.is_valid(number) for validator in validators) else INVALID


def is_placeholder(number: str) -> bool:
    """Return whether a number was only written to fill the field."""
    bare = _SIGNS.sub("", number).upper()
    digits = bare.removeprefix("0") or bare
    counted = "12345678901234567890"
    return not bare or bare in _NOTHING or len(set(bare)) == 1 or (len(digits) > 4 and counted.startswith(digits))


@lru_cache(maxsize=4096)
def _validators(country: str, kind: str) -> tuple[Any, ...]:
    if kind == LEI:
        return (import_module("stdnum.lei"),)
    if kind == VAT:
        return _vat(country)
    table = _TAX if kind == TAX else _REGISTRATION
    folder = _MODULE_OF.get(country, country.lower())
    own = tuple(import_module(f"stdnum.{folder}.{name}") for name in table.get(country, "").split())
    return own + (_vat(country) if own or kind == TAX else ())


def _vat(country: str) -> tuple[Any, ...]:
    found = get_cc_module(country.lower(), "vat") if len(country) == 2 else None
    return (found,) if found else ()

"""In which countries is a registration in force? By the office or the territory that it names.

A mark of the European Union holds in all its states (Regulation (EU) 2017/1001, article 1(2)), a Benelux mark in three
(Benelux Convention on Intellectual Property, article 1.14). ST.3 codes: https://www.wipo.int/standards/en/st3.html.
"""

from counterfoil.codes import country

UNION = tuple("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
AREA = tuple(sorted((*UNION, "IS", "LI", "NO")))  # the European Economic Area
BENELUX = ("BE", "LU", "NL")
_OFFICES = {"EM": UNION, "EU": UNION, "EUIPO": UNION, "BX": BENELUX, "BENELUX": BENELUX, "BOIP": BENELUX}
_NATIONAL = {"USPTO": "US", "UKIPO": "GB", "CNIPA": "CN", "JPO": "JP", "DPMA": "DE", "INPI": "FR", "KIPO": "KR"}


def countries(territory: str) -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-2 codes of a territory or an office: "EM" → 27, "USPTO" → US, "US;CA" → both.

    Empty for what is not known, such as an international registration, that tells only where it was filed.
    """
    known = [_one(part.strip()) for part in territory.replace(";", ",").split(",") if part.strip()]
    return tuple(dict.fromkeys(code for codes in known for code in codes)) if all(known) else ()


def _one(name: str) -> tuple[str, ...]:
    upper = name.upper()
    if upper in _OFFICES:
        return _OFFICES[upper]
    code = _NATIONAL.get(upper) or country.normalise(name)
    return (code,) if code else ()

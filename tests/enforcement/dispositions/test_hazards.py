"""Which titles and customs codes tell that goods are hazardous waste, and which only look so?"""

import pytest

from counterfoil.enforcement.dispositions.hazards import hazards, hazards_of

LITHIUM = "lithium batteries (UN 3480, 3481, 3090, 3091)"
TOLD = [
    ("Orlune Ambre Vesper Eau de Parfum, 100 ml", None, ["perfume (UN 1266)"]),
    ("Voltaro Prime AAA batteries, pack of 24", None, ["batteries"]),
    ("Silver Kestrel SK-500 wireless noise-cancelling headphones, black", None, [LITHIUM]),
    ("Dunmarrow DM20 cordless drill driver, with 2.0 Ah battery", None, [LITHIUM]),
    ("Power bank 20000mAh", None, [LITHIUM]),
    ("Goods of an unknown kind", "3303.00.30", ["perfume (UN 1266)"]),
    ("Goods of an unknown kind", "8507.60", [LITHIUM]),
    ("Hair spray, strong hold", None, ["aerosols (UN 1950)"]),
    (None, "9613.10", ["lighters (UN 1057)"]),
    ("Halvorsen Fjord Runner trail running shoes, blue, EU 42", "6404.11", []),
    ("Phone case for a wireless charger", None, []),
    ("Battery case for AA cells", None, []),
    ("Fragrance free soap", None, []),
    ("Mossbeck Alder the bear soft toy, 32 cm", "not a code", []),
    (None, None, []),
]


@pytest.mark.parametrize(("title", "code", "wanted"), TOLD)
def test_hazards_are_told_by_title_type_and_code(title: str | None, code: str | None, wanted: list[str]) -> None:
    assert hazards_of(title, code=code) == wanted


def test_every_hazard_has_words_and_codes_that_are_customs_codes() -> None:
    assert len(hazards()) >= 6
    for one in hazards():
        assert one.codes
        assert all(one.codes)
        assert all(len(number) == 4 and number.isdecimal() for number in one.un)

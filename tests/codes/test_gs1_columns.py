"""Do whole columns of GS1 keys say what `gs1.parse` says of each?"""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import gs1
from counterfoil.codes.gs1_columns import THING, things

SERIALS = st.text("0123456789ABCxyz.-_/%*+ é", min_size=1, max_size=22)
BODIES = st.from_regex(r"[0-9]{13}", fullmatch=True)
LINKS = st.builds(
    lambda host, body, wrong, lot, serial: (
        f"https://{host}/01/{body}{(int(gs1.check_digit(body)) + wrong) % 10}{lot}/21/{serial}"
    ),
    st.sampled_from(["id.gs1.org", "example.com", "example.com/shoes", "EXAMPLE.com:80"]),
    BODIES,
    st.sampled_from([0, 0, 0, 1]),
    st.sampled_from(["", "/10/HS2608A", "/22/V2", "/10/"]),
    SERIALS,
)
URNS = st.builds(
    lambda scheme, body, parted, serial: f"urn:epc:id:{scheme}:{body[:parted]}.{body[parted:]}.{serial}",
    st.sampled_from(["sgtin", "sgtin", "SGTIN", "sscc"]),
    BODIES,
    st.integers(3, 13),
    SERIALS,
)


def parsed(text: str) -> tuple[str | None, str | None, str | None]:
    key = gs1.parse(text)
    if key is None or key.kind != "gtin" or not key.serial:
        return None, None, None
    return key.number, key.serial, key.lot or None


@given(st.lists(st.one_of(LINKS, URNS, st.text(max_size=30)), max_size=8))
def test_the_columns_say_what_each_text_is(texts: list[str]) -> None:
    found = things(pl.Series(texts, dtype=pl.String))
    assert found.columns == list(THING)
    assert found.rows() == [parsed(text) for text in texts]


def test_both_forms_of_one_shoe_are_one() -> None:
    urn, link = (
        "urn:epc:id:sgtin:9521011.000102.HS26080001",
        "https://id.gs1.org/01/09521011001028/10/HS2608A/21/HS26080001",
    )
    found = things(
        pl.Series(
            [
                urn,
                link,
                "https://id.gs1.org/01/09521011001027/21/HS26080001",
                "urn:epc:id:sscc:9529001.0000412001",
                None,
            ]
        )
    )
    assert found["serial"].to_list() == ["HS26080001", "HS26080001", None, None, None]
    assert found["gtin"].n_unique() == 2
    assert found["lot"].to_list()[:2] == [None, "HS2608A"]

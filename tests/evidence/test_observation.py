"""Are signs turned into findings, one per offer, right and kind, with the place and both sentences?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.evidence.observation import observe
from counterfoil.tables.finding import Finding

COLUMNS = [name for name in Finding.column_names() if name not in ("weight", "rule_version")]


@evidence(scope="mention", party="Altered: “{seen}”.", source="-")
def altered() -> Sign:
    """The {field} writes {mark}, a mark of {owner}, as “{seen}”, not “{expected}”."""
    return Sign(when=pl.col("manner") == "broken", expected=pl.col("mark"))


@evidence(scope="mention", party="Low.", source="-")
def cheap() -> Sign:
    """The price is {percent} %."""
    return Sign(when=pl.col("ratio") < 50, field="price", seen=pl.col("ratio"), words={"percent": pl.col("ratio")})


@evidence(scope="mention", party="Graded.", source="-")
def graded() -> Sign:
    """Graded."""
    return Sign(when=pl.col("ratio") < 50, field="title", start=pl.lit(2), end=pl.lit(4))


ROWS = pl.DataFrame(
    {
        "subject_id": ["o-1", "o-1", "o-2", "o-3"],
        "right_id": ["r-1", "r-1", "r-1", None],
        "mark": ["Gucci", "Gucci", "Gucci", None],
        "owner": ["G SpA", "G SpA", "G SpA", None],
        "field": ["item_location", "title", "title", "title"],
        "start": [3, 9, 0, None],
        "end": [8, 14, 5, None],
        "seen": ["G-ucci", "Gu*cci", "Gucci", None],
        "manner": ["broken", "broken", "plain", None],
        "ratio": [80, 80, 26, None],
    }
)


def test_the_first_of_several_is_kept_with_its_place_and_sentences() -> None:
    assert observe(ROWS, [altered], subject_kind="offer").rows(named=True) == [
        {
            "subject_kind": "offer",
            "subject_id": "o-1",
            "right_id": "r-1",
            "kind": "altered",
            "field": "item_location",
            "start": 3,
            "end": 8,
            "seen": "G-ucci",
            "expected": "Gucci",
            "detail": "The item location writes Gucci, a mark of G SpA, as “G-ucci”, not “Gucci”.",
            "party_detail": "Altered: “G-ucci”.",
        }
    ]


def test_a_sign_of_another_field_does_not_take_the_row_s_place() -> None:
    found = observe(ROWS, [cheap, graded], subject_kind="offer")
    assert found.select("subject_id", "kind", "field", "start", "end", "seen", "detail").rows() == [
        ("o-2", "cheap", "price", None, None, "26", "The price is 26 %."),
        ("o-2", "graded", "title", 2, 4, "Gucci", "Graded."),
    ]


def test_columns_and_types_are_those_of_the_contract_with_and_without_rows_and_kinds() -> None:
    for found in (
        observe(ROWS, [altered, cheap], subject_kind="offer"),
        observe(ROWS.clear(), [altered, cheap], subject_kind="offer"),
        observe(ROWS, [], subject_kind="offer"),
        observe(ROWS.select("subject_id", "ratio"), [cheap], subject_kind="offer"),
    ):
        assert found.columns == COLUMNS
        Finding.validate(found.with_columns(weight=pl.lit(0, dtype=pl.Int64), rule_version=pl.lit("m-1")), cast=False)

"""What is a mark made of?"""

import polars as pl
import pytest

from counterfoil.codes.mark_feature import FEATURES, features, of_uspto


@pytest.mark.parametrize(
    ("code", "feature"),
    [
        ("1", "word"), ("4000", "word"), ("4", "word"), ("2", "figurative"), ("3S16", "combined"),
        ("5", "stylized characters"), ("6", "other"), ("9", "other"), ("", ""),
    ],
)  # fmt: skip
def test_drawing_codes_of_the_uspto(code: str, feature: str) -> None:
    assert of_uspto(code) == feature


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("WORD", "word"), ("Standard Characters", "word"), ("STYLIZED_CHARACTERS", "stylized characters"),
        ("3-D", "three dimensional"), ("Shape 3D", "three dimensional"), ("FIGURATIVE", "figurative"),
        ("unheard of", "other"), (None, None),
    ],
)  # fmt: skip
def test_names(text: str | None, feature: str | None) -> None:
    assert pl.select(features(pl.lit(text, dtype=pl.String))).item() == feature


def test_every_feature_names_itself() -> None:
    assert pl.DataFrame({"text": FEATURES}).select(features(pl.col("text"))).to_series().to_list() == list(FEATURES)

"""How counts, weights, prices and times read."""

from decimal import Decimal

import pytest

from counterfoil.documents import words


def test_counts_agree_with_their_nouns() -> None:
    assert [words.counted(n, "offer") for n in (0, 1, 2, 12_345)] == [
        "0 offers",
        "1 offer",
        "2 offers",
        "12,345 offers",
    ]


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_enumerations(parts: list[str], text: str) -> None:
    assert words.listed(parts) == text


@pytest.mark.parametrize(
    ("weight", "text", "figures"),
    [
        (0, "no weight of its own", "0.00"),
        (1, "slight sign of infringement", "+0.00"),
        (999, "slight sign of infringement", "+1.00"),
        (1_000, "moderate sign of infringement", "+1.00"),
        (3_000, "strong sign of infringement", "+3.00"),
        (5_000, "very strong sign of infringement", "+5.00"),
        (-1_250, "moderate sign of genuine goods", "−1.25"),
    ],
)
def test_weights(weight: int, text: str, figures: str) -> None:
    assert (words.weight_in_words(weight), words.weight_in_figures(weight)) == (text, figures)


@pytest.mark.parametrize(
    ("score", "text"),
    [(1.0, "over 0.999"), (0.9994, "over 0.999"), (0.999, "0.999"), (0.5, "0.500"), (0, "under 0.001")],
)
def test_a_score_never_reads_as_certainty(score: float, text: str) -> None:
    assert words.score_in_figures(score) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (Decimal("129.0000"), "USD", "USD 129.00"),
        (Decimal("1299"), "EUR", "EUR 1,299.00"),
        (Decimal("0.1250"), "KWD", "KWD 0.125"),
        (Decimal("1E+3"), "JPY", "JPY 1,000.00"),
        (Decimal("5"), None, "5.00"),
        (None, "USD", ""),
    ],
)
def test_prices(amount: Decimal | None, currency: str | None, text: str) -> None:
    assert words.price_in_words(amount, currency) == text


def test_times_are_said_in_utc() -> None:
    assert words.time_in_words("2026-11-01T08:30:00Z") == "1 November 2026, 08:30 UTC"
    assert words.time_in_words("2026-11-01T01:30:00+02:00") == "31 October 2026, 23:30 UTC"
    assert words.time_in_words("2026-11-01T08:30:00") == "1 November 2026, 08:30 UTC"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.81, "0.8 seconds"),
        (119.9, "119.9 seconds"),
        (192, "3 minutes 12 seconds"),
        (121, "2 minutes 1 second"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert words.duration_in_words(seconds) == text

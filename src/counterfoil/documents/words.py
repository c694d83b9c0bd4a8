"""How the report says counts, weights, prices and times in words that people use."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

DECISION_WORDS = {
    "clear": "clear",
    "review": "review",
    "request-documents": "documents asked",
    "hold": "hold",
    "remove": "remove",
}
WHAT_TO_DO = {
    "clear": "clear",
    "review": "to review",
    "request-documents": "to ask documents for",
    "hold": "to hold",
    "remove": "to remove",
}

# Bands of the natural logarithm of a Bayes factor: Kass and Raftery, "Bayes Factors", Journal of the American
# Statistical Association 90 (1995), p. 777, halved from their scale of 2 ln B; in thousandths of a nat.
BANDS = ((5_000, "very strong"), (3_000, "strong"), (1_000, "moderate"), (1, "slight"))
LOWEST_SCORE, HIGHEST_SCORE = 0.001, 0.999  # the last that three decimals can tell from 0 and 1
LONGEST_SECONDS = 120  # from two minutes on, people speak of minutes


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return `1 offer`, `1,204 offers`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return the parts as an enumeration: `a`, `a and b`, `a, b and c`; empty for none."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def weight_in_words(weight: int) -> str:
    """Return what a weight in thousandths of a nat is: `strong sign of infringement`."""
    band = next((word for least, word in BANDS if abs(weight) >= least), "")
    if not band:
        return "no weight of its own"
    return f"{band} sign of {'infringement' if weight > 0 else 'genuine goods'}"


def weight_in_figures(weight: int) -> str:
    """Return the weight in nats with its sign: `+2.60`, `−0.40`, `0.00`."""
    sign = "+" if weight > 0 else "−" if weight < 0 else ""
    return f"{sign}{abs(weight) / 1000:.2f}"


def score_in_figures(score: float) -> str:
    """Return the score with three decimals; the ends are named, so that rounding never claims certainty."""
    if score > HIGHEST_SCORE:
        return f"over {HIGHEST_SCORE}"
    if score < LOWEST_SCORE:
        return f"under {LOWEST_SCORE}"
    return f"{score:.3f}"


def price_in_words(amount: Decimal | None, currency: str | None) -> str:
    """Return `USD 1,299.00`, or an empty text without an amount; more decimals only where they are used."""
    if amount is None:
        return ""
    exact = amount.normalize()
    decimals = max(2, -int(exact.as_tuple().exponent))
    return f"{currency or ''} {exact:,.{decimals}f}".strip()


def time_in_words(moment: str) -> str:
    """Return an ISO 8601 time as `1 November 2026, 08:30 UTC`. Raises ValueError when it is none."""
    parsed = dt.datetime.fromisoformat(moment)
    utc = parsed.astimezone(dt.UTC) if parsed.tzinfo else parsed
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"


def day_in_words(day: dt.date) -> str:
    """Return a day as `8 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def duration_in_words(seconds: float) -> str:
    """Return `0.8 seconds`, `12.4 seconds` or `3 minutes 12 seconds`."""
    if seconds < LONGEST_SECONDS:
        return f"{seconds:.1f} seconds"
    minutes, rest = divmod(round(seconds), 60)
    return f"{counted(minutes, 'minute')} {counted(rest, 'second')}"

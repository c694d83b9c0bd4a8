"""What stands in the way of a notice? A code, the sentence, its cure, and whether it stops or asks."""

from typing import Literal, NamedTuple

Severity = Literal["stops", "asks"]
STOPS: Severity = "stops"
ASKS: Severity = "asks"


class Problem(NamedTuple):
    """`stops`: the notice must not be made so. `asks`: a person decides, and says so. `offer_id` where it is of one
    listing alone; `form` where it is of one form alone."""

    code: str
    severity: Severity
    sentence: str
    cure: str
    offer_id: str = ""
    form: str = ""


def stops(code: str, sentence: str, cure: str, *, offer_id: str = "") -> Problem:
    """Return a problem that stops the notice."""
    return Problem(code, STOPS, sentence, cure, offer_id)


def asks(code: str, sentence: str, cure: str, *, offer_id: str = "") -> Problem:
    """Return a problem that a person has to decide on."""
    return Problem(code, ASKS, sentence, cure, offer_id)

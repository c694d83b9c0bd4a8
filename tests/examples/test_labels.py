"""Do the example labels say what the truth says, and were they drawn as the README tells?"""

import pytest

from examples.files import table

TRUTH = {row["offer_id"]: row["truth"] for row in table("truth.csv")}
LABELS = table("labels.csv")


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row["subject_id"])
def test_a_label_says_what_the_offer_is(row: dict[str, str]) -> None:
    truth = TRUTH[row["subject_id"]]
    assert row["label"] == ("genuine" if truth == "unrelated" else truth)


def test_an_audited_offer_had_one_chance_in_five_and_any_other_was_certain() -> None:
    drawn = {(row["origin"] == "random audit", row["selection_probability"]) for row in LABELS}
    assert drawn == {(True, "0.2"), (False, "1")}

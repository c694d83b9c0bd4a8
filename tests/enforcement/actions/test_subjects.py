"""What a party is told of an action: facts, and never a resemblance that a person has yet to look at."""

import polars as pl

from counterfoil.enforcement.actions.subjects import Subject, facts_of
from counterfoil.tables import case_evidence, case_subject
from counterfoil.tables.contract import completed

ACCOUNT = Subject("account", "s-34", "s-34", None)
SIGNS = pl.DataFrame(
    [
        ("likely_denied_party", "for", 4500, "The account needs a closer look before it can be accepted."),
        ("terminated_party_returns", "for", 6000, "The account seems to be of the operator of a closed one."),
        ("price_far_below", "for", 4200, "The price is below that of genuine goods."),
        ("invoice_shown", "against", -900, "An invoice was shown."),
        ("linked", "for", 48130, None),
    ],
    schema=["kind", "side", "weight", "party_detail"],
    orient="row",
)


def test_facts_come_by_weight_and_a_resemblance_to_a_listed_party_is_none() -> None:
    constant = {"case_id": "case-1", "subject_kind": "account", "subject_id": "s-34", "detail": "…", "source": "a/b"}
    evidence = SIGNS.with_columns(**{name: pl.lit(value) for name, value in constant.items()})
    tables = {
        "evidence": completed(evidence, case_evidence.CaseEvidence),
        "subjects": completed(case_subject.EXAMPLE, case_subject.CaseSubject),
    }
    facts, by_rule = facts_of(tables, ACCOUNT)
    assert facts == [
        "The account seems to be of the operator of a closed one.",
        "The price is below that of genuine goods.",
    ]
    assert by_rule

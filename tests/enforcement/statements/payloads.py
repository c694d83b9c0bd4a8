"""A statement that the database takes, to be changed in one field."""

from typing import Any

GOOD: dict[str, Any] = {
    "puid": "cf-1",
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "Regulation (EU) 2017/1001, art. 9(2)(a)",
    "illegal_content_explanation": "The sign is used without its owner's consent.",
    "content_type": ["CONTENT_TYPE_PRODUCT"],
    "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "content_date": "2026-11-03",
    "application_date": "2026-11-08",
    "decision_facts": "The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
}
TERMS = {
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "terms of sale, clause 4.2",
    "incompatible_content_explanation": "The clause does not allow it.",
}
WITHOUT = dict.fromkeys(("illegal_content_legal_ground", "illegal_content_explanation"))


def changed(**fields: Any) -> dict[str, Any]:
    """Return GOOD with some fields changed; None takes one out."""
    return {name: value for name, value in (GOOD | fields).items() if value is not None}

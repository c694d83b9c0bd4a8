"""The rules of the Transparency Database as far as a JSON Schema and a pydantic model can say them, as peers.

Neither knows check digits or personal data; both judge the same payloads.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from counterfoil.enforcement.statements import payload_fields as fields
from counterfoil.enforcement.statements.payload_rules import REQUIRED

SHORT, EXPLANATION, FACTS = 500, 2_000, 5_000


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _list(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(values)}, "uniqueItems": True}


DAY = {"type": "string", "format": "date"}
PAIRS = {
    fields.ILLEGAL: ["illegal_content_legal_ground", "illegal_content_explanation"],
    fields.INCOMPATIBLE: ["incompatible_content_ground", "incompatible_content_explanation"],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": list(REQUIRED),
    "anyOf": [{"required": [name]} for name in fields.DECISIONS],
    "allOf": [
        {"if": {"properties": {"decision_ground": {"const": ground}}}, "then": {"required": names}}
        for ground, names in PAIRS.items()
    ],
    "properties": {
        "decision_visibility": _list(fields.VISIBILITIES),
        "decision_monetary": {"enum": list(fields.MONETARIES)},
        "decision_provision": {"enum": list(fields.PROVISIONS)},
        "decision_account": {"enum": list(fields.ACCOUNTS)},
        "account_type": {"enum": list(fields.ACCOUNT_TYPES)},
        "decision_ground": {"enum": list(PAIRS)},
        "decision_ground_reference_url": _text(SHORT) | {"format": "uri"},
        **dict.fromkeys(("illegal_content_legal_ground", "incompatible_content_ground"), _text(SHORT)),
        **dict.fromkeys(("illegal_content_explanation", "incompatible_content_explanation"), _text(EXPLANATION)),
        "incompatible_content_illegal": {"enum": list(fields.YES_NO)},
        "automated_detection": {"enum": list(fields.YES_NO)},
        "content_type": _list(fields.CONTENT_TYPES) | {"minItems": 1},
        **dict.fromkeys(("content_type_other", "decision_visibility_other", "decision_monetary_other"), _text(SHORT)),
        "category": {"enum": list(fields.CATEGORIES)},
        "category_addition": _list(fields.CATEGORIES),
        "category_specification": {"type": "array", "items": {"type": "string", "pattern": "^KEYWORD_[A-Z_]+$"}},
        **dict.fromkeys(("category_specification_other", "source_identity"), _text(SHORT)),
        "territorial_scope": _list(fields.PLACES),
        "content_language": {"type": "string", "pattern": "^[A-Z]{2}$"},
        **dict.fromkeys(("content_date", "application_date", *fields.END_OF.values()), DAY),
        "decision_facts": _text(FACTS),
        "source_type": {"enum": list(fields.SOURCES)},
        "automated_decision": {"enum": list(fields.AUTOMATIONS)},
        "content_id": {
            "type": "object",
            "properties": {"EAN-13": {"type": "string", "pattern": "^[0-9]{13}$"}},
            "additionalProperties": False,
            "required": ["EAN-13"],
        },
        "puid": _text(SHORT) | {"pattern": "^[a-zA-Z0-9-_]+$"},
    },
}


def json_schema_validator() -> Draft202012Validator:
    """Return the validator of the schema, formats checked."""
    return Draft202012Validator(SCHEMA, format_checker=FormatChecker())


Short = Annotated[str, Field(min_length=1, max_length=SHORT)]
Explanation = Annotated[str, Field(min_length=1, max_length=EXPLANATION)]
Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2038, 1, 1))]


class Code(BaseModel):
    """The code of a product."""

    model_config = ConfigDict(extra="forbid")
    ean: Annotated[str, Field(alias="EAN-13", pattern="^[0-9]{13}$")]


class PayloadModel(BaseModel):
    """One statement of reasons."""

    model_config = ConfigDict(extra="forbid")
    puid: Annotated[str, Field(max_length=SHORT, pattern="^[a-zA-Z0-9-_]+$")]
    decision_visibility: list[Literal[fields.VISIBILITIES]] | None = None
    decision_visibility_other: Short | None = None
    decision_monetary: Literal[fields.MONETARIES] | None = None
    decision_monetary_other: Short | None = None
    decision_provision: Literal[fields.PROVISIONS] | None = None
    decision_account: Literal[fields.ACCOUNTS] | None = None
    account_type: Literal[fields.ACCOUNT_TYPES] | None = None
    decision_ground: Literal[fields.ILLEGAL, fields.INCOMPATIBLE]
    illegal_content_legal_ground: Short | None = None
    illegal_content_explanation: Explanation | None = None
    incompatible_content_ground: Short | None = None
    incompatible_content_explanation: Explanation | None = None
    incompatible_content_illegal: Literal[fields.YES_NO] | None = None
    content_type: Annotated[list[Literal[fields.CONTENT_TYPES]], Field(min_length=1)]
    content_type_other: Short | None = None
    category: Literal[fields.CATEGORIES]
    category_addition: list[Literal[fields.CATEGORIES]] | None = None
    category_specification: list[Annotated[str, Field(pattern="^KEYWORD_[A-Z_]+$")]] | None = None
    category_specification_other: Short | None = None
    territorial_scope: list[Literal[fields.PLACES]] | None = None
    content_date: Day
    application_date: Day
    end_date_visibility_restriction: Day | None = None
    end_date_monetary_restriction: Day | None = None
    end_date_service_restriction: Day | None = None
    end_date_account_restriction: Day | None = None
    decision_facts: Annotated[str, Field(min_length=1, max_length=FACTS)]
    source_type: Literal[fields.SOURCES]
    source_identity: Short | None = None
    automated_detection: Literal[fields.YES_NO]
    automated_decision: Literal[fields.AUTOMATIONS]
    content_id: Code | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "PayloadModel":
        if not any(getattr(self, name) for name in fields.DECISIONS):
            raise ValueError("no restriction is told")
        if any(getattr(self, name) is None for name in PAIRS[self.decision_ground]):
            raise ValueError("the ground is not told")
        return self


def passes_pydantic(payload: dict[str, Any]) -> bool:
    """Say whether the model takes a statement."""
    try:
        PayloadModel.model_validate(payload)
    except ValidationError:
        return False
    return True

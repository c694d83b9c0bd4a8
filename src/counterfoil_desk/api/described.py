"""How OpenAPI tells what ninja cannot: bodies and answers of one JSON object to a line."""

from typing import Any, Final

NDJSON: Final = "application/x-ndjson"


def streamed(given: str, answered: str) -> dict[str, Any]:
    """Return what the description of an operation has more, where lines come in and go out."""
    return {
        "requestBody": {"required": True, "description": given, "content": {NDJSON: {"schema": {"type": "string"}}}},
        "responses": {200: {"description": answered, "content": {NDJSON: {"schema": {"type": "string"}}}}},
    }

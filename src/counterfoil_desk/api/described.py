"""How operations are described: how each can be refused, and bodies and answers of one JSON object to a line."""

from typing import Any, Final

from counterfoil_desk.api.shapes import Problem

REFUSED: Final[dict[int, Any]] = dict.fromkeys(
    (400, 401, 403, 413, 422, 429, 503), Problem
)  # any operation with a body
NDJSON: Final = "application/x-ndjson"


def streamed(given: str, answered: str) -> dict[str, Any]:
    """Return what the description of an operation has more, where lines come in and go out."""
    return {
        "requestBody": {"required": True, "description": given, "content": {NDJSON: {"schema": {"type": "string"}}}},
        "responses": {200: {"description": answered, "content": {NDJSON: {"schema": {"type": "string"}}}}},
    }

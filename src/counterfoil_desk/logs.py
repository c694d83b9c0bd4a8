"""Logs: one JSON object to a line, with the time, the level, the logger and a plain event; never personal data.

Messages of libraries are written without their arguments' values, and an exception with its type and place alone: what
a value holds may be somebody's name.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")  # the id of the request that is answered


class JsonLines(logging.Formatter):
    """Formats a record as JSON: `event` its template, `at` in UTC, `raised` the exception's type and place."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg) if record.args or record.name.startswith("counterfoil") else _template(record),
        }
        if known := REQUEST.get():
            told["request"] = known
        told |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[0] is not None:
            last = traceback.extract_tb(record.exc_info[2])[-1:]
            place = f"{last[0].filename}:{last[0].lineno}" if last else ""
            told["raised"] = f"{record.exc_info[0].__name__} at {place}"
        return json.dumps(told, ensure_ascii=False)


def log_as_json() -> None:
    """Let a process that knows no Django settings write its log as the others do."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _template(record: logging.LogRecord) -> str:
    """Return a library's message that was put together already: only its first word says what it is."""
    return f"{record.funcName} in {record.module}"

"""What lies where in a bundle? The names of its members and the shapes of those that are not tables of records."""

import re
from typing import Any, NamedTuple

from counterfoil.custody.canonical import NotCanonical, parsed
from counterfoil.custody.chain import Checkpoint

FORMAT, EDITION_FORMAT = "counterfoil bundle 1", "counterfoil edition 1"
FILES, PAPERS, RECORDS = "files/", "papers/", "records/"
ROOT, SIGNATURE, TIMESTAMP = "root.json", "signature.json", "timestamp.tsr"
CERTIFICATE, READ_ME = "papers/certificate.md", "papers/read-me.txt"
NEW_CERTIFICATE, REPORT, EDITION_SIGNATURE = (
    "withheld/certificate.md",
    "withheld/report.json",
    "withheld/signature.json",
)
SMALL = (ROOT, SIGNATURE, TIMESTAMP, NEW_CERTIFICATE, REPORT, EDITION_SIGNATURE)
LARGEST_SMALL = 64 << 20  # bytes
LISTED = "files"  # the table that lists the files, with these fields
FILE_FIELDS = frozenset({"path", "sha256", "size"})
KEPT = frozenset({("evidence", "side"), ("events", "number")})  # never withheld: for and against are seen, and gaps
_TABLE = re.compile(r"records/([a-z][a-z0-9_]{0,63})\.jsonl")


class Root(NamedTuple):
    """What is signed: which case, when and by which version it was bundled, and what each table comes to."""

    case: str
    made_at: str
    software: str
    tables: dict[str, Checkpoint]

    def content(self) -> dict[str, Any]:
        """Return it as `root.json` holds it."""
        tables = {name: one._asdict() for name, one in self.tables.items()}
        return {
            "case": self.case,
            "format": FORMAT,
            "made_at": self.made_at,
            "software": self.software,
            "tables": tables,
        }


def table_in(name: str) -> str | None:
    """Return which table a member holds the records of, None for any other member."""
    found = _TABLE.fullmatch(name)
    return found[1] if found else None


def member_of(table: str) -> str:
    """Return the name of the member that holds the records of a table."""
    return f"{RECORDS}{table}.jsonl"


def root_in(data: bytes) -> Root:
    """Return what `root.json` says. Raises NotCanonical where it says something else or more."""
    content = parsed(data)
    try:
        tables = {name: Checkpoint(**one) for name, one in content["tables"].items()}
        root = Root(str(content["case"]), str(content["made_at"]), str(content["software"]), tables)
        if root.content() != content:
            raise NotCanonical(f"it is not of the format “{FORMAT}”")
    except (AttributeError, KeyError, TypeError) as cause:
        raise NotCanonical(f"it is not of the format “{FORMAT}”") from cause
    return root

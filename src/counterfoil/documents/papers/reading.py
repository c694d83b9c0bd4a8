"""How does a paper's record stand in a file? TOML by hand, JSON from a program; the same facts in both."""

from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.papers.parts import Paper
from counterfoil.tables.record_file import read_json_record, read_record


def read_paper(data: bytes, kind: str, *, file: str) -> Paper:
    """Return the record of a paper of the kind; a file whose name ends in .json is JSON, any other TOML.

    Raises UserError for one that is none, a fact that the kind does not know or that is missing, an amount without its
    currency, and days out of order.
    """
    read = read_json_record if file.endswith(".json") else read_record
    what = kind.replace("-", " ")
    return read(data, KINDS[kind].record, file=file, what=what, example=f"examples/papers/{kind}.toml")

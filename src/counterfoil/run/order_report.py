"""Report to the court how an order was carried out: a page, its data, or the paper as PDF."""

import datetime as dt
import json
from pathlib import Path

from counterfoil.documents.compliance import Head, Told, compliance_data, compliance_page, compliance_record, summary
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.order_files import read_order
from counterfoil.run.outputs import write_text
from counterfoil.run.papers import write_paper
from counterfoil.tables.record_file import read_record

ENDINGS = (".html", ".json", ".pdf")
EXAMPLE = "examples/order_head.toml"


def run_report(folder: Path, out: Path, *, day: dt.date, head: Path | None = None) -> str:
    """Write the report on the order in `folder`, in the form that `out` ends in, and return it in a few sentences.

    A PDF names the parties, who stand in `head` (TOML) alone. Raises UserError for another ending, a PDF without
    `head`, and files that cannot be used.
    """
    if out.suffix not in ENDINGS:
        raise UserError(
            f"A report does not end in {out.suffix or 'nothing'}.", cure=f"Use one of {', '.join(ENDINGS)}."
        )
    order = read_order(folder)
    tables = order.tables
    told = Told(
        tables["order"],
        tables["reach"],
        tables["breaches"],
        tables["releases"],
        tables["duties"],
        tables["events"],
        day,
    )
    if out.suffix == ".html":
        write_text(out, compliance_page(told))
    elif out.suffix == ".json":
        write_text(out, json.dumps(compliance_data(told), indent=2, ensure_ascii=False, default=str) + "\n")
    else:
        write_paper(compliance_record(told, _head(head)), out)
    return summary(told)


def _head(path: Path | None) -> Head:
    if path is None:
        cure = f"Give them with --head (compare {EXAMPLE})."
        raise UserError("A PDF names the parties, and the folder of an order does not hold their names.", cure=cure)
    with opened(path) as stream:
        return read_record(stream.read(), Head, file=path.name, what="head of a report", example=EXAMPLE)

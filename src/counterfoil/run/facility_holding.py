"""Write what a warehouse's system is asked to hold: lines of one notice, in the form that the file's name ends in."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.documents.epcis_document import epcis_document
from counterfoil.documents.hold_files.epcis_xml import epcis_xml
from counterfoil.documents.hold_files.events import hold_events
from counterfoil.documents.hold_files.rows import rows_947, rows_plain
from counterfoil.enforcement.states.facility_notice_states import OVER
from counterfoil.errors import UserError
from counterfoil.run.case_files import read_case
from counterfoil.run.facility_files import lines_in, the_notice
from counterfoil.run.facility_ground import refuse_groundless
from counterfoil.run.outputs import whole, write_table, write_text

ENDINGS = {
    ".csv": "table with the columns of the X12 947",
    ".json": "JSON",
    ".jsonld": "EPCIS 2.0 in JSON-LD",
    ".xml": "EPCIS 2.0 in XML",
}


class Written(NamedTuple):
    """How many lines and units a hold file holds, how many lines nobody counted, and its form."""

    lines: int
    units: int
    uncounted: int
    left_out: int
    form: str


def run_hold(folder: Path, wanted: str, out: Path) -> Written:
    """Write the lines of a notice that are to be held; what is to be examined or left alone is never among them.

    Raises UserError for a case that does not bear it any more, a notice that is over or asks for no hold, and another
    ending than ENDINGS.
    """
    if out.suffix not in ENDINGS:
        cure = "Use one of: " + ", ".join(f"{ending} ({form})" for ending, form in ENDINGS.items()) + "."
        raise UserError(f"“{out.suffix}” is no form of a hold file.", cure=cure, file=str(out))
    case = read_case(folder)
    notice = the_notice(case, wanted)
    refuse_groundless(case)
    if notice["state"] in OVER:
        raise UserError(f"{wanted} is {notice['state']}: nothing is to be held on its ground.", cure="Draft another.")
    lines = lines_in(case, wanted).filter(asked="hold")
    if lines.is_empty():
        cure = "Only identical offending goods are held; what is to be examined stands on the notice."
        raise UserError(f"{wanted} asks for no hold.", cure=cure)
    at: dt.datetime = notice["sent_at"] or notice["drafted_at"]
    told = lines.height
    if out.suffix == ".csv":
        write_table(out, rows_947(lines, on=at.date()), for_people=True)
    elif out.suffix == ".json":
        write_table(out, rows_plain(lines, on=at.date()))
    else:
        events = hold_events(lines, facility=notice["facility"], at=at)
        told = events.height
        _write_events(out, events, at)
    uncounted = lines["units"].null_count()
    return Written(told, int(lines["units"].sum()), uncounted, lines.height - told, ENDINGS[out.suffix])


def _write_events(out: Path, events: pl.DataFrame, at: dt.datetime) -> None:
    if out.suffix == ".jsonld":
        write_text(out, "".join(epcis_document([events], created=at)))
    else:
        with whole(out) as partial:
            partial.write_bytes(epcis_xml(events, created=at))

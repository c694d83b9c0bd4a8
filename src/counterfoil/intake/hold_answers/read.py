"""Which kind of answer to a hold is this file? EPCIS events or a table, told by its content."""

from typing import BinaryIO

from counterfoil.intake.detect import peeked
from counterfoil.intake.goods.epcis_json import EPCIS_JSON
from counterfoil.intake.goods.epcis_xml import EPCIS_XML
from counterfoil.intake.hold_answers.events import read_hold_events
from counterfoil.intake.hold_answers.tables import read_table
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given
from counterfoil.tables.contract import Sorted


def read_hold_answers(stream: BinaryIO, *, file: str, mapping: Mapping | None = None) -> Sorted:
    """Return what a warehouse's system answers (columns of ToldHold, and `line`) and rejects.

    Raises UserError for a file that cannot be read, and one of which no row could be kept.
    """
    head, whole = peeked(stream)
    given = Given(whole, file, mapping, None)
    if any(one.recognises(head) for one in (EPCIS_JSON, EPCIS_XML)):
        return read_hold_events(given)
    return read_table(given)

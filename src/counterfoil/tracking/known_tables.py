"""Which tables does tracking read, and how does one look that nobody gave?"""

from collections.abc import Mapping
from typing import Final

import dataframely as dy
import polars as pl

from counterfoil.tables.action import Action
from counterfoil.tables.case import Case
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.decision import Decision
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.disposition_proof import DispositionProof
from counterfoil.tables.dossier import Dossier
from counterfoil.tables.event import Event
from counterfoil.tables.examination import Examination
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.finding import Finding
from counterfoil.tables.hold_answer import HoldAnswer
from counterfoil.tables.label import Label
from counterfoil.tables.link import Link
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing
from counterfoil.tables.offer import Offer
from counterfoil.tables.order_reach import OrderReach
from counterfoil.tables.prevalence_estimate import PrevalenceEstimate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.reappearance import Reappearance
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.selection import Selection
from counterfoil.tables.seller import Seller
from counterfoil.tables.shipment import Shipment

READ: Final[Mapping[str, type[dy.Schema]]] = {
    "action": Action,
    "case": Case,
    "case_subject": CaseSubject,
    "decision": Decision,
    "disposition": Disposition,
    "disposition_proof": DispositionProof,
    "dossier": Dossier,
    "event": Event,
    "examination": Examination,
    "facility_line": FacilityLine,
    "facility_notice": FacilityNotice,
    "finding": Finding,
    "hold_answer": HoldAnswer,
    "label": Label,
    "link": Link,
    "notice": Notice,
    "notice_listing": NoticeListing,
    "offer": Offer,
    "order_reach": OrderReach,
    "prevalence_estimate": PrevalenceEstimate,
    "re_entry": ReEntry,
    "reappearance": Reappearance,
    "right": Right,
    "sale": Sale,
    "selection": Selection,
    "seller": Seller,
    "shipment": Shipment,
}


GATHERED: Final = {"source": pl.String(), "row": pl.Int64()}  # beside the columns of the contract


def empty(name: str) -> pl.LazyFrame:
    """Return a table that was not given: the columns that it would be gathered with, and no row."""
    return pl.LazyFrame(schema=dict(READ[name].create_empty().schema) | GATHERED)

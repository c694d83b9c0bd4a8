"""Which tables can be gathered from files and result folders, by the name of the file that holds their contract?"""

from collections.abc import Mapping

import dataframely as dy

from counterfoil.tables.action import Action
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.audited_selection import AuditedSelection
from counterfoil.tables.bank_request import BankRequest
from counterfoil.tables.case import Case
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.check import Check
from counterfoil.tables.clock import Clock
from counterfoil.tables.complaint import Complaint
from counterfoil.tables.decision import Decision
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.disposition_proof import DispositionProof
from counterfoil.tables.dossier import Dossier
from counterfoil.tables.duty_act import DutyAct
from counterfoil.tables.event import Event
from counterfoil.tables.examination import Examination
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.finding import Finding
from counterfoil.tables.hold_answer import HoldAnswer
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.judgement import Judgement
from counterfoil.tables.label import Label
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.measure_answer import MeasureAnswer
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing
from counterfoil.tables.offer import Offer
from counterfoil.tables.order import Order
from counterfoil.tables.order_breach import OrderBreach
from counterfoil.tables.order_reach import OrderReach
from counterfoil.tables.outcome import Outcome
from counterfoil.tables.page_check import PageCheck
from counterfoil.tables.payout import Payout
from counterfoil.tables.prevalence_estimate import PrevalenceEstimate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.reappearance import Reappearance
from counterfoil.tables.reconciliation import Reconciliation
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.sampled_unit import SampledUnit
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import ScorecardMeasure
from counterfoil.tables.selection import Selection
from counterfoil.tables.seller import Seller
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent
from counterfoil.tables.shipment import Shipment
from counterfoil.tables.statement import Statement
from counterfoil.tables.statement_answer import StatementAnswer
from counterfoil.tables.stock_entry import StockEntry
from counterfoil.tables.treated import Treated
from counterfoil.tables.used_puid import UsedPuid
from counterfoil.tables.violation import Violation

CONTRACTS: Mapping[str, type[dy.Schema]] = {
    "action": Action,
    "assessment": Assessment,
    "audited_selection": AuditedSelection,
    "bank_request": BankRequest,
    "case": Case,
    "case_subject": CaseSubject,
    "check": Check,
    "clock": Clock,
    "complaint": Complaint,
    "decision": Decision,
    "disposition": Disposition,
    "disposition_proof": DispositionProof,
    "dossier": Dossier,
    "duty_act": DutyAct,
    "event": Event,
    "examination": Examination,
    "facility_line": FacilityLine,
    "facility_notice": FacilityNotice,
    "finding": Finding,
    "hold_answer": HoldAnswer,
    "inventory": Inventory,
    "judgement": Judgement,
    "label": Label,
    "link": Link,
    "match": Match,
    "measure_answer": MeasureAnswer,
    "notice": Notice,
    "notice_listing": NoticeListing,
    "offer": Offer,
    "order": Order,
    "order_breach": OrderBreach,
    "order_reach": OrderReach,
    "page_check": PageCheck,
    "outcome": Outcome,
    "payout": Payout,
    "prevalence_estimate": PrevalenceEstimate,
    "re_entry": ReEntry,
    "reappearance": Reappearance,
    "reconciliation": Reconciliation,
    "resolved_party": ResolvedParty,
    "right": Right,
    "sale": Sale,
    "sampled_unit": SampledUnit,
    "scorecard_evidence": ScorecardEvidence,
    "scorecard_measure": ScorecardMeasure,
    "selection": Selection,
    "seller": Seller,
    "seller_document": SellerDocument,
    "seller_event": SellerEvent,
    "shipment": Shipment,
    "statement": Statement,
    "statement_answer": StatementAnswer,
    "stock_entry": StockEntry,
    "treated": Treated,
    "used_puid": UsedPuid,
    "violation": Violation,
}

"""Which kinds of paper are there, and which record fills each?"""

from collections.abc import Mapping
from typing import NamedTuple

from counterfoil.documents.papers.cease_and_desist import CeaseAndDesist
from counterfoil.documents.papers.compliance_report import ComplianceReport
from counterfoil.documents.papers.custody_receipt import CustodyReceipt
from counterfoil.documents.papers.decision_on_petition import DecisionOnPetition
from counterfoil.documents.papers.detention_notice import DetentionNotice
from counterfoil.documents.papers.evidence_exhibit import EvidenceExhibit
from counterfoil.documents.papers.facility_notice import FacilityNotice
from counterfoil.documents.papers.notice_of_penalty import NoticeOfPenalty
from counterfoil.documents.papers.notice_of_seizure import NoticeOfSeizure
from counterfoil.documents.papers.parts import Paper
from counterfoil.documents.papers.platform_steps import (
    ImprovementPlan,
    PlatformNotice,
    PlatformReminder,
    ProposedFine,
    ReferralForInjunction,
    StepDown,
)
from counterfoil.documents.papers.proof_of_service import ProofOfService
from counterfoil.documents.papers.statement_of_reasons import StatementOfReasons

PHASE_ONE = "US-China Economic and Trade Agreement (2020), article 1.14"


class Kind(NamedTuple):
    """A kind of paper: its record, its title on the page, two letters for its number, the law, and its sheet."""

    record: type[Paper]
    title: str
    letters: str
    law: str
    sheet: str = "us-letter"


KINDS: Mapping[str, Kind] = {
    "detention-notice": Kind(
        DetentionNotice,
        "Detention Notice and Custody Receipt",
        "DN",
        "19 USC 1499(c); 19 CFR 133.21(b), 151.16",
    ),
    "custody-receipt": Kind(CustodyReceipt, "Custody Receipt", "CR", "19 CFR 162.21(a)"),
    "notice-of-seizure": Kind(NoticeOfSeizure, "Notice of Seizure", "NS", "19 CFR 162.31; 19 USC 1526(e)"),
    "notice-of-penalty": Kind(NoticeOfPenalty, "Notice of Penalty", "NP", "19 USC 1526(f); 19 CFR 133.27, 162.31"),
    "decision-on-petition": Kind(DecisionOnPetition, "Decision on Petition", "DP", "19 USC 1618; 19 CFR part 171"),
    "cease-and-desist": Kind(CeaseAndDesist, "Demand to Cease and Desist", "CD", "15 USC 1114, 1117"),
    "facility-notice": Kind(
        FacilityNotice,
        "Notice to a Facility",
        "FN",
        "DHS, Combating Trafficking in Counterfeit and Pirated Goods (2020), action 1",
    ),
    "statement-of-reasons": Kind(
        StatementOfReasons, "Statement of Reasons", "SR", "Regulation (EU) 2022/2065, article 17", "a4"
    ),
    "proof-of-service": Kind(
        ProofOfService, "Proof of Service", "PS", "Federal Rules of Civil Procedure 4(l), 5(d); 28 USC 1746"
    ),
    "compliance-report": Kind(ComplianceReport, "Report of Compliance", "RC", "15 USC 1116(a)"),
    "platform-reminder": Kind(PlatformReminder, "Reminder to a Platform", "ER", PHASE_ONE),
    "platform-notice": Kind(PlatformNotice, "Formal Notice to a Platform", "EN", PHASE_ONE),
    "improvement-plan": Kind(ImprovementPlan, "Improvement Plan", "EP", PHASE_ONE),
    "proposed-fine": Kind(ProposedFine, "Proposal of a Fine", "EF", "19 USC 1526(f); DHS report (2020), action 4"),
    "referral-for-injunction": Kind(
        ReferralForInjunction, "Referral for an Injunction", "EJ", "15 USC 1116(a); DHS report (2020), action 4"
    ),
    "step-down": Kind(StepDown, "Notice of a Step Down", "ED", PHASE_ONE),
    "exhibit": Kind(EvidenceExhibit, "List of Exhibits", "EX", "Federal Rules of Evidence 901, 902(13), 902(14)"),
}


def kind_of(paper: Paper) -> str:
    """Return the name of the kind that the record fills."""
    return next(name for name, kind in KINDS.items() if isinstance(paper, kind.record))

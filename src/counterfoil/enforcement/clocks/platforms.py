"""Deadlines of platforms and of those who answer them: DMCA, the Phase One agreement, the DSA.

17 USC 512(g), https://uscode.house.gov/view.xhtml?req=(title:17%20section:512), for copyright alone;
US-China agreement of 15 January 2020, article 1.13; Regulation (EU) 2022/2065, https://eur-lex.europa.eu/eli/reg/2022/2065/oj.
Executive Order 13904 of 31 January 2020 (85 FR 6725), section 3. INFORM has a file of its own.
"""

import datetime as dt

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.rule import BUSINESS_DAYS, DAYS, MONTHS, WORKING_DAYS, ClockRule

PLATFORM, SELLER, RIGHTS_HOLDER = "the platform", "the seller", "the rights holder"
DMCA = dt.date(1998, 10, 28)  # Pub. L. 105-304; unverified, high confidence (M-H)
PHASE_ONE = dt.date(2020, 2, 14)  # in force 30 days after signing; unverified, high confidence (M-H)
DSA = dt.date(2024, 2, 17)
ORDER_13904 = dt.date(2020, 1, 31)
COMPLAINT = ClockRule(
    name="complain against a decision of the platform",
    begins="restriction-told",
    within=cited(6, MONTHS, "Regulation (EU) 2022/2065, article 20(1), at least", "V2"),
    owner=SELLER,
    lapse="The platform need no longer take a complaint.",
    ends=("complaint-filed", "appealed"),
    since=DSA,
)
RULES = (
    ClockRule(
        name="restore what a counter-notice asks for",
        begins="dmca-counter-notice",
        within=cited(10, BUSINESS_DAYS, "17 USC 512(g)(2)(C)", "V"),
        owner=PLATFORM,
        lapse="From this day on it may be restored, unless an action was filed.",
        ends=("restored", "action-filed"),
        earliest=True,
        since=DMCA,
    ),
    ClockRule(
        name="restore what a counter-notice asks for, at the latest",
        begins="dmca-counter-notice",
        within=cited(14, BUSINESS_DAYS, "17 USC 512(g)(2)(C)", "V"),
        owner=PLATFORM,
        lapse="The platform loses the protection for what it took down.",
        ends=("restored", "action-filed"),
        since=DMCA,
    ),
    ClockRule(
        name="complain or sue, before a Chinese platform restores",
        begins="phase-one-counter-notice",
        within=cited(20, WORKING_DAYS, "US-China agreement, article 1.13(c)", "V2"),
        owner=RIGHTS_HOLDER,
        lapse="The platform may restore the offer.",
        ends=("action-filed",),
        since=PHASE_ONE,
    ),
    COMPLAINT,
    ClockRule(
        name="complain against the refusal of a notice",
        begins="dsa-notice-refused",
        within=cited(6, MONTHS, "Regulation (EU) 2022/2065, article 20(1), open to notifiers, at least", "M-H"),
        owner=RIGHTS_HOLDER,
        lapse="The platform need no longer take a complaint.",
        ends=("refusal-complaint-filed",),
        since=DSA,
    ),
    ClockRule(
        name="report attempts to begin again under another name or address",
        begins="debarment-published",
        within=cited(60, DAYS, "Executive Order 13904, section 3", "V"),
        owner="carriers, hubs and brokers",
        lapse="Customs may act on their licences and privileges.",
        ends=("attempt-reported", "nothing-to-report"),
        since=ORDER_13904,
    ),
)

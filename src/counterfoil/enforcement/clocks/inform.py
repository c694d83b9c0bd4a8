"""Deadlines of the INFORM Consumers Act between a marketplace and a seller of high volume: 15 USC 45f(a).

https://uscode.house.gov/view.xhtml?req=(title:15%20section:45f). `counterfoil vet` finds from sales and dossiers which
sellers they run for; here they run from the acts of a case.
"""

import datetime as dt

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.platforms import PLATFORM, SELLER
from counterfoil.enforcement.clocks.rule import BUSINESS_DAYS, DAYS, MONTHS, ClockRule

SINCE = dt.date(2023, 6, 27)
RULES = (
    ClockRule(
        name="have the seller's bank account, tax number and contact",
        begins="high-volume-reached",
        within=cited(10, DAYS, "15 USC 45f(a)(1)(A)", "V"),
        owner=SELLER,
        lapse="The platform gives notice and, unanswered for 10 days, suspends future sales.",
        ends=("information-received",),
        since=SINCE,
    ),
    ClockRule(
        name="have the bank account from the payment processor",
        begins="bank-account-asked",
        within=cited(3, BUSINESS_DAYS, "15 USC 45f(a)(1)(A)(i)", "V"),
        owner="the payment processor",
        lapse="The platform no longer has the account within reach, and must hold it itself.",
        ends=("bank-account-received",),
        since=SINCE,
    ),
    ClockRule(
        name="verify what the seller gave",
        begins="information-received",
        within=cited(10, DAYS, "15 USC 45f(a)(2)", "V2"),
        owner=PLATFORM,
        lapse="The platform is in breach: each is a violation of a rule of the FTC.",
        ends=("information-verified", "sales-suspended"),
        since=SINCE,
    ),
    ClockRule(
        name="verify what the seller changed",
        begins="information-changed",
        within=cited(10, DAYS, "15 USC 45f(a)(2)", "V2"),
        owner=PLATFORM,
        lapse="The platform is in breach: each is a violation of a rule of the FTC.",
        ends=("information-verified", "sales-suspended"),
        since=SINCE,
    ),
    ClockRule(
        name="ask the seller again whether all is as it was",
        begins="certification-received",
        within=cited(12, MONTHS, "15 USC 45f(a)(1)(B)", "V"),
        owner=PLATFORM,
        lapse="The platform is in breach: what it holds is no longer current.",
        ends=("certification-asked",),
        since=SINCE,
    ),
    ClockRule(
        name="certify that nothing changed, or what did",
        begins="certification-asked",
        within=cited(10, DAYS, "15 USC 45f(a)(1)(B)", "V2"),
        owner=SELLER,
        lapse="The platform gives notice and, unanswered for 10 days, suspends future sales.",
        ends=("certification-received",),
        since=SINCE,
    ),
    ClockRule(
        name="answer the platform's notice",
        begins="suspension-warned",
        within=cited(10, DAYS, "15 USC 45f(a)(1)(C)", "V2"),
        owner=SELLER,
        lapse="The platform must suspend future sales until it is answered.",
        ends=("information-received", "certification-received"),
        since=SINCE,
    ),
)

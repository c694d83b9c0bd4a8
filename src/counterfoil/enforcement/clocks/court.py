"""Deadlines of a court's order to seize counterfeits without hearing the other side first: 15 USC 1116(d).

https://uscode.house.gov/view.xhtml?req=(title:15%20section:1116)
"""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.rule import DAYS, ClockRule

RULES = (
    ClockRule(
        name="carry out the order to seize",
        begins="seizure-ordered",
        within=cited(7, DAYS, "15 USC 1116(d)(5)(C)", "V"),
        owner="the marshal or officer",
        lapse="The order can no longer be carried out; another must be asked for.",
        ends=("order-carried-out",),
    ),
    ClockRule(
        name="hear the person against whom it was made",
        begins="seizure-ordered",
        within=cited(10, DAYS, "15 USC 1116(d)(10)(A)", "V"),
        owner="the court",
        lapse="From this day on the hearing may be held, earlier only if that person agrees or with good cause.",
        ends=("hearing-held",),
        earliest=True,
    ),
    ClockRule(
        name="hear the person against whom it was made, at the latest",
        begins="seizure-ordered",
        within=cited(15, DAYS, "15 USC 1116(d)(10)(A)", "V"),
        owner="the court",
        lapse="The order can be dissolved, unless that person agreed or there was good cause.",
        ends=("hearing-held",),
    ),
)

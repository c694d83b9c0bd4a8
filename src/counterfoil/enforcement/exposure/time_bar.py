"""Until when may what follows under the customs laws still be sued for? 19 USC 1621, as far as the case tells.

A seizure shows that the offence was known on its day; it may have been known before. Of fraud the case tells no day.
"""

import datetime as dt

from counterfoil.enforcement.clocks.limitation import RULES
from counterfoil.enforcement.clocks.running import due_on
from counterfoil.enforcement.exposure.exposed import Exposed

BEGINNINGS = {
    "offence-discovered": "the discovery of the offence, which is the day of the seizure or earlier",
    "false-entry": "the entry",
    "fraud-discovered": "the discovery of the fraud",
}


def with_time_bar(one: Exposed, *, day: dt.date) -> Exposed:
    """Return the claim with its last day, and a sentence that says it; as it is where no such clock runs."""
    if not one.clock:
        return one
    within = next(rule.within for rule in RULES if rule.begins == one.clock)
    counted = f"{within.value} {within.unit} from {BEGINNINGS[one.clock]}"
    if one.since is None:
        told = f"{within.source}: {counted}, whose day the case does not tell."
        return one._replace(besides=(told, *one.besides))
    until = due_on(one.since, within)
    if until < day:
        told = f"{within.source}: ended on {until}, as far as the case tells: {counted}. It can no longer be sued for."
    else:
        told = f"{within.source}: ends on {until} at the latest, as far as the case tells: {counted}."
    ended = f"; its time ended on {until}" * (until < day)
    return one._replace(what=one.what + ended, besides=(told, *one.besides), until=until)

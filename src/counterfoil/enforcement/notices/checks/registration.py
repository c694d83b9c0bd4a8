"""Is the mark registered, in force on the day, in that territory?

A notice rests on the registration as it stands that day: an application is no right yet, a mark that is over is none
any more, and a national mark holds in its country alone (15 USC 1114 and 1127; Regulation (EU) 2017/1001).
"""

from counterfoil.codes.mark_status import OVER
from counterfoil.codes.mark_territory import countries
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.finding import COUNTERFEIT, NoticedRight
from counterfoil.enforcement.notices.problem import Problem, asks, stops

_OTHER = "Rest the notice on a registration that is in force, or leave these listings out."


def registration_problems(asked: Asked) -> list[Problem]:
    """Return what is wrong with the registration; nothing where the form or the ground rests on none."""
    right = asked.finding.right
    if not asked.form.is_for_marks or asked.finding.ground in ("copyright", "design"):
        return []
    return [*_number(right), *_status(right), *_days(asked), *_territory(asked), *_register(asked)]


def _number(right: NoticedRight) -> list[Problem]:
    if right.number and right.office:
        return []
    sentence = f"No registration of {right.mark} is given, with its number and office."
    cure = f"Add office and registration_number to right {right.id}."
    return [stops("registration-missing", sentence, cure)]


def _status(right: NoticedRight) -> list[Problem]:
    if right.status == "pending":
        return [stops("mark-pending", f"{right.mark} is applied for and not registered yet.", _OTHER)]
    if right.status in OVER:
        return [stops("mark-over", f"The registration of {right.mark} is {right.status}.", _OTHER)]
    if right.status != "live":
        sentence = f"Nothing says that the registration of {right.mark} is in force."
        return [asks("status-unclear", sentence, f"Look it up at the office, and give right {right.id} its status.")]
    return []


def _days(asked: Asked) -> list[Problem]:
    right, found = asked.finding.right, []
    if right.registered_on is not None and right.registered_on > asked.day:
        sentence = f"{right.mark} is registered from {right.registered_on} on, after {asked.day}."
        found.append(stops("not-registered-yet", sentence, _OTHER))
    if right.expires_on is not None and right.expires_on < asked.day:
        sentence = f"The registration of {right.mark} expired on {right.expires_on}."
        cure = "If it was renewed, correct expires_on; otherwise rest the notice on another registration."
        found.append(stops("registration-expired", sentence, cure))
    return found


def _territory(asked: Asked) -> list[Problem]:
    right, wanted = asked.finding.right, asked.finding.territory
    covered = countries(right.territory or right.office)
    if not wanted:
        return [stops("territory-missing", "Nothing says for which country the notice is.", "Give it: --territory US.")]
    if not covered:
        sentence = f"Nothing tells where the registration of {right.mark} holds (“{right.territory or right.office}”)."
        return [asks("territory-unknown", sentence, f"Give right {right.id} its territory, such as US or EM.")]
    outside = [code for code in wanted if code not in covered]
    if outside:
        where, place = ", ".join(outside), right.territory or right.office
        sentence = f"The registration of {right.mark} ({place}) does not hold in {where}."
        return [stops("wrong-territory", sentence, f"Leave {where} out, or use a right that holds there.")]
    return []


def _register(asked: Asked) -> list[Problem]:
    right = asked.finding.right
    if right.register == "supplemental" and asked.finding.ground == COUNTERFEIT:
        sentence = f"{right.mark} is on the Supplemental Register, not on the Principal one."
        return [asks("supplemental-register", sentence, "Give notice of mark misuse, or of a mark on that register.")]
    return []

"""May this notice be made? Every problem with its code and cure; those that stop come first."""

from collections.abc import Collection
from typing import NamedTuple

from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.checks.form_fit import form_problems
from counterfoil.enforcement.notices.checks.listings import listing_problems
from counterfoil.enforcement.notices.checks.notifier_complete import notifier_problems
from counterfoil.enforcement.notices.checks.power import power_problems
from counterfoil.enforcement.notices.checks.registration import registration_problems
from counterfoil.enforcement.notices.problem import STOPS, Problem, asks

CHECKS = (registration_problems, power_problems, form_problems, notifier_problems, listing_problems)


class Preflight(NamedTuple):
    """What was looked at, the problems found, those that stop before those that ask, and the offers left out before."""

    asked: Asked
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """The problems that stop the notice."""
        return tuple(one for one in self.problems if one.severity == STOPS)

    def unanswered(self, accepted: Collection[str]) -> tuple[Problem, ...]:
        """Return the problems that ask and whose code no person has accepted."""
        return tuple(one for one in self.problems if one.severity != STOPS and one.code not in accepted)


def preflight(asked: Asked) -> Preflight:
    """Return the problems of a notice as it is asked for."""
    found = [problem for check in CHECKS for problem in check(asked)] + _confirmed(asked)
    ordered = sorted(found, key=lambda one: one.severity != STOPS)
    return Preflight(asked, tuple(one._replace(form=asked.form.name) for one in ordered))


def without_stopped(asked: Asked) -> Preflight:
    """Return the pre-flight of the same without the listings that a problem of their own stops."""
    stopped = {one.offer_id for one in listing_problems(asked) if one.severity == STOPS} - {""}
    kept = tuple(one for one in asked.finding.listings if one.offer_id not in stopped)
    found = preflight(asked._replace(finding=asked.finding._replace(listings=kept)))
    return found._replace(left_out=tuple(sorted(stopped)))


def _confirmed(asked: Asked) -> list[Problem]:
    if asked.confirmed is not False:
        return []
    sentence = "No person has confirmed the case, and good faith is a person's."
    return [asks("case-not-confirmed", sentence, "Confirm it first: counterfoil case act CASE confirmed.")]

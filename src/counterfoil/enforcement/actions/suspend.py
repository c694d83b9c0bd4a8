"""Suspend an account for a time."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import (
    CASE_OFFICER,
    SAME_ACCOUNT,
    EnforcementAction,
    Follow,
    Lasting,
    Restriction,
    Undo,
)
from counterfoil.enforcement.actions.needs import FACTS, LOOKED_AT, WARNED


class Suspend(EnforcementAction):
    """Close an account for a reasonable time, after a warning (article 23(1))."""

    key = "suspend"
    title = "Suspend"
    targets = ("account",)
    says = "We have suspended {what}: its offers are not shown and nothing new can be put up."
    approvers = (CASE_OFFICER,)
    gravity = 7
    restriction = (Restriction("decision_account", "DECISION_ACCOUNT_SUSPENDED"),)
    needs = (LOOKED_AT, FACTS, WARNED)
    follows = (Follow("hold-payouts", SAME_ACCOUNT, "Buyers of the account may have to be refunded."),)
    undo = Undo(
        "The account is opened again, and its offers are shown.",
        "The account, its offers and their reviews.",
        "Sales that it missed meanwhile.",
    )
    lasts = Lasting(
        30,
        cited(
            90,
            "days",
            "house rule; article 23(1) of Regulation (EU) 2022/2065 says “a reasonable period” and names no number",
            "D",
        ),
    )

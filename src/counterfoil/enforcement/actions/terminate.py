"""Close an account for good, and what is linked to it."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import (
    CASE_OFFICER,
    LINKED_ACCOUNTS,
    OFFERS_OF_ACCOUNT,
    SAME_ACCOUNT,
    EnforcementAction,
    Follow,
    Restriction,
    Undo,
)
from counterfoil.enforcement.actions.needs import CONFIRMED, FACTS


class Terminate(EnforcementAction):
    """End the contract with an account; two people approve it, and each linked account is looked at in its turn."""

    key = "terminate"
    title = "Terminate"
    targets = ("account",)
    says = "We have closed {what} for good. You may not open another one."
    approvers = (CASE_OFFICER,)
    people = 2
    gravity = 8
    restriction = (Restriction("decision_account", "DECISION_ACCOUNT_TERMINATED"),)
    needs = (CONFIRMED, FACTS)
    follows = (
        Follow(
            "terminate",
            LINKED_ACCOUNTS,
            "It is of the same operator (DHS 2020, practices 1 and 5).",
            "The account seems to be of the same operator as another that is to be closed.",
        ),
        Follow("hold-payouts", SAME_ACCOUNT, "Buyers of the account may have to be refunded."),
        Follow("block-relisting", OFFERS_OF_ACCOUNT, "The goods must not come back under another account."),
    )
    undo = Undo(
        "The account is opened again with its name, its history and its rating.",
        "The account, its offers that were not removed for themselves, and its rating.",
        "Sales that it missed; stock that was destroyed; buyers and owners who were told.",
    )
    numbers = (
        cited(
            30,
            "days between telling a business and closing it, unless the law asks for it or it has infringed repeatedly",
            "Regulation (EU) 2019/1150, article 4(2) and (4)",
            "M-H",
        ),
    )

"""What follows by itself once an action is approved: which others are proposed, on what, and which cannot be?"""

import datetime as dt
from typing import NamedTuple

from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.kind import LINKED_ACCOUNTS, OFFERS_OF_ACCOUNT, SAME_ACCOUNT, SAME_SUBJECT, Follow
from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.proposal import Asked, proposed
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.actions.subjects import accounts_of, closed_accounts, offers_of
from counterfoil.errors import UserError


class Following(NamedTuple):
    """`rows` are what would be proposed (columns of Action), with `whys` in their order; `lacking` what cannot be."""

    rows: list[Row]
    whys: list[str]
    lacking: list[str]


def following(action: Row, known: KnownCase, *, at: dt.datetime) -> Following:
    """Return what follows from an approved action; what is open already is passed over.

    A follower is proposed in the name of who proposed the action, so that it, too, is approved by somebody else.
    """
    found = Following([], [], [])
    for follow in ACTIONS[action["kind"]].follows:
        for one in _subjects(follow, action, known):
            if known.open_on(follow.kind, one) is None:
                _add(found, follow, _asked(follow, one, action, at), known)
    for place, row in enumerate(found.rows):
        row["id"] = known.new_id(place)
    return found


def _subjects(follow: Follow, action: Row, known: KnownCase) -> list[tuple[str, str]]:
    account = action["account_id"]
    if follow.on == SAME_SUBJECT:
        return [(action["subject_kind"], action["subject_id"])]
    if follow.on == LINKED_ACCOUNTS:
        over = {account, *closed_accounts(known.tables)}
        return [("account", one) for one in accounts_of(known.tables) if one not in over]
    if account is None:
        return []
    return {
        SAME_ACCOUNT: [("account", account)],
        OFFERS_OF_ACCOUNT: [("offer", offer) for offer in offers_of(known.tables, account)],
    }[follow.on]


def _asked(follow: Follow, one: tuple[str, str], action: Row, at: dt.datetime) -> Asked:
    return Asked(
        kind=follow.kind,
        on=(one,),
        by=action["proposed_by"],
        at=at,
        ground=action["ground"],
        provision=action["provision"],
        source=action["source"],
        notice_id=action["notice_id"],
        territory=tuple(action["territory"]),
        content_on=action["content_on"],
        follows_from=action["id"],
    )


def _add(found: Following, follow: Follow, asked: Asked, known: KnownCase) -> None:
    try:
        first = [follow.fact] if follow.fact else []
        found.rows.extend(row | {"facts": first + row["facts"]} for row in proposed(asked, known))
        found.whys.append(follow.why)
    except UserError as lacks:
        found.lacking.append(lacks.problem)

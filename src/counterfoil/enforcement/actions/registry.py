"""Which kinds of enforcement action are there? From the mildest to the gravest, then those that are no step."""

from collections.abc import Mapping

from counterfoil.enforcement.actions.block_relisting import BlockRelisting
from counterfoil.enforcement.actions.demote import Demote
from counterfoil.enforcement.actions.hold_payouts import HoldPayouts
from counterfoil.enforcement.actions.kind import EnforcementAction
from counterfoil.enforcement.actions.notify_owner import NotifyOwner
from counterfoil.enforcement.actions.refund_buyers import RefundBuyers
from counterfoil.enforcement.actions.remove import Remove
from counterfoil.enforcement.actions.request_documents import RequestDocuments
from counterfoil.enforcement.actions.suspend import Suspend
from counterfoil.enforcement.actions.terminate import Terminate
from counterfoil.enforcement.actions.warn import Warn
from counterfoil.errors import UserError

_KINDS: tuple[type[EnforcementAction], ...] = (
    Warn,
    RequestDocuments,
    Demote,
    Remove,
    BlockRelisting,
    HoldPayouts,
    Suspend,
    Terminate,
    RefundBuyers,
    NotifyOwner,
)
ACTIONS: Mapping[str, EnforcementAction] = {kind.key: kind() for kind in _KINDS}


def action_kind(key: str) -> EnforcementAction:
    """Return a kind by its key. Raises UserError, with those that there are, for another."""
    if key not in ACTIONS:
        raise UserError(f"“{key}” is no kind of action.", cure=f"Use one of: {', '.join(ACTIONS)}.")
    return ACTIONS[key]

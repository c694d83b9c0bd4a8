"""The chart of the network: who stands together with whom."""

from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.chart import NETWORK, Chart
from counterfoil.tracking.network import network
from counterfoil.tracking.network_queries import EDGES

NO_NAMES: Final = (
    "Accounts are told by the platform's id, consignors by their Global Location Number or a code in the place of a "
    "name. Nobody's name stands here, but a code is no anonymity: who has a list of names can find which it is."
)
NO_GUILT: Final = "To stand in it is no finding: it says what was suspected, linked, found or restrained."

PLATFORMS: Final = (
    "An account is one of one platform: the same id on two platforms is two accounts. Where the table of a tie names "
    "no platform, it is the only one on which an account of that id is known."
)
OF_NOBODY: Final = "{} {} left out: the account's id stands on several platforms, and the table does not say on which."


def _ties(number: int) -> tuple[str, str]:
    return f"{number:,} {'tie' if number == 1 else 'ties'}", "is" if number == 1 else "are"


def network_chart(asking: Asking) -> Chart:
    """Return the network map of platforms, accounts, consignors, facilities, cases and orders."""
    return asking.chart(Plan("network", "Who stands together with whom", NETWORK, "Network"), EDGES, _network)


def _network(rows: pl.DataFrame) -> Told:
    found = network(rows)
    if found.nodes.is_empty():
        return Told(found.nodes, "Nothing is suspected, linked, found or restrained.", (NO_NAMES,), found.edges)
    kinds = found.nodes.group_by("kind").len().sort(["len", "kind"], descending=[True, False])
    counted = ", ".join(
        f"{number:,} {name if number == 1 else _PLURAL.get(name, name + 's')}" for name, number in kinds.iter_rows()
    )
    most = found.nodes.filter(pl.col("kind") == "account").sort(["degree", "id"], descending=[True, False])
    says = f"{counted}, in {found.edges.height:,} ties."
    if most.height:
        says += f" Account {most['id'][0]} has the most: {most['degree'][0]}."
    left = found.all_nodes - found.nodes.height
    notes = (
        NO_NAMES,
        NO_GUILT,
        PLATFORMS,
        *((f"{left:,} nodes with fewer ties are not shown.",) if left else ()),
        *((OF_NOBODY.format(*_ties(found.left_out)),) if found.left_out else ()),
    )
    return Told(found.nodes, says, notes, found.edges)


_PLURAL: Final = {"facility": "facilities"}

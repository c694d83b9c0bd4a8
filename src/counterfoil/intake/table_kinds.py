"""Which tables can a file be read as, and which command takes it then? One line for each.

A new table joins with a line in TABLE_KINDS; what others call its columns stands in inspection/header_words.toml.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import dataframely as dy

from counterfoil.intake.labels import read_decisions, read_labels
from counterfoil.intake.offers import REQUIRED, read_offers
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import (
    read_complaints,
    read_rates,
    read_reference_prices,
    read_sales,
    read_sellers,
)
from counterfoil.tables.complaint import Complaint
from counterfoil.tables.contract import Sorted
from counterfoil.tables.given_decision import GivenDecision
from counterfoil.tables.label import Label
from counterfoil.tables.offer import Offer
from counterfoil.tables.rate import Rate
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller import Seller

Read = Callable[..., Sorted | Iterator[Sorted]]  # (stream, *, file, mapping, encoding)


class TableKind(NamedTuple):
    """A table: its name in the plural, its contract, the columns a file must have, and how it is read.

    `command` is what to run next, {file} being the file; `with_mapping` says that it takes --mapping for this file,
    `personal` that the table is about people, so that no value of it is shown.
    """

    name: str
    contract: type[dy.Schema]
    required: tuple[str, ...]
    read: Read
    command: str
    with_mapping: bool = False
    personal: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.contract.column_names())


_SCREEN = "counterfoil screen OFFERS --rights RIGHTS {option} {{file}} -o out"
_PRICES = ("brand", "condition", "currency", "offers", "lowest", "low", "median", "high")
TABLE_KINDS = (  # of equal claims the first wins
    TableKind(
        "offers", Offer, REQUIRED, read_offers, "counterfoil screen {file} --rights RIGHTS -o out", with_mapping=True
    ),
    TableKind("rights", Right, ("mark", "owner"), read_rights, "counterfoil screen OFFERS --rights {file} -o out"),
    TableKind("sellers", Seller, ("id",), read_sellers, _SCREEN.format(option="--sellers"), personal=True),
    TableKind("sales", Sale, ("offer_id", "units"), read_sales, _SCREEN.format(option="--sales")),
    TableKind("complaints", Complaint, ("offer_id", "kind"), read_complaints, _SCREEN.format(option="--complaints")),
    TableKind("rates", Rate, ("currency", "usd"), read_rates, _SCREEN.format(option="--rates")),
    TableKind(
        "reference prices", ReferencePrice, _PRICES, read_reference_prices, _SCREEN.format(option="--prices")
    ),
    TableKind(
        "labels",
        Label,
        ("subject_id", "label", "origin", "selection_probability"),
        read_labels,
        "counterfoil evaluate out --labels {file}",
    ),
    TableKind(
        "decisions",
        GivenDecision,
        ("subject_id", "decision"),
        read_decisions,
        "counterfoil evaluate {file} --labels LABELS",
    ),
)  # fmt: skip


def sorted_batches(given: Sorted | Iterator[Sorted]) -> Iterator[Sorted]:
    """Yield what the kind's reader gives, whether at once or in batches."""
    if isinstance(given, Sorted):
        yield given
    else:
        yield from given

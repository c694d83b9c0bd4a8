"""What has to be handed in where a measure lacks a table, and who has it? The cure beside each “not measurable”."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class NeededTable(NamedTuple):
    """`held_by` has it; `cure` says in a sentence how it comes about."""

    held_by: str
    cure: str


_CASES: Final = "Give the folder of the cases (counterfoil case, action), or a table with these columns."
NEEDED: Mapping[str, NeededTable] = {
    "action": NeededTable("whoever enforces", _CASES),
    "bank_request": NeededTable(
        "those who ask banks, or the platform",
        "Give a table of requests: the bank by its BIC or routing number, what was due when, and when it was answered.",
    ),
    "case": NeededTable("whoever enforces", _CASES),
    "clock": NeededTable("whoever vets", "Run counterfoil vet with --events, once for each period."),
    "disposition": NeededTable("warehouses", "Record what became of the goods with counterfoil disposition."),
    "disposition_proof": NeededTable("warehouses", "Record the proofs with counterfoil disposition prove."),
    "dossier": NeededTable("whoever vets", "Run counterfoil vet, once for each period."),
    "event": NeededTable("whoever enforces", "Give the folder of the cases, or a log of acts with these columns."),
    "label": NeededTable("whoever buys tests", "Give a file of labels, with the origin “test purchase”."),
    "notice": NeededTable(
        "notifiers, and the platform", "Give the folder of a case with notices, or a table with these columns."
    ),
    "notice_listing": NeededTable(
        "notifiers, and the platform", "Give the folder of a case with notices, or a table with these columns."
    ),
    "offer": NeededTable("the platform", "Give the feed of offers, with the day on which each was seen."),
    "order_breach": NeededTable("whoever watches an order", "Run counterfoil order check."),
    "page_check": NeededTable(
        "anybody", "Open pages of offers drawn by chance, and write down what stands there: one question to a row."
    ),
    "payout": NeededTable("the platform", "Give the payouts, with the bank of each."),
    "re_entry": NeededTable("whoever links accounts", "Run counterfoil link."),
    "reappearance": NeededTable(
        "notifiers, and the platform",
        "Look again with counterfoil notice stay-down, or give a table with these columns.",
    ),
    "resolved_party": NeededTable("whoever links accounts", "Run counterfoil link."),
    "seller": NeededTable("the platform", "Give the sellers, with the country of each."),
    "seller_document": NeededTable("the platform", "Give what sellers showed: approvals and test reports too."),
    "seller_event": NeededTable("the platform", "Give what happened between platform and sellers, by day."),
    "shipment": NeededTable("carriers and warehouses", "Give the shipments, with the seller of each line."),
    "statement": NeededTable("whoever enforces", "Make statements of reasons with counterfoil statement."),
    "violation": NeededTable("the platform", "Give the violations that were found, and what was done about each."),
}

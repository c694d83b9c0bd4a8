"""Which tables can a file be read as, and which command takes it then? One line for each.

A new table joins with a line in TABLE_KINDS; what others call its columns stands in inspection/header_words.toml.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import dataframely as dy

from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.consumer_sales import OF_DECLARATIONS, OF_SALES, read_consumer_sales, read_seller_declarations
from counterfoil.intake.examinations import REQUIRED as OF_EXAMINATIONS
from counterfoil.intake.examinations import read_examinations
from counterfoil.intake.goods.read import read_categories, read_events, read_goods, read_inventory, read_shipments
from counterfoil.intake.judgements import read_judgements, read_resolved_parties
from counterfoil.intake.known_pictures import read_known_pictures
from counterfoil.intake.labels import read_decisions, read_labels
from counterfoil.intake.offers import REQUIRED, read_offers
from counterfoil.intake.parties.read import read_parties, read_party_details
from counterfoil.intake.rights import read_rights
from counterfoil.intake.seller_records import read_seller_documents, read_seller_events
from counterfoil.intake.tables import (
    read_complaints,
    read_pair_labels,
    read_rates,
    read_reference_prices,
    read_sales,
    read_sellers,
)
from counterfoil.intake.targeting_files import OF_CAPACITIES, OF_CONTROLS, read_capacities, read_controls
from counterfoil.intake.violations import REQUIRED as OF_VIOLATIONS
from counterfoil.intake.violations import read_violations
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.capacity import Capacity
from counterfoil.tables.category import Category
from counterfoil.tables.complaint import Complaint
from counterfoil.tables.consumer_sale import ConsumerSale
from counterfoil.tables.contract import Sorted
from counterfoil.tables.control import Control
from counterfoil.tables.examination import Examination
from counterfoil.tables.given_decision import GivenDecision
from counterfoil.tables.goods import Goods
from counterfoil.tables.goods_event import GoodsEvent
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.judgement import Judgement
from counterfoil.tables.known_picture import KnownPicture
from counterfoil.tables.label import Label
from counterfoil.tables.offer import Offer
from counterfoil.tables.pair_label import PairLabel
from counterfoil.tables.party import Party
from counterfoil.tables.party_detail import PartyDetail
from counterfoil.tables.rate import Rate
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller import Seller
from counterfoil.tables.seller_declaration import SellerDeclaration
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent
from counterfoil.tables.shipment import Shipment
from counterfoil.tables.violation import Violation

Read = Callable[..., Sorted | Iterator[Sorted]]  # (stream, *, file, mapping, encoding)


class TableKind(NamedTuple):
    """A table: its name in the plural, its contract, the columns a file must have, and how it is read.

    `command` is what to run next, {file} being the file; `with_mapping` says that it takes --mapping for this file,
    `personal` that the table is about people, so that no value of it is shown, `people` which columns of another may
    name them. `formats` are those that hold this table, where offers are not what they hold.
    """

    name: str
    contract: type[dy.Schema]
    required: tuple[str, ...]
    read: Read
    command: str
    with_mapping: bool = False
    personal: bool = False
    people: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.contract.column_names())


_SCREEN = "counterfoil screen OFFERS --rights RIGHTS {option} {{file}} -o out"
_VET = "counterfoil vet SELLERS {option} {{file}} --day DAY -o out"
_WRITE = "counterfoil inspect {{file}} --as {table} -o {name}.parquet"  # no command takes it yet
_CONSIGNEE = "counterfoil consignee SHIPMENTS {option} {{file}} --day DAY -o out"
_TARGET = "counterfoil target SHIPMENTS --capacity {capacity} --day DAY --seed SEED{more} -o worklist"
_MATCH = "counterfoil match {file} -o out"
_PRICES = ("brand", "condition", "currency", "offers", "lowest", "low", "median", "high")
TABLE_KINDS = (  # of equal claims the first wins
    TableKind(
        "offers", Offer, REQUIRED, read_offers, "counterfoil screen {file} --rights RIGHTS -o out", with_mapping=True
    ),
    TableKind(
        "rights",
        Right,
        ("mark", "owner"),
        read_rights,
        "counterfoil screen OFFERS --rights {file} -o out",
        people=("authorised_sellers",),
        formats=("uspto_bulk", "st66", "st96", "euipo", "tmview"),
    ),
    TableKind(
        "authorisations",
        Authorisation,
        ("seller",),
        read_authorisations,
        _SCREEN.format(option="--authorisations"),
        people=("seller", "granted_by"),
    ),
    TableKind("sellers", Seller, ("id",), read_sellers, _SCREEN.format(option="--sellers"), personal=True),
    TableKind(
        "seller documents",
        SellerDocument,
        ("seller_id", "type"),
        read_seller_documents,
        _VET.format(option="--documents"),
        personal=True,
    ),
    TableKind(
        "seller events",
        SellerEvent,
        ("seller_id", "kind", "day"),
        read_seller_events,
        _VET.format(option="--events"),
        people=("detail",),
    ),
    TableKind("sales", Sale, ("offer_id", "units"), read_sales, _SCREEN.format(option="--sales")),
    TableKind(
        "consumer sales",
        ConsumerSale,
        OF_SALES,
        read_consumer_sales,
        _CONSIGNEE.format(option="--sales"),
        people=("consumer",),
    ),
    TableKind(
        "seller declarations",
        SellerDeclaration,
        OF_DECLARATIONS,
        read_seller_declarations,
        _CONSIGNEE.format(option="--declared"),
    ),
    TableKind("complaints", Complaint, ("offer_id", "kind"), read_complaints, _SCREEN.format(option="--complaints")),
    TableKind(
        "known pictures",
        KnownPicture,
        ("file", "role"),
        read_known_pictures,
        "counterfoil screen OFFERS --rights RIGHTS --images PICTURES --known-pictures {file} -o out",
    ),
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
    TableKind(
        "parties",
        Party,
        ("id", "name"),
        read_parties,
        _VET.format(option="--denied"),
        personal=True,
        formats=("ofac", "un_consolidated", "us_consolidated", "follow_the_money", "gleif", "companies_house"),
    ),
    TableKind(
        "party details",
        PartyDetail,
        ("party_id", "property", "value"),
        read_party_details,
        _WRITE.format(table="'party details'", name="details"),
        personal=True,
        formats=("ofac", "follow_the_money"),
    ),
    TableKind(
        "shipments",
        Shipment,
        ("shipment_id",),
        read_shipments,
        _MATCH.format(file="GOODS {file}"),
        people=("consignor", "consignee"),
        formats=("x12", "edifact"),
    ),
    TableKind(
        "inventory",
        Inventory,
        ("quantity",),
        read_inventory,
        _MATCH.format(file="GOODS {file}"),
        formats=("amazon_fba", "amazon_fba_json", "x12"),
    ),
    TableKind(
        "examinations",
        Examination,
        OF_EXAMINATIONS,
        read_examinations,
        "counterfoil target audit WORKLIST {file}",
        people=("inspector", "reason"),
    ),
    TableKind(
        "capacities",
        Capacity,
        OF_CAPACITIES,
        read_capacities,
        _TARGET.format(capacity="{file}", more=""),
    ),
    TableKind(
        "controls",
        Control,
        OF_CONTROLS,
        read_controls,
        _TARGET.format(capacity="CAPACITY", more=" --controls {file}"),
        people=("consignor", "ordered_by"),
    ),
    TableKind(
        "events",
        GoodsEvent,
        ("type", "eventTime"),
        read_events,
        "counterfoil serials {file} -o out",
        formats=("epcis_xml", "epcis_json"),
    ),
    TableKind(
        "judgements",
        Judgement,
        ("seller_id", "other_seller_id", "verdict"),
        read_judgements,
        "counterfoil link SELLERS --judgements {file} -o linked",
        people=("reviewer",),
    ),
    TableKind(
        "resolved parties",
        ResolvedParty,
        ("party_id", "seller_id", "cause", "since"),
        read_resolved_parties,
        "counterfoil link SELLERS --previous {file} -o linked",
    ),
    TableKind(
        "categories",
        Category,
        ("scheme", "code"),
        read_categories,
        _WRITE.format(table="categories", name="categories"),
        formats=("category_table", "gpc", "hts"),
    ),
    TableKind(
        "pair labels",
        PairLabel,
        ("goods_id", "item_id", "same_product"),
        read_pair_labels,
        "counterfoil match GOODS INVENTORY --labels {file} -o out",
    ),
    TableKind("violations", Violation, OF_VIOLATIONS, read_violations, "counterfoil strikes replay {file}"),
    TableKind(  # without a status, goods are told from offers by `goods_files`: most of their columns are the same
        "goods",
        Goods,
        ("id", "status"),
        read_goods,
        _MATCH.format(file="{file} INVENTORY"),
        people=("supplier",),
    ),
)  # fmt: skip


def sorted_batches(given: Sorted | Iterator[Sorted]) -> Iterator[Sorted]:
    """Yield what the kind's reader gives, whether at once or in batches."""
    if isinstance(given, Sorted):
        yield given
    else:
        yield from given

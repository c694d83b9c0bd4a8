"""Goods events: what happened to which goods, when, where and why, as EPCIS tells it. One event to a row.

Columns are the fields of GS1 EPCIS 2.0 (https://ref.gs1.org/standards/epcis/2.0.1/), words those of its Core Business
Vocabulary without their namespace ("shipping"). What people did stands in the table `event`.
"""

import datetime as dt

import dataframely as dy
import polars as pl

TYPES = (
    "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent", "QuantityEvent",
)  # fmt: skip
ACTIONS = ("ADD", "OBSERVE", "DELETE")
EPCS = ("epcList", "childEPCs", "inputEPCList", "outputEPCList")
QUANTITIES = ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")


def _epcs(description: str | None = None) -> dy.List:
    return dy.List(dy.String(nullable=True), nullable=True, description=description)


def _quantities() -> dy.List:
    fields = {
        "epcClass": dy.String(nullable=True),
        "quantity": dy.Decimal(24, 6, nullable=True),
        "uom": dy.String(nullable=True),
    }
    inner = dy.Struct(fields, nullable=True)
    return dy.List(inner, nullable=True, description="uom: UN/ECE Recommendation 20, none for pieces")


def _typed(name: str) -> dy.List:
    inner = dy.Struct({"type": dy.String(nullable=True), name: dy.String(nullable=True)}, nullable=True)
    return dy.List(inner, nullable=True)


class GoodsEvent(dy.Schema):
    """One EPCIS event."""

    eventID = dy.String(nullable=True)  # noqa: N815  EPCIS writes it so
    type = dy.String(nullable=False)
    action = dy.String(nullable=True, description="ADD, OBSERVE or DELETE; none of a transformation")
    eventTime = dy.Datetime(nullable=False, time_zone="UTC")  # noqa: N815
    eventTimeZoneOffset = dy.String(nullable=True, description="where it happened: +02:00")  # noqa: N815
    recordTime = dy.Datetime(nullable=True, time_zone="UTC")  # noqa: N815
    parentID = dy.String(nullable=True, description="the pallet or case that the children are in")  # noqa: N815
    epcList = _epcs("single things, as the file writes them: EPC URN or GS1 Digital Link")  # noqa: N815
    quantityList = _quantities()  # noqa: N815
    childEPCs = _epcs()  # noqa: N815
    childQuantityList = _quantities()  # noqa: N815
    inputEPCList = _epcs()  # noqa: N815
    inputQuantityList = _quantities()  # noqa: N815
    outputEPCList = _epcs()  # noqa: N815
    outputQuantityList = _quantities()  # noqa: N815
    transformationID = dy.String(nullable=True)  # noqa: N815
    bizStep = dy.String(nullable=True, description="shipping, receiving …")  # noqa: N815
    disposition = dy.String(nullable=True, description="in_transit, recalled …")
    readPoint = dy.String(nullable=True)  # noqa: N815
    bizLocation = dy.String(nullable=True)  # noqa: N815
    bizTransactionList = _typed("bizTransaction")  # noqa: N815
    sourceList = _typed("source")  # noqa: N815
    destinationList = _typed("destination")  # noqa: N815
    ilmd = dy.String(nullable=True, description="master data of the instance or lot, as JSON")
    errorDeclarationTime = dy.Datetime(nullable=True, time_zone="UTC", description="the event was declared wrong")  # noqa: N815
    errorReason = dy.String(nullable=True)  # noqa: N815

    @dy.rule()
    def type_is_one_of_epcis(cls) -> pl.Expr:
        return pl.col("type").is_in(TYPES)

    @dy.rule()
    def action_is_one_of_add_observe_delete(cls) -> pl.Expr:
        return pl.col("action").is_in(ACTIONS)


EXAMPLE = pl.DataFrame(
    {
        "eventID": ["urn:uuid:00000000-0000-4000-8000-000000000001"],
        "type": ["ObjectEvent"],
        "action": ["OBSERVE"],
        "eventTime": [dt.datetime(2026, 9, 2, 8, 30, tzinfo=dt.UTC)],
        "epcList": [["urn:epc:id:sgtin:9521011.000102.1"]],
        "bizStep": ["receiving"],
        "readPoint": ["urn:epc:id:sgln:9529001.00001.0"],
    }
)

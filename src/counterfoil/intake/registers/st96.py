"""WIPO ST.96 XML: one mark as the USPTO's TSDR gives it (…/info with ST.96), and files of several marks.

Sources: WIPO Standard ST.96, https://www.wipo.int/standards/en/st96.html; TSDR Data API,
https://developer.uspto.gov/api-catalog/tsdr-data-api. A `Trademark` is one mark. Read are numbers, days, status, mark,
feature, register, classes, goods and owners; not read are representatives, correspondents, staff, events, assignments
and proceedings, which name people. Quirks: an application has no RegistrationOfficeCode, but the office stands within
its ApplicationNumber; a class stands three times (Primary, Nice, Domestic), and its status in a description of its own
without number; the principal register is called Primary; owners of all times are listed, their party type being the
attribute sequenceNumber.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.reader import MARKS, Format, RawBatch, Wanted
from counterfoil.intake.registers.columns import ClassGoods, Party, goods_columns, owner_columns, standing
from counterfoil.intake.registers.wipo import Numbers, all_of, mark_columns, order_of, text_of
from counterfoil.intake.xml_records import Shape, read_records, root_of

_NAMESPACE = "XMLSchema/ST96/Trademark"
_ROOTS = ("TrademarkTransaction", "TrademarkBag", "Trademark")
_ORDER = "{http://www.wipo.int/standards/XMLSchema/ST96/Common}sequenceNumber"
_REGISTERS = {"primary": "principal"}
_NAMES = ("EntityName", "OrganizationName/OrganizationStandardName", "PersonName/PersonFullName")
_STATUS = "ClassDescriptionBag/ClassDescription/NationalStatusBag/NationalStatus/NationalStatusCode"


def recognises(head: bytes) -> bool:
    """Tell whether the root is one of ST.96's for marks, in its namespace."""
    return root_of(head) in _ROOTS and _NAMESPACE in head_text(head)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the marks in batches, `line` being that on which a mark begins; raises as `read_records`."""
    return read_records(stream, wanted, _FILE)


def _rows(mark: etree._Element) -> tuple[dict[str, str]]:
    numbers = Numbers(
        office=text_of(mark, "RegistrationOfficeCode") or text_of(mark, "ApplicationNumber/IPOfficeCode"),
        application=text_of(mark, "ApplicationNumber/ApplicationNumberText"),
        filed_on=text_of(mark, "ApplicationDate"),
    )
    register = text_of(mark, "NationalTrademarkInformation/RegisterCategory").lower()
    classes = mark.iterfind("{*}GoodsServicesBag/{*}GoodsServices")
    return (
        mark_columns(mark, numbers)
        | {"register": _REGISTERS.get(register, register)}
        | owner_columns([_party(owner) for owner in mark.iterfind("{*}ApplicantBag/{*}Applicant")])
        | goods_columns(standing(_class(found) for found in classes)),
    )


def _class(found: etree._Element) -> ClassGoods:
    kinds = [
        (text_of(entry, "ClassificationKindCode"), entry)
        for entry in found.iterfind("{*}GoodsServicesClassificationBag/{*}GoodsServicesClassification")
    ]
    international = [text_of(entry, "ClassNumber") for kind, entry in kinds if kind == "Nice"]
    described = all_of(found, "ClassDescriptionBag/ClassDescription/ClassNumber")
    national = [text_of(entry, "NationalClassNumber") for kind, entry in kinds if kind == "Domestic"]
    texts = all_of(found, "ClassDescriptionBag/ClassDescription/GoodsServicesDescriptionText")
    statuses = [status for status in all_of(found, _STATUS) if status]
    return ClassGoods(international or described, national, texts, active=not statuses or "6" in statuses)


def _party(owner: etree._Element) -> Party:
    names = [name for path in _NAMES if (name := text_of(owner, f"Contact/Name/{path}"))]
    country = text_of(owner, "Contact/PostalAddressBag//CountryCode")
    return Party(order_of(owner.get(_ORDER, "")), names[0] if names else "", country)


_FILE = Shape(tuple(f"{{*}}{root}" for root in _ROOTS[:2]), ("{*}Trademark",), _rows, "ST.96 file")
ST96 = Format("st96", recognises, read, holds=MARKS)

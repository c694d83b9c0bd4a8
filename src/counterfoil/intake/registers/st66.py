"""WIPO ST.66 XML: one mark as the USPTO's TSDR gives it (…/info.xml), and files of several transactions.

Sources: WIPO Standard ST.66, https://www.wipo.int/standards/en/st66.html; TSDR Data API,
https://developer.uspto.gov/api-catalog/tsdr-data-api. A `TransactionData` holds a mark and, beside it, its owners.
Read are numbers, days, status, mark, feature, register, classes, goods and owners; not read are representatives,
staff, events, assignments and proceedings, which name people. Quirks: a day carries an offset (2018-04-17-04:00);
an application has an empty RegistrationNumber; owners of all times are listed, told apart by PartyTypeCode.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.reader import MARKS, Format, RawBatch, Wanted
from counterfoil.intake.registers.columns import ClassGoods, Party, goods_columns, owner_columns, standing
from counterfoil.intake.registers.wipo import Numbers, all_of, mark_columns, order_of, text_of
from counterfoil.intake.xml_records import Shape, read_records, root_of

_NAMESPACE = "wipo.int/standards/XMLSchema/trademarks"  # ST.96's ends in ST96/Trademark
_NAME = "ApplicantAddressBook/FormattedNameAddress/Name"
_ADDRESS = "ApplicantAddressBook/FormattedNameAddress/Address"


def recognises(head: bytes) -> bool:
    """Tell whether the root is a transaction in the namespace of ST.66."""
    return root_of(head) == "Transaction" and _NAMESPACE in head_text(head)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the marks in batches, `line` being that on which a transaction begins; raises as `read_records`."""
    return read_records(stream, wanted, _FILE)


def _rows(data: etree._Element) -> Iterator[dict[str, str]]:
    beside = owner_columns([_party(owner) for owner in data.iterfind("{*}ApplicantDetails/{*}Applicant")])
    for mark in data.iterfind("{*}TradeMarkDetails/{*}TradeMark"):
        own = owner_columns([_party(owner) for owner in mark.iterfind("{*}ApplicantDetails/{*}Applicant")])
        numbers = Numbers(
            office=text_of(mark, "RegistrationOfficeCode"),
            application=text_of(mark, "ApplicationNumber"),
            filed_on=text_of(mark, "ApplicationDate"),
        )
        yield (
            mark_columns(mark, numbers)
            | {"register": text_of(mark, "TradeMarkExt/RegisterCategory").lower()}
            | (own or beside)
            | goods_columns(
                standing(_class(found) for found in mark.iterfind("{*}GoodsServicesDetails//{*}ClassDescription"))
            )
        )


def _class(found: etree._Element) -> ClassGoods:
    active = text_of(found, "ClassNumberStatusCode") in ("", "6")
    international, national = all_of(found, "ClassNumber"), all_of(found, "ClassDescriptionExt/DomesticClassNumbers")
    return ClassGoods(international, national, all_of(found, "GoodsServicesDescription"), active=active)


def _party(owner: etree._Element) -> Party:
    lines = all_of(owner, f"{_NAME}/FreeFormatName/FreeFormatNameDetails/FreeFormatNameLine")
    name = " ".join(lines) or text_of(owner, f"{_NAME}/FormattedName/OrganizationName")
    country = text_of(owner, f"{_ADDRESS}/FormattedAddress/FormattedAddressCountryCode")
    return Party(order_of(text_of(owner, "ApplicantExt/PartyTypeCode")), name, country)


_FILE = Shape(("{*}Transaction",), ("{*}TransactionData",), _rows, "ST.66 file")
ST66 = Format("st66", recognises, read, holds=MARKS)

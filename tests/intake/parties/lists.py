"""Small invented lists of parties in the shapes of the real ones, and a way to read them."""

import polars as pl

from counterfoil.intake.parties.read import read_parties, read_party_details
from counterfoil.tables.contract import Sorted
from intake.samples import stream, together

SDN = (
    '90001,"GULDBORG, Anders Emil","individual","SDNT] [EXAMPLE2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 28 Jul 1963; '
    "alt. DOB 1964; POB Nykobing; nationality Namibia; Passport P0017003 (Belize) issued 01 Feb 2001; Tax ID No. "
    "52-20 (United States); Email Address emil@guldborg.example; Website www.guldborg.example; Linked To: NORDHAVN; "
    "a.k.a. 'DEN LANGE'.\"\r\n"
    '90002,"NORDHAVN IMPORT EXPORT",-0- ,"EXAMPLE2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '90003,"MARIBO STAR","vessel","EXAMPLE2",-0- ,"A8XX7","Crude Oil Tanker",-0- ,-0- ,"Gabon",-0- ,'
    '"Vessel Registration Identification IMO 9999999; MMSI 636000000."\r\n\x1a'
)
ALT = '90002,1,"aka","NORDHAVN TRADING",-0- \r\n90002,2,"fka","SYDHAVN LTD",-0- \r\n99999,3,"aka","NOBODY",-0- \r\n\x1a'
ADD = '90002,7,"Havnegade 1","Nykobing 4800","Denmark",-0- \r\n90001,8,-0- ,-0- ,-0- ,-0- \r\n'
COMMENTS = "90002,\"Registration Number 1234567 (Denmark); a.k.a. 'NH'.\"\r\n\x1a"

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-01">
<INDIVIDUALS><INDIVIDUAL><DATAID>700001</DATAID><FIRST_NAME>Anders</FIRST_NAME><SECOND_NAME>Emil</SECOND_NAME>
<THIRD_NAME>Guldborg</THIRD_NAME><UN_LIST_TYPE>Example</UN_LIST_TYPE><LISTED_ON>2025-02-14</LISTED_ON>
<COMMENTS1>An invented entry.</COMMENTS1><NATIONALITY><VALUE>Denmark</VALUE><VALUE>Namibia</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>A. E. Guldborg</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Lange</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><CITY>Nykobing</CITY><COUNTRY>Denmark</COUNTRY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>P001</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>700002</DATAID><FIRST_NAME>NORDHAVN IMPORT EXPORT</FIRST_NAME>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>SYDHAVN</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""

CSL = (
    "_id,source,entity_number,type,programs,name,addresses,start_date,end_date,remarks,alt_names,citizenships,"
    "dates_of_birth,nationalities,source_information_url,ids,vessel_flag\n"
    '"a1","Unverified List (UVL)","","","","Nordhavn Optics","Havnegade 1, Nykobing, DK; Kaj 2, Oslo, NO","","","","",'
    '"","","","https://lists.example/uvl","",""\n'
    '"a2","Specially Designated Nationals","90001","Individual","EXAMPLE; EX2","GULDBORG, Anders","","2024-05-06","",'
    '"none","Anders Gold; A. Guldborg","NA","1963-07-28","DK","https://lists.example/sdn",'
    '"Passport, P001, DK; Gender, Male",""\n'
)

FTM = (
    '{"id":"addr-1","schema":"Address","properties":{"full":["Havnegade 1, 4800 Nykobing, Denmark"]}}\n'
    '{"id":"p-1","caption":"Anders Guldborg","schema":"Person","properties":{"name":["Андерс","Anders Guldborg"],'
    '"weakAlias":["A; G"],"nationality":["dk"],"birthDate":["1963-07"],"addressEntity":["addr-1"],'
    '"topics":["sanction"]},"datasets":["example"]}\n'
    '{"id":"s-1","schema":"Sanction","properties":{"entity":["p-1"],"program":["EXAMPLE"],"listingDate":["2024-05-06"]}}\n'
    '{"id":"pay-1","schema":"Payment","properties":{"amountEur":["5"]}}\n'
    '{"id":"c-1","schema":"Company","properties":{"name":["Nordhavn ApS"],"registrationNumber":["1234567"]}}\n'
    '{"id":"x","schema":"Company","properties":{"name":"not a list"}}\n'
)

GLEIF = """{"records": [
 {"LEI": {"$": "00000000000000000098"}, "Entity": {"LegalName": {"@xml:lang": "da", "$": "Nordhavn ApS"},
  "OtherEntityNames": {"OtherEntityName": [{"@type": "TRADING_OR_OPERATING_NAME", "$": "Nordhavn Optics"}]},
  "LegalAddress": {"FirstAddressLine": {"$": "Havnegade 1"}, "City": {"$": "Nykobing"}, "Country": {"$": "DK"}},
  "RegistrationAuthority": {"RegistrationAuthorityEntityID": {"$": "1234567"}}, "EntityStatus": {"$": "ACTIVE"}}},
 {"LEI": "00000000000000000099", "ExceptionCategory": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT"}
]}"""
GLEIF_API = """{"data": [{"type": "lei-records", "id": "00000000000000000098", "attributes":
 {"lei": "00000000000000000098", "entity":
 {"legalName": {"name": "Nordhavn ApS", "language": "da"}, "otherNames": [{"name": "NH", "language": "da"}],
 "legalAddress": {"addressLines": ["Havnegade 1"], "city": "Nykobing", "country": "DK"}, "jurisdiction": "DK",
 "registeredAs": "1234567", "status": "ACTIVE"}}}]}"""

COMPANIES = (
    "CompanyName, CompanyNumber,RegAddress.AddressLine1, RegAddress.AddressLine2,RegAddress.PostTown,"
    "RegAddress.Country,RegAddress.PostCode,CompanyStatus,CountryOfOrigin,IncorporationDate,"
    "PreviousName_1.CONDATE, PreviousName_1.CompanyName\n"
    '"GULDBORG LTD","00000017","1 QUAY ROAD","","LEEDS","ENGLAND","LS1 0AA","Active","United Kingdom","29/06/2011","",'
    '"SYDHAVN LTD"\n"BAD DAY LTD","00000018","","","","","","Active","","31/31/2011","",""\n'
)
ALL = (SDN, ALT, ADD, COMMENTS, UN, CSL, FTM, GLEIF, GLEIF_API, COMPANIES)


def parties(content: str | bytes) -> Sorted:
    """Return the parties of the content, all batches as one."""
    return together(list(read_parties(stream(content), file="list")))


def details(content: str | bytes) -> Sorted:
    """Return the party details of the content, all batches as one."""
    return together(list(read_party_details(stream(content), file="list")))


def shown(rows: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Return the named columns row by row."""
    return rows.select(columns).rows()

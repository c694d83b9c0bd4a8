"""The same rows as registers of rights, lists of parties and messages of goods: one writer to a format."""

import json

Row = dict[str, str]
ST66, ST96 = "http://www.wipo.int/standards/XMLSchema/trademarks", "http://www.wipo.int/standards/XMLSchema/ST96/"


def _number(row: Row) -> str:
    return row["mpn"].removeprefix("H-").zfill(8)


def uspto_bulk(rows: list[Row]) -> bytes:
    """Return a daily file of the USPTO."""
    cases = "\n".join(
        f"<case-file><serial-number>9{_number(row)[1:]}</serial-number><transaction-date>20260105</transaction-date>"
        "<case-file-header><filing-date>20240301</filing-date><status-code>700</status-code>"
        f"<status-date>20250101</status-date><mark-identification>{row['title']}</mark-identification>"
        "<mark-drawing-code>4000</mark-drawing-code></case-file-header>\n<case-file-statements><case-file-statement>"
        f"<type-code>GS0251</type-code><text>{row['description']}</text></case-file-statement></case-file-statements>\n"
        "<classifications><classification><international-code>025</international-code><us-code>022</us-code>"
        "<status-code>6</status-code><primary-code>025</primary-code></classification></classifications>\n"
        "<case-file-owners><case-file-owner><party-type>30</party-type><party-name>Halvorsen</party-name>"
        "<country>NO</country></case-file-owner></case-file-owners></case-file>"
        for row in rows
    )
    return f"<trademark-applications-daily>\n{cases}</trademark-applications-daily>".encode()


def st66(rows: list[Row]) -> bytes:
    """Return marks as ST.66 writes them."""
    marks = "\n".join(
        "<TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark><RegistrationOfficeCode>US"
        f"</RegistrationOfficeCode><ApplicationNumber>{_number(row)}</ApplicationNumber>"
        "<ApplicationDate>2024-03-01-05:00</ApplicationDate><MarkCurrentStatusCode>700</MarkCurrentStatusCode>\n"
        "<MarkFeature>Word</MarkFeature><WordMarkSpecification><MarkVerbalElementText>"
        f"{row['title']}</MarkVerbalElementText></WordMarkSpecification>\n<GoodsServicesDetails><GoodsServices>"
        "<ClassDescriptionDetails><ClassDescription><ClassNumber>025</ClassNumber><GoodsServicesDescription>"
        f"{row['description']}</GoodsServicesDescription></ClassDescription></ClassDescriptionDetails></GoodsServices>"
        "</GoodsServicesDetails><ApplicantDetails><Applicant><ApplicantSequenceNumber>10</ApplicantSequenceNumber>"
        "<ApplicantAddressBook><FormattedNameAddress><Name><FreeFormatName><FreeFormatNameDetails><FreeFormatNameLine>"
        "Halvorsen</FreeFormatNameLine></FreeFormatNameDetails></FreeFormatName></Name></FormattedNameAddress>"
        "</ApplicantAddressBook></Applicant></ApplicantDetails></TradeMark></TradeMarkDetails></TransactionData>"
        "</TransactionContentDetails>"
        for row in rows
    )
    body = f"<TradeMarkTransactionBody>{marks}</TradeMarkTransactionBody>"
    return f'<?xml version="1.0"?><Transaction xmlns="{ST66}">{body}</Transaction>'.encode()


def st96(rows: list[Row]) -> bytes:
    """Return marks as ST.96 writes them."""
    marks = "\n".join(
        "<t:Trademark><c:ApplicationNumber><c:IPOfficeCode>US</c:IPOfficeCode><c:ApplicationNumberText>"
        f"{_number(row)}</c:ApplicationNumberText></c:ApplicationNumber>\n<t:MarkCurrentStatusCode>700"
        "</t:MarkCurrentStatusCode><t:MarkRepresentation><t:MarkFeatureCategory>Word</t:MarkFeatureCategory>"
        "<t:MarkReproduction><t:WordMarkSpecification><t:MarkVerbalElementText>"
        f"{row['title']}</t:MarkVerbalElementText></t:WordMarkSpecification></t:MarkReproduction>"
        "</t:MarkRepresentation>\n<t:GoodsServicesBag><t:GoodsServices><t:ClassDescriptionBag><t:ClassDescription>"
        "<t:ClassNumber>25</t:ClassNumber><t:GoodsServicesDescriptionText>"
        f"{row['description']}</t:GoodsServicesDescriptionText></t:ClassDescription></t:ClassDescriptionBag>"
        '</t:GoodsServices></t:GoodsServicesBag><t:ApplicantBag><t:Applicant c:sequenceNumber="10"><c:Contact><c:Name>'
        "<c:PersonName><c:PersonFullName>Nora Invented</c:PersonFullName></c:PersonName></c:Name></c:Contact>"
        "</t:Applicant></t:ApplicantBag></t:Trademark>"
        for row in rows
    )
    bag = f'<t:TrademarkBag xmlns:c="{ST96}Common" xmlns:t="{ST96}Trademark">{marks}</t:TrademarkBag>'
    return f'<?xml version="1.0"?>\n{bag}'.encode()


def euipo(rows: list[Row]) -> bytes:
    """Return a page of marks."""
    marks = [
        {
            "applicationNumber": _number(row),
            "markFeature": "WORD",
            "niceClasses": [25, 18],
            "status": "REGISTERED",
            "wordMarkSpecification": {"verbalElement": row["title"]},
            "applicants": [{"name": "Halvorsen Sport AS"}],
            "registrationDate": "2019-05-02",
            "expiryDate": "2029-01-02",
        }
        for row in rows
    ]
    return json.dumps({"trademarks": marks, "totalElements": len(marks)}, indent=1).encode()


def tmview(rows: list[Row]) -> bytes:
    """Return a page of hits."""
    hits = [
        {
            "ST13": f"NO50{row['gtin']}",
            "tmName": row["title"],
            "tmOffice": "NO",
            "applicationNumber": _number(row),
            "tradeMarkStatus": "Registered",
            "niceClass": [25],
            "applicantName": ["Halvorsen Sport AS"],
            "applicationDate": "2019-01-02T12:00:00.000Z",
            "tradeMarkType": "Word",
        }
        for row in rows
    ]
    return json.dumps({"totalResults": len(hits), "tradeMarks": hits}).encode()


def ofac(rows: list[Row]) -> bytes:
    """Return parties as OFAC lists them."""
    lines = [
        f'{_number(row)},"{row["title"]}","individual","EXAMPLE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 28 Jul 1963; '
        f"nationality Denmark; Passport P{_number(row)} (Denmark); a.k.a. 'GULDBORG'.\""
        for row in rows
    ]
    return "\r\n".join(lines).encode()


def un_consolidated(rows: list[Row]) -> bytes:
    """Return individuals of the list of the United Nations."""
    entries = "\n".join(
        f"<INDIVIDUAL><DATAID>{_number(row)}</DATAID><FIRST_NAME>{row['title']}</FIRST_NAME>"
        f"<UN_LIST_TYPE>Example</UN_LIST_TYPE><LISTED_ON>2025-02-14</LISTED_ON><COMMENTS1>{row['description']}"
        "</COMMENTS1><NATIONALITY><VALUE>Denmark</VALUE></NATIONALITY>\n<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>"
        f"<ALIAS_NAME>{row['brand']}</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ADDRESS><CITY>Nykobing</CITY>"
        "<COUNTRY>Denmark</COUNTRY></INDIVIDUAL_ADDRESS><INDIVIDUAL_DATE_OF_BIRTH><YEAR>1963</YEAR>"
        "</INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"
        for row in rows
    )
    return f"<CONSOLIDATED_LIST><INDIVIDUALS>\n{entries}</INDIVIDUALS></CONSOLIDATED_LIST>".encode()


def us_consolidated(rows: list[Row]) -> bytes:
    """Return entries of the Consolidated Screening List."""
    header = "_id,source,entity_number,type,programs,name,addresses,start_date,remarks,alt_names,dates_of_birth,ids\n"
    lines = [
        f'{row["id"]},Example List,{_number(row)},Individual,EXAMPLE; EX2,{row["title"]},"Havnegade 1, Nykobing, DK",'
        f'2024-05-06,"{row["title"]} {row["title"]}",Anders; A. G.,1963-07-28,"Passport, P{_number(row)}, DK"\n'
        for row in rows
    ]
    return (header + "".join(lines)).encode()


def follow_the_money(rows: list[Row]) -> bytes:
    """Return people, one to a line."""
    lines = [
        json.dumps(
            {
                "id": row["id"],
                "schema": "Person",
                "caption": row["title"],
                "properties": {"name": [row["title"]], "nationality": ["dk"], "notes": [row["description"]]},
            }
        )
        for row in rows
    ]
    return "\n".join(lines).encode()


def gleif(rows: list[Row]) -> bytes:
    """Return records of the golden copy."""
    records = [
        {
            "LEI": {"$": _number(row).zfill(20)},
            "Entity": {
                "LegalName": {"@xml:lang": "da", "$": row["title"]},
                "LegalAddress": {"FirstAddressLine": {"$": "Havnegade 1"}, "Country": {"$": "DK"}},
                "RegistrationAuthority": {"RegistrationAuthorityEntityID": {"$": _number(row)}},
                "EntityStatus": {"$": "ACTIVE"},
            },
        }
        for row in rows
    ]
    return json.dumps({"records": records}).encode()


def companies_house(rows: list[Row]) -> bytes:
    """Return companies."""
    header = (
        "CompanyName, CompanyNumber,RegAddress.AddressLine1, RegAddress.AddressLine2,RegAddress.PostTown,"
        "RegAddress.Country,RegAddress.PostCode,CompanyStatus,CountryOfOrigin,IncorporationDate,"
        "PreviousName_1.CONDATE, PreviousName_1.CompanyName\n"
    )
    lines = [
        f'"{row["title"]}","{_number(row)}","1 QUAY ROAD","","LEEDS","ENGLAND","LS1 0AA","Active","United Kingdom",'
        '"29/06/2011","","SYDHAVN LTD"\n'
        for row in rows
    ]
    return (header + "".join(lines)).encode()


def epcis_json(rows: list[Row]) -> bytes:
    """Return a document of events."""
    events = [
        {
            "eventID": f"urn:uuid:00000000-0000-4000-8000-{_number(row).zfill(12)}",
            "type": "ObjectEvent",
            "action": "OBSERVE",
            "eventTime": "2026-09-02T08:30:00.5+02:00",
            "eventTimeZoneOffset": "+02:00",
            "bizStep": "receiving",
            "epcList": [f"urn:epc:id:sgtin:9521011.000102.{number}" for number in range(3)],
            "readPoint": {"id": "urn:epc:id:sgln:9529001.00001.0"},
            "bizTransactionList": [{"type": "desadv", "bizTransaction": f"urn:example:{row['id']}"}],
        }
        for row in rows
    ]
    document = {"type": "EPCISDocument", "schemaVersion": "2.0", "epcisBody": {"eventList": events}}
    return json.dumps(document).encode()


def epcis_xml(rows: list[Row]) -> bytes:
    """Return a document of events."""
    epcs = "".join(f"<epc>urn:epc:id:sgtin:9521011.000102.{number}</epc>" for number in range(3))
    events = "\n".join(
        "<ObjectEvent><eventTime>2026-09-02T08:30:00.5+02:00</eventTime><eventTimeZoneOffset>+02:00"
        f"</eventTimeZoneOffset><baseExtension><eventID>urn:uuid:00000000-0000-4000-8000-{_number(row).zfill(12)}"
        f"</eventID></baseExtension>\n<epcList>{epcs}</epcList><action>OBSERVE</action>"
        "<bizStep>urn:epcglobal:cbv:bizstep:receiving</bizStep><readPoint><id>urn:epc:id:sgln:9529001.00001.0</id>"
        f"</readPoint><bizTransactionList><bizTransaction>urn:example:{row['id']}</bizTransaction>"
        "</bizTransactionList></ObjectEvent>"
        for row in rows
    )
    root = '<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2">'
    return f"{root}<EPCISBody><EventList>\n{events}</EventList></EPCISBody></epcis:EPCISDocument>".encode()


def x12(rows: list[Row]) -> bytes:
    """Return despatch advices of ten lines each."""
    sets = []
    for at in range(0, len(rows), 10):
        lines = "".join(
            f"HL*{number}*1*I~\nLIN**UP*{row['gtin'][:12]}*VN*{row['mpn']}*LT*L1~\nSN1**12*EA~\nPID*F****{row['title']}~\n"
            for number, row in enumerate(rows[at : at + 10], start=2)
        )
        sets.append(f"ST*856*{at:04}~\nBSN*00*SHP-{at}*20260901*0801~\nHL*1**S~\n{lines}SE*9*{at:04}~\n")
    start = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260902*0900*U*00401*000000007*0*P*>~"
    group = f"GS*SH*SENDER*RECEIVER*20260902*0900*7*X*004010~\n{''.join(sets)}GE*1*7~\n"
    return f"{start}\n{group}IEA*1*000000007~\n".encode()


def edifact(rows: list[Row]) -> bytes:
    """Return despatch advices of ten lines each."""
    messages = []
    for at in range(0, len(rows), 10):
        lines = "".join(
            f"LIN+{number}++{row['gtin']}:EN'\nPIA+1+{row['mpn']}:SA'\nIMD+F++:::{row['title']}'\nQTY+12:24:PCE'\n"
            for number, row in enumerate(rows[at : at + 10], start=1)
        )
        messages.append(f"UNH+{at}+DESADV:D:96A:UN:EAN005'\nBGM+351+DES-{at}+9'\nCPS+1'\n{lines}UNT+9+{at}'\n")
    start = "UNB+UNOC:3+5790000274017:14+5708601000836:14+260902:0900+17'\n"
    return f"{start}{''.join(messages)}UNZ+1+17'\n".encode()


def amazon_fba(rows: list[Row]) -> bytes:
    """Return a report of goods in the centres."""
    header = "sku\tfnsku\tasin\tproduct-name\tcondition\tyour-price\tafn-listing-exists\tafn-warehouse-quantity\n"
    lines = [f"{row['mpn']}\tX{row['gtin']}\tB01\t{row['title']}\tNew\t129.00\tYes\t14\n" for row in rows]
    return (header + "".join(lines)).encode()


def amazon_fba_json(rows: list[Row]) -> bytes:
    """Return summaries of inventories."""
    summaries = [
        {
            "asin": "B01",
            "fnSku": f"X{row['gtin']}",
            "sellerSku": row["mpn"],
            "condition": "NewItem",
            "totalQuantity": 14,
            "lastUpdatedTime": "2026-09-30T00:00:00Z",
            "productName": row["title"],
        }
        for row in rows
    ]
    return json.dumps({"payload": {"inventorySummaries": summaries}}).encode()


def category_table(rows: list[Row]) -> bytes:
    """Return codes of the Harmonized System."""
    lines = [f'XII,{_number(row)},"{row["title"]}, {row["description"][:80]}",64,6\n' for row in rows]
    return ("section,hscode,description,parent,level\n" + "".join(lines)).encode()


def gpc(rows: list[Row]) -> bytes:
    """Return bricks of GS1's scheme."""
    return "".join(f"{_number(row)}\t{row['title']}\t (GPC brick)\n" for row in rows).encode()


def hts(rows: list[Row]) -> bytes:
    """Return lines of the US tariff."""
    lines = [
        {"htsno": _number(row), "indent": "1", "description": row["title"], "units": ["No."], "general": "20%"}
        for row in rows
    ]
    return json.dumps(lines).encode()

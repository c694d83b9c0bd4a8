"""Small invented messages and events of goods, and ways to read them."""

from counterfoil.intake.goods.read import read_categories, read_events, read_inventory, read_shipments
from counterfoil.tables.contract import Sorted
from intake.samples import stream, together

ISA = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260902*0900*U*00401*000000007*0*P*>~"


def x12(kind: str, body: str, *, ends: str = "~\n", number: str = "0001") -> str:
    """Return an interchange with one transaction set."""
    group = f"GS*SH*SENDER*RECEIVER*20260902*0900*7*X*004010~ST*{kind}*0001~{body}SE*9*{number}~GE*1*7~"
    return f"{ISA}{group}IEA*1*000000007~".replace("~", ends)


NOTICE = x12(
    "856",
    "BSN*00*SHP-1*20260901*0801~HL*1**S~TD5**2*OVNT**NORTH CARRIER~REF*CN*1Z999~DTM*011*20260901~DTM*017*260903~"
    "N1*SF*HALVORSEN SPORT*92*9~N1*ST*FJORD OUTFITTERS~N1*WH*HALL*UL*9529001000013~HL*2*1*O~PRF*PO-5~"
    "HL*3*2*P~MAN*GM*095290010004120014~HL*4*3*I~LIN**UP*9521011001028*VN*HFR-42*LT*HS2608A~SN1**12*EA~PID*F****RUNNER~"
    "HL*5*3*I~LIN**UP*not digits~SN1**3*CA~REF*SE*SN-9~",
)
ORDER = x12(
    "940", "W05*N*ORD-1*PO-1~N1*DE*HALVORSEN~LX*1~W01*5*EA**UP*9521011001028*VN*HFR~G69*RUNNER~LX*2~W01*x*EA**VN*A~"
)
RECEIPT = x12("944", "W17*F*20260904*RC-1*ORD-1*SHP-1~W07*480*EA*9521011001028*VN*HFR~N9*LT*HS2608A~")
ADVICE = x12(
    "846",
    "BIA*00*DD*1*20260930~N1*WH*HALL*UL*9529001000013~LIN**UP*9521011001028*LT*0821~QTY*33*10*EA~QTY*17*12*EA~"
    "LIN**VN*NO-COUNT~",
)
ADJUSTMENT = x12("947", "W15*20260930*ADJ-1~W19*05*-3*EA**UP*9521011001028~N9*LT*0821~W19*07*4*CA**VN*HFR~")

DESADV = (
    (
        "UNA:+.?*'UNB+UNOC:3+5790000274017:14+5708601000836:14+260902:0900+17'UNH+1+DESADV:D:96A:UN:EAN005'"
        "BGM+351+DES-1+9'"
        "DTM+11:20260901:102'NAD+CZ+++Halvorsen?+Sport AS'NAD+DP+9529001000013::9'CPS+1'CPS+2+1'"
        "GIN+BJ+095290010004120014'"
        "LIN+1++9521011001028:EN'PIA+1+HS2608A:NB'IMD+F++:::Runner?'s shoe'QTY+12:24:PCE'ALI+VN'GIN+BN+100:199'"
        "LIN+2++HFR-43:SA'QTY+12:3.5:KGM'UNT+16+1'UNZ+1+17'"
    )
    .replace("'", "'\n")
    .replace("?'\n", "?'")
)

EVENTS = """{"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "EPCISDocument",
 "schemaVersion": "2.0", "creationDate": "2026-09-02T08:30:00Z", "epcisBody": {"eventList": [
 {"eventID": "urn:uuid:00000000-0000-4000-8000-000000000001", "type": "ObjectEvent", "action": "OBSERVE",
  "eventTime": "2026-09-02T08:30:00.5+02:00", "eventTimeZoneOffset": "+02:00",
  "bizStep": "https://ref.gs1.org/cbv/BizStep-receiving", "disposition": "in_progress",
  "epcList": ["urn:epc:id:sgtin:9521011.000102.1"], "readPoint": {"id": "urn:epc:id:sgln:9529001.00001.0"},
  "quantityList": [{"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": 171.5, "uom": "KGM"}],
  "bizTransactionList": [{"type": "desadv", "bizTransaction": "urn:example:SHP-0412"}],
  "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:9529001.00002"}],
  "ilmd": {"cbvmda:lotNumber": "0821"}},
 {"type": "AggregationEvent", "action": "ADD", "eventTime": "yesterday", "eventTimeZoneOffset": "+00:00"},
 {"type": "ObjectEvent", "action": "ADD", "eventTime": "2026-09-02T08:30:00Z", "eventTimeZoneOffset": "+00:00",
  "quantityList": [{"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": 1e30}]}
]}}"""

EVENTS_XML = """<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2" creationDate="2026-09-02T08:30:00Z">
<EPCISBody><EventList>
<ObjectEvent><eventTime>2026-09-02T08:30:00.5+02:00</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
<baseExtension><eventID>urn:uuid:00000000-0000-4000-8000-000000000001</eventID><errorDeclaration>
<declarationTime>2026-09-03T00:00:00Z</declarationTime><reason>urn:epcglobal:cbv:er:incorrect_data</reason>
</errorDeclaration></baseExtension>
<epcList><epc>urn:epc:id:sgtin:9521011.000102.1</epc></epcList><action>OBSERVE</action>
<bizStep>urn:epcglobal:cbv:bizstep:receiving</bizStep><disposition>urn:epcglobal:cbv:disp:in_progress</disposition>
<readPoint><id>urn:epc:id:sgln:9529001.00001.0</id></readPoint>
<bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:desadv">urn:example:SHP-0412</bizTransaction>
</bizTransactionList>
<extension><quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521011.000102.0821</epcClass>
<quantity>171.5</quantity><uom>KGM</uom></quantityElement></quantityList>
<sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:9529001.00002</source></sourceList>
<ilmd><lotNumber>0821</lotNumber></ilmd></extension></ObjectEvent>
<extension><TransformationEvent><eventTime>2026-09-02T09:00:00Z</eventTime>
<eventTimeZoneOffset>+00:00</eventTimeZoneOffset><inputEPCList><epc>urn:epc:id:sgtin:9521011.000102.1</epc>
</inputEPCList><outputEPCList><epc>urn:epc:id:sgtin:9521011.000102.2</epc></outputEPCList>
</TransformationEvent></extension>
</EventList></EPCISBody></epcis:EPCISDocument>"""

FBA = (
    "sku\tfnsku\tasin\tproduct-name\tcondition\tyour-price\tafn-listing-exists\tafn-warehouse-quantity\t"
    "afn-fulfillable-quantity\nHFR-42\tX000000001\tB000000001\tHalvorsen Fjord Runner\tNew\t129.00\tYes\t14\t12\n"
)
FBA_LEDGER = (
    '"Date"\t"FNSKU"\t"ASIN"\t"MSKU"\t"Title"\t"Event Type"\t"Reference ID"\t"Quantity"\t"Fulfillment Center"\t'
    '"Disposition"\n"09/30/2026"\t"X000000001"\t"B000000001"\t"HFR-42"\t"Runner"\t"Shipments"\t""\t"-3"\t"XYZ1"\t'
    '"SELLABLE"\n'
)
FBA_API = """{"payload": {"granularity": {"granularityType": "Marketplace"}, "inventorySummaries": [
 {"asin": "B000000001", "fnSku": "X000000001", "sellerSku": "HFR-42", "condition": "NewItem", "totalQuantity": 14,
  "lastUpdatedTime": "2026-09-30T00:00:00Z", "productName": "Halvorsen Fjord Runner",
  "inventoryDetails": {"fulfillableQuantity": 12}}, {"sellerSku": ["A"]}]}}"""
GPC = "70000000\tsport\t (GPC segment)\n70010000\tsport shoes\t (GPC family)\n70010100\trunning shoes\t (GPC class)\n"
HTS = (
    '[{"htsno": "6404", "indent": "0", "description": "Footwear", "units": [], "general": ""},\n'
    ' {"htsno": "", "indent": "1", "description": "Of textile", "units": [], "general": ""},\n'
    ' {"htsno": "6404.11", "indent": "2", "description": "Sports shoes", "units": ["prs."], "general": "20%"}]'
)
HS = "section,hscode,description,parent,level\nXII,6404,Footwear,64,4\nXII,640411,Sports shoes,6404,6\n"

SHIPMENTS = (NOTICE, ORDER, RECEIPT, DESADV)
INVENTORIES = (ADVICE, ADJUSTMENT, FBA, FBA_LEDGER, FBA_API)
CATEGORIES = (GPC, HTS, HS)


def events(content: str | bytes) -> Sorted:
    """Return the events of the content, all batches as one."""
    return together(list(read_events(stream(content), file="f")))


def shipments(content: str | bytes) -> Sorted:
    """Return the lines of shipments of the content, all batches as one."""
    return together(list(read_shipments(stream(content), file="f")))


def inventory(content: str | bytes) -> Sorted:
    """Return the goods on hand of the content, all batches as one."""
    return together(list(read_inventory(stream(content), file="f")))


def categories(content: str | bytes) -> Sorted:
    """Return the categories of the content, all batches as one."""
    return together(list(read_categories(stream(content), file="f")))

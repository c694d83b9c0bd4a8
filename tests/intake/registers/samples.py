"""Invented register files: one small mark in each format, and ways to vary it."""

from counterfoil.intake.rights import read_rights
from counterfoil.tables.contract import Sorted
from intake.samples import stream

ST66_NAMESPACE = "http://www.wipo.int/standards/XMLSchema/trademarks"
ST96_NAMESPACE = "http://www.wipo.int/standards/XMLSchema/ST96/"


def rights(content: str | bytes) -> Sorted:
    """Return what is read of a file of rights."""
    return read_rights(stream(content), file="register")


def case(serial: str = "90000001", *, updated: str = "20260105", status: str = "700", **told: str) -> str:
    """Return a case file of the USPTO; `mark`, `drawing`, `owners`, `classes`, `statements` and `header` replace its
    own parts."""
    words = told.get("mark", "SKARV")
    mark = f"<mark-identification>{words}</mark-identification>" if words else ""
    owners = told.get("owners", owner("30", "Halvorsen Sport AS", "NO"))
    return f"""<case-file>
<serial-number>{serial}</serial-number><registration-number>0000000</registration-number>
<transaction-date>{updated}</transaction-date>
<case-file-header><filing-date>{told.get("filed", "20240301")}</filing-date>
<status-code>{status}</status-code><status-date>20250101</status-date>{mark}
<mark-drawing-code>{told.get("drawing", "4000")}</mark-drawing-code>{told.get("header", "")}</case-file-header>
<case-file-statements>{told.get("statements", statement("GS0251", "Footwear; hiking boots."))}</case-file-statements>
<classifications>{told.get("classes", classification("025", "022", "039", primary="025"))}</classifications>
<case-file-owners>{owners}</case-file-owners>
</case-file>"""


def statement(code: str, text: str) -> str:
    """Return a statement of a case file."""
    return f"<case-file-statement><type-code>{code}</type-code><text>{text}</text></case-file-statement>"


def owner(party: str, name: str, country: str) -> str:
    """Return an owner of a case file."""
    return (
        f"<case-file-owner><party-type>{party}</party-type><party-name>{name}</party-name>"
        f"<country>{country}</country></case-file-owner>"
    )


def classification(international: str, *national: str, primary: str, status: str = "6") -> str:
    """Return a class of a case file."""
    codes = "".join(f"<us-code>{code}</us-code>" for code in national)
    return (
        f"<classification><international-code>{international}</international-code>{codes}"
        f"<status-code>{status}</status-code><primary-code>{primary}</primary-code></classification>"
    )


def daily(*cases: str) -> str:
    """Return a daily file of the USPTO."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<trademark-applications-daily><application-information>'
        "<file-segments><file-segment>TRMK</file-segment><action-keys><action-key>TX</action-key>\n"
        + "\n".join(cases)
        + "</action-keys></file-segments></application-information></trademark-applications-daily>"
    )


def st66(**told: str) -> str:
    """Return a mark as ST.66 writes it."""
    return f"""<?xml version="1.0"?><Transaction xmlns="{ST66_NAMESPACE}" xmlns:u="urn:us"><TradeMarkTransactionBody>
<TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark>
<RegistrationOfficeCode>{told.get("office", "US")}</RegistrationOfficeCode>
<ApplicationNumber>90000001</ApplicationNumber>
<ApplicationDate>2024-03-01-05:00</ApplicationDate><RegistrationNumber/>
<MarkCurrentStatusCode>{told.get("status", "700")}</MarkCurrentStatusCode>
<MarkFeature>{told.get("feature", "Combined")}</MarkFeature>
<WordMarkSpecification><MarkVerbalElementText>SKARV</MarkVerbalElementText></WordMarkSpecification>
<GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>025</ClassNumber>
<GoodsServicesDescription>Footwear; hiking boots</GoodsServicesDescription></ClassDescription>
</ClassDescriptionDetails></GoodsServices></GoodsServicesDetails>{told.get("more", "")}</TradeMark></TradeMarkDetails>
<ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FreeFormatName><FreeFormatNameDetails>
<FreeFormatNameLine>Halvorsen</FreeFormatNameLine><FreeFormatNameLine>Sport AS</FreeFormatNameLine>
</FreeFormatNameDetails></FreeFormatName></Name></FormattedNameAddress></ApplicantAddressBook></Applicant>
</ApplicantDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>"""


def st96(**told: str) -> str:
    """Return a mark as ST.96 writes it."""
    mark = told.get("mark", "<t:MarkVerbalElementText>SKARV</t:MarkVerbalElementText>")
    return f"""<?xml version="1.0"?>
<t:TrademarkBag xmlns:c="{ST96_NAMESPACE}Common" xmlns:t="{ST96_NAMESPACE}Trademark">
<t:Trademark><c:ApplicationNumber><c:IPOfficeCode>{told.get("office", "US")}</c:IPOfficeCode>
<c:ApplicationNumberText>90000001</c:ApplicationNumberText></c:ApplicationNumber>
<t:MarkCurrentStatusCode>{told.get("status", "700")}</t:MarkCurrentStatusCode>
<t:MarkRepresentation><t:MarkFeatureCategory>{told.get("feature", "Word")}</t:MarkFeatureCategory>
<t:MarkReproduction><t:WordMarkSpecification>{mark}</t:WordMarkSpecification></t:MarkReproduction></t:MarkRepresentation>
<t:GoodsServicesBag><t:GoodsServices><t:ClassDescriptionBag><t:ClassDescription><t:ClassNumber>25</t:ClassNumber>
<t:GoodsServicesDescriptionText>Footwear</t:GoodsServicesDescriptionText></t:ClassDescription></t:ClassDescriptionBag>
</t:GoodsServices></t:GoodsServicesBag>
<t:ApplicantBag><t:Applicant c:sequenceNumber="10"><c:Contact><c:Name><c:PersonName>
<c:PersonFullName>Nora Invented</c:PersonFullName></c:PersonName></c:Name></c:Contact></t:Applicant></t:ApplicantBag>
</t:Trademark></t:TrademarkBag>"""

"""What is each column of a register called by people? The words of the glossary; English, to be translated."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.records.registers import AUTHORISATIONS, FACILITIES, RIGHTS, SELLERS

REGISTER_LABELS: Final[dict[str, str | Promise]] = {
    RIGHTS: _("Rights"),
    AUTHORISATIONS: _("Authorisations"),
    SELLERS: _("Sellers"),
    FACILITIES: _("Facilities"),
}
PURPOSES: Final[dict[str, str | Promise]] = {
    RIGHTS: _("The marks that offers are held against."),
    AUTHORISATIONS: _("Who may sell an owner's goods, where and when."),
    SELLERS: _("The accounts that offer goods."),
    FACILITIES: _("The places where goods lie."),
}
_RIGHT: Final[dict[str, str | Promise]] = {
    "id": _("Id"),
    "mark": _("Mark"),
    "owner": _("Owner"),
    "aliases": _("Aliases"),
    "house_mark": _("House mark"),
    "nice_classes": _("Nice classes"),
    "goods": _("Goods"),
    "common_word": _("Common word"),
    "territory": _("Territory"),
    "office": _("Office"),
    "registration_number": _("Registration number"),
    "status": _("Status"),
    "recorded": _("Recordation"),
    "authorised_sellers": _("Authorised sellers"),
    "company_prefixes": _("Company prefixes"),
    "price_floor": _("Floor"),
    "price_floor_currency": _("Currency of the floor"),
    "co_owners": _("Co-owners"),
    "owner_country": _("Country of the owner"),
    "feature": _("Feature"),
    "application_number": _("Application number"),
    "register": _("Register"),
    "status_code": _("Status as the office writes it"),
    "status_on": _("Status since"),
    "filed_on": _("Filed on"),
    "registered_on": _("Registered on"),
    "expires_on": _("Expires on"),
    "national_classes": _("United States classes"),
    "class_goods": _("Goods by class"),
    "updated_on": _("Changed by the office on"),
}
_AUTHORISATION: Final[dict[str, str | Promise]] = {
    "seller": _("Seller"),
    "right_id": _("Right"),
    "owner": _("Owner"),
    "territory": _("Territory"),
    "product_line": _("Product line"),
    "channel": _("Marketplace"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "granted_by": _("Given by"),
}
_SELLER: Final[dict[str, str | Promise]] = {
    "id": _("Id"),
    "name": _("Name"),
    "alias": _("Alias"),
    "country": _("Country"),
    "address": _("Address"),
    "registrationNumber": _("Registration number"),
    "taxNumber": _("Tax number"),
    "email": _("Mail address"),
    "phone": _("Telephone"),
    "marketplace": _("Marketplace"),
    "status": _("Status"),
    "opened_at": _("Opened (UTC)"),
    "schema": _("Kind of party"),
    "legalForm": _("Legal form"),
    "postalCode": _("Postal code"),
    "city": _("City"),
    "address_kind": _("Kind of address"),
    "vatCode": _("VAT number"),
    "leiCode": _("Legal Entity Identifier"),
    "birthDate": _("Date of birth"),
    "idNumber": _("Number of passport or identity card"),
    "bankAccount": _("Bank account"),
    "bankRouting": _("Routing number of the bank"),
    "bankHolder": _("Holder of the bank account"),
    "bankCountry": _("Country of the bank"),
    "website": _("Website"),
    "device": _("Devices"),
    "beneficialOwner": _("Beneficial owner"),
    "agentForService": _("Agent for service"),
    "indemnity": _("Indemnity"),
    "declared_types": _("Declared kinds of goods"),
    "platform_id": _("Id in another system"),
    "party_id": _("Resolved party"),
}
_FACILITY: Final[dict[str, str | Promise]] = {
    "place": _("Place"),
    "name": _("Name"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
}
LABELS: Final = {RIGHTS: _RIGHT, AUTHORISATIONS: _AUTHORISATION, SELLERS: _SELLER, FACILITIES: _FACILITY}

"""Which fields and values does the DSA Transparency Database know? Those that it accepts since 1 July 2025.

Source: https://transparency.dsa.ec.europa.eu/page/api-documentation, and the validator that the Commission publishes.
"""

from types import MappingProxyType

from counterfoil.codes.mark_territory import AREA

PLACES = AREA  # of `territorial_scope`


def _named(prefix: str, names: str) -> tuple[str, ...]:
    return tuple(prefix + name for name in names.split())


VISIBILITIES = (
    *_named("DECISION_VISIBILITY_CONTENT_", "REMOVED DISABLED DEMOTED AGE_RESTRICTED INTERACTION_RESTRICTED LABELLED"),
    "DECISION_VISIBILITY_OTHER",
)
MONETARIES = _named("DECISION_MONETARY_", "SUSPENSION TERMINATION OTHER")
PROVISIONS = _named("DECISION_PROVISION_", "PARTIAL_SUSPENSION PARTIAL_TERMINATION TOTAL_SUSPENSION TOTAL_TERMINATION")
ACCOUNTS = _named("DECISION_ACCOUNT_", "SUSPENDED TERMINATED")
ACCOUNT_TYPES = _named("ACCOUNT_TYPE_", "BUSINESS PRIVATE")
ILLEGAL, INCOMPATIBLE = "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"
CONTENT_TYPES = _named("CONTENT_TYPE_", "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER")
CATEGORIES = _named(
    "STATEMENT_CATEGORY_",
    "ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN"
    " DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS"
    " NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC PROTECTION_OF_MINORS"
    " RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS VIOLENCE",
)
RENAMED = MappingProxyType(  # what the rules before July 2025 called it
    {"STATEMENT_CATEGORY_UNSAFE_AND_ILLEGAL_PRODUCTS": "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS"}
)
SOURCES = ("SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY")
AUTOMATIONS = _named("AUTOMATED_DECISION_", "FULLY PARTIALLY NOT_AUTOMATED")
YES_NO = ("Yes", "No")
EAN = "EAN-13"  # the only key that content_id takes

DECISIONS = MappingProxyType(  # a statement holds at least one of these
    {
        "decision_visibility": VISIBILITIES,
        "decision_monetary": MONETARIES,
        "decision_provision": PROVISIONS,
        "decision_account": ACCOUNTS,
    }
)
END_OF = MappingProxyType(  # which field holds the end of which restriction
    {
        "decision_visibility": "end_date_visibility_restriction",
        "decision_monetary": "end_date_monetary_restriction",
        "decision_provision": "end_date_service_restriction",
        "decision_account": "end_date_account_restriction",
    }
)
# What the database adds to a statement that it gives back.
ADDED_THERE = ("platform_name", "permalink", "uuid", "self", "created_at", "id")

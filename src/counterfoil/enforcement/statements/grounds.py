"""In which category of the DSA Transparency Database does a ground of ours belong, and by which keywords is it found?

Goods put on the market outside the area by the owner itself infringe the mark (Regulation (EU) 2017/1001, art. 15).
"""

from types import MappingProxyType
from typing import NamedTuple


class Category(NamedTuple):
    """A category, and the keywords that make it exact."""

    name: str
    keywords: tuple[str, ...]


def _property(*keywords: str) -> Category:
    named = tuple(f"KEYWORD_{one}_INFRINGEMENT" for one in keywords)
    return Category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS", named)


_PRODUCTS = "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS"
DECEPTIVE = "deceptive high-volume commercial content"  # art. 17(2): calls for no statement
OF_GROUND = MappingProxyType(
    {
        "counterfeit": _property("TRADEMARK"),
        "grey market": _property("TRADEMARK"),
        "mark misuse": _property("TRADEMARK"),
        "copyright": _property("COPYRIGHT"),
        "design": _property("DESIGN"),
        "patent": _property("PATENT"),
        "trade secret": _property("TRADE_SECRET"),
        "geographical indication": _property("GEOGRAPHIC_INDICATIONS"),
        "unsafe goods": Category(_PRODUCTS, ("KEYWORD_UNSAFE_PRODUCTS",)),
        "prohibited goods": Category(_PRODUCTS, ("KEYWORD_PROHIBITED_PRODUCTS",)),
        "seller details": Category(
            "STATEMENT_CATEGORY_CONSUMER_INFORMATION", ("KEYWORD_INSUFFICIENT_INFORMATION_ON_TRADERS",)
        ),
        "misleading information": Category(
            "STATEMENT_CATEGORY_CONSUMER_INFORMATION", ("KEYWORD_MISLEADING_INFO_GOODS_SERVICES",)
        ),
        "re-entry": Category("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ("KEYWORD_INAUTHENTIC_ACCOUNTS",)),
        "inauthentic account": Category("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ("KEYWORD_INAUTHENTIC_ACCOUNTS",)),
        "inauthentic listing": Category("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ("KEYWORD_INAUTHENTIC_LISTINGS",)),
        "inauthentic reviews": Category("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ("KEYWORD_INAUTHENTIC_USER_REVIEWS",)),
    }
)

"""Who sends, who receives, and whose goods are they? What was found of them before, and who stands behind them."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence

CLEAN = 5  # examinations without a find that speak for a party; set by judgement
SPELLINGS = 3  # of one consignor's name, beyond legal forms and case
ACCOUNTS = 3  # of one party that a consignor serves

_PAST = "Compliance records of the parties are a first indicator of risk (WCO, Customs Risk Management Compendium)."
_LISTED = "The list of denied parties that was given; a name alone is no proof that the party is the listed one."


@evidence(scope="shipment", party="Counterfeit goods were found in an earlier shipment of the consignor.", source=_PAST)
def consignor_found_before() -> Sign:
    """Of {exams} earlier shipments of this consignor that were examined, {finds} held counterfeit goods."""
    return _found("consignor")


@evidence(scope="shipment", party="Counterfeit goods were found in an earlier shipment to the consignee.", source=_PAST)
def consignee_found_before() -> Sign:
    """Of {exams} earlier shipments to this consignee that were examined, {finds} held counterfeit goods."""
    return _found("consignee")


@evidence(
    scope="shipment",
    party="Counterfeit goods were found in an earlier shipment for the seller's account.",
    source=_PAST,
)
def seller_found_before() -> Sign:
    """Of {exams} earlier shipments for this seller's account that were examined, {finds} held counterfeit goods."""
    return _found("seller")


@evidence(scope="shipment", party="Such goods of this origin were found counterfeit before.", source=_PAST)
def goods_found_before() -> Sign:
    """Of {exams} earlier shipments of such goods (HS {hs}) from this origin that were examined, {finds} held
    counterfeit goods."""
    sign = _found("goods")
    words = {**sign.words, "hs": pl.col("hs6")}
    return Sign(when=sign.when, field="hs", seen=pl.col("hs6"), words=words)


@evidence(scope="shipment", party="Nothing was found in earlier shipments of the consignor.", source=_PAST)
def consignor_clean_before() -> Sign:
    """{exams} earlier shipments of this consignor were examined, and none held counterfeit goods."""
    clean = (pl.col("exams_consignor") >= CLEAN) & (pl.col("finds_consignor") == 0)
    return Sign(when=clean, field="consignor", words={"exams": pl.col("exams_consignor")})


@evidence(
    scope="shipment",
    party="The seller's account is tied to one that was terminated.",
    source="Linking (docs/linking.md): accounts of one operator; operators come back after a termination.",
)
def seller_of_a_terminated_operator() -> Sign:
    """The goods are for an account (seller {seller}) whose operator had another account terminated, or is terminated
    itself."""
    return Sign(
        when=pl.col("closed"), field="external_seller_id", seen=pl.col("seller"), words={"seller": pl.col("seller")}
    )


@evidence(
    scope="shipment",
    party="Counterfeit goods were found in an earlier shipment for an account of the same operator.",
    source="Linking (docs/linking.md): accounts of one operator.",
)
def party_found_before() -> Sign:
    """The goods are for an account (seller {seller}) of an operator for whose other accounts {finds} shipments held
    counterfeit goods."""
    return Sign(
        when=pl.col("party_finds") > 0,
        field="external_seller_id",
        seen=pl.col("seller"),
        words={"seller": pl.col("seller"), "finds": pl.col("party_finds")},
    )


@evidence(
    scope="shipment",
    party="The consignor sends to several accounts of one operator.",
    source="A shared shipper behind several accounts is among the signs of one operator (docs/linking.md).",
)
def consignor_serves_one_operator() -> Sign:
    """This consignor sends to {accounts} accounts that one operator runs."""
    return Sign(when=pl.col("accounts") >= ACCOUNTS, field="consignor", words={"accounts": pl.col("accounts")})


@evidence(
    scope="shipment",
    party="The consignor's name is that of a party on a list of denied parties.",
    source=_LISTED,
)
def consignor_listed() -> Sign:
    """The consignor's name is {strength} that of a party on the list “{dataset}”: find out whether it is that party."""
    return Sign(
        when=pl.col("strength").is_in(["certain", "likely"]),
        field="consignor",
        words={"strength": pl.col("strength").replace({"certain": "certainly"}), "dataset": pl.col("dataset")},
    )


@evidence(
    scope="shipment",
    party="The consignor's name may be that of a party on a list of denied parties.",
    source=_LISTED,
)
def consignor_perhaps_listed() -> Sign:
    """The consignor's name may be that of a party on the list “{dataset}”: find out whether it is that party."""
    return Sign(when=pl.col("strength") == "possible", field="consignor", words={"dataset": pl.col("dataset")})


@evidence(
    scope="shipment",
    party="The consignor's name is written in several ways.",
    source="Repeated variants of a shipper's name are among customs' indicators of express parcels.",
)
def consignor_in_many_spellings() -> Sign:
    """The consignor's name stands in {spellings} spellings in these shipments, beside legal forms and case."""
    return Sign(when=pl.col("spellings") >= SPELLINGS, field="consignor", words={"spellings": pl.col("spellings")})


@evidence(
    scope="shipment",
    party="The consignor is a company of a free zone.",
    source="OECD/EUIPO, Trade in Counterfeit Goods and Free Trade Zones (2018). Most companies there trade honestly.",
)
def consignor_in_a_free_zone() -> Sign:
    """The consignor's legal form is that of a free zone: goods are relabelled and sent on from there unseen."""
    return Sign(when=pl.col("from_free_zone"), field="consignor")


@evidence(
    scope="shipment",
    party="The consignor owns the mark, or its owner authorised it.",
    source="The list of rights that was given.",
)
def consignor_is_owner() -> Sign:
    """The consignor bears the name of an owner of rights, or of one whom an owner authorised: thefts of names do occur,
    so weight and GTIN are worth a look."""
    return Sign(when=pl.col("is_owner"), field="consignor")


@evidence(
    scope="shipment",
    party="The GTIN is another company's than the consignor's.",
    source="GS1 General Specifications: a GTIN begins with the company prefix of the owner. Dealers send it, too.",
)
def gtin_of_another_owner() -> Sign:
    """The GTIN {gtin} is that of an owner of rights who neither sends these goods nor, as far as the list says, has
    authorised the consignor."""
    other = pl.col("owner_of_gtin").is_not_null() & ~pl.col("is_owner")
    return Sign(when=other, field="gtin", seen=pl.col("gtin_key"), words={"gtin": pl.col("gtin_key")})


@evidence(
    scope="shipment",
    party="The goods match goods that were found to be counterfeit, product and source.",
    source="Matching (docs/matching.md): identical offending goods.",
)
def identical_offending_goods() -> Sign:
    """Matching calls goods of this shipment identical offending goods: the same product from the same source as goods
    that were found to be counterfeit."""
    return Sign(when=pl.col("verdict") == "identical offending goods", field="shipment_id")


@evidence(
    scope="shipment",
    party="The goods may match goods that were found to be counterfeit.",
    source="Matching (docs/matching.md): examine.",
)
def goods_to_examine() -> Sign:
    """Matching asks to examine goods of this shipment: they may be goods that were found to be counterfeit."""
    return Sign(when=pl.col("verdict") == "examine", field="shipment_id")


def _found(name: str) -> Sign:
    field = {"seller": "external_seller_id"}.get(name, name)
    return Sign(
        when=pl.col(f"finds_{name}") > 0,
        field=field,
        words={"exams": pl.col(f"exams_{name}"), "finds": pl.col(f"finds_{name}")},
    )

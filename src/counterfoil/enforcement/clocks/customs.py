"""Deadlines of examination, detention, seizure and petition: 19 USC 1499, 19 CFR 133, 151, 162 and 171, 19 USC 1608.

https://www.ecfr.gov/current/title-19/chapter-I. "Presented for examination" is when the goods can be opened and viewed;
the arrival of the container is not (19 CFR 151.16(b)).
"""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.claim_bond import bond_asked
from counterfoil.enforcement.clocks.rule import BUSINESS_DAYS, DAYS, ClockRule

CUSTOMS, IMPORTER, OWNER = "Customs", "the importer", "the owner of the mark"
RULES = (
    ClockRule(
        name="decide to release or detain",
        begins="presented",
        within=cited(5, BUSINESS_DAYS, "19 USC 1499(c)(1); 19 CFR 151.16(b)", "V"),
        owner=CUSTOMS,
        lapse="The goods count as detained.",
        ends=("released", "detention-decided", "seized"),
    ),
    ClockRule(
        name="decide whether the goods are admissible",
        begins="presented",
        within=cited(30, DAYS, "19 USC 1499(c)(5); 19 CFR 133.21(b)(1)", "V"),
        owner=CUSTOMS,
        lapse="The goods count as excluded, which can be protested.",
        ends=("released", "seized", "excluded"),
    ),
    ClockRule(
        name="give notice of detention",
        begins="detention-decided",
        within=cited(5, BUSINESS_DAYS, "19 USC 1499(c)(2); 19 CFR 133.21(b)(2)(i)", "V"),
        owner=CUSTOMS,
        lapse="The notice is late; the importer may say so in a protest.",
        ends=("detention-notified",),
    ),
    ClockRule(
        name="show that the goods are genuine, before the owner sees them unredacted",
        begins="detention-notified",
        within=cited(7, BUSINESS_DAYS, "19 CFR 133.21(b)(2)(i)(B)", "V2"),
        owner=IMPORTER,
        lapse="Customs may show the owner unredacted samples and codes.",
        ends=("importer-answered",),
    ),
    ClockRule(
        name="tell the owner manufacturer, exporter and importer",
        begins="seizure-notified",
        within=cited(30, BUSINESS_DAYS, "19 CFR 133.21(e)", "V"),
        owner=CUSTOMS,
        lapse="The disclosure is late.",
        ends=("owner-told",),
    ),
    ClockRule(
        name="petition for relief from the seizure",
        begins="seizure-notice-mailed",
        within=cited(30, DAYS, "19 CFR 171.2(b)(1)", "V"),
        owner=IMPORTER,
        lapse="The goods go to administrative forfeiture (19 CFR 162.32).",
        ends=("petition-filed",),
    ),
    ClockRule(
        name="petition for relief from the penalty",
        begins="penalty-notice-mailed",
        within=cited(60, DAYS, "19 CFR 171.2(b)(2)", "V"),
        owner=IMPORTER,
        lapse="The penalty stands, and goes to the Department of Justice when unpaid (19 CFR 162.32).",
        ends=("petition-filed",),
    ),
    ClockRule(
        name="file a supplemental petition",
        begins="petition-decided",
        within=cited(60, DAYS, "19 CFR 171.61", "M-H"),
        owner=IMPORTER,
        lapse="The decision on the petition is final.",
        ends=("supplemental-petition-filed",),
    ),
    ClockRule(
        name="claim the goods before a court, with a bond",
        begins="forfeiture-published",
        within=cited(20, DAYS, "19 USC 1608", "V"),
        owner=IMPORTER,
        lapse="The goods are forfeited without a court.",
        ends=("claim-filed",),
        besides=bond_asked,
    ),
    ClockRule(
        name="tell the owner of grey-market goods that are detained",
        begins="grey-goods-detained",
        within=cited(30, BUSINESS_DAYS, "19 CFR 133.25", "V"),
        owner=CUSTOMS,
        lapse="The disclosure is late.",
        ends=("owner-told",),
    ),
    ClockRule(
        name="consent to another disposition than destruction",
        begins="owner-told",
        within=cited(30, DAYS, "19 CFR 133.21(g)", "M-M"),
        owner=OWNER,
        lapse="The goods are destroyed.",
        ends=("owner-consented",),
    ),
    ClockRule(
        name="decide a protest",
        begins="protest-filed",
        within=cited(30, DAYS, "19 USC 1499(c)(5)(B)", "V"),
        owner=CUSTOMS,
        lapse="The protest counts as denied, and a court may be asked.",
        ends=("protest-decided", "released"),
    ),
    ClockRule(
        name="pay the lost duties that were disclosed",
        begins="duties-calculated",
        within=cited(30, DAYS, "19 USC 1592(c)(4)(A)", "V"),
        owner=IMPORTER,
        lapse="The disclosure no longer lowers the penalty.",
        ends=("duties-paid",),
    ),
    ClockRule(
        name="keep forfeited goods from auction",
        begins="forfeited",
        within=cited(90, DAYS, "19 USC 1526(e)(3)", "V"),
        owner=CUSTOMS,
        lapse="They may be sold, the mark taken off, where the owner consents and no agency or charity needs them.",
        ends=("destroyed", "given-away"),
    ),
    ClockRule(
        name="renew the recordation of the mark",
        begins="recordation-expired",
        within=cited(90, DAYS, "CBP e-Recordation, iprr.cbp.gov", "V"),
        owner=OWNER,
        lapse="The mark must be recorded anew; until then Customs does not look for it.",
        ends=("recordation-renewed",),
    ),
)

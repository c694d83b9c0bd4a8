"""Can this listing be named in the notice? Its link, its goods, its seller, its reasons, and what speaks against."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.checks.form_fit import is_counterfeit
from counterfoil.enforcement.notices.finding import COPYRIGHT, GREY_MARKET, NoticedListing
from counterfoil.enforcement.notices.problem import Problem, asks, stops

STALE = cited(30, "days since a listing was seen", "our own choice: listings change", "D")
NOMINATIVE = ("named_for_compatibility", "mark_denied")
OWN_MEANING = ("word_in_its_own_meaning",)
USED = ("used_goods",)
# What tells of the goods themselves that they are not the owner's; price, spelling and seller only make it likely.
OF_THE_GOODS = (
    "called_a_copy",
    "word_for_copies_beside_mark",
    "grade_instead_of_condition",
    "picture_of_known_counterfeit",
    "buyers_say_not_authentic",
)
_LEAVE_OUT = "Leave it out: --leave-out."


def listing_problems(asked: Asked) -> list[Problem]:
    """Return the problems of each listing, in their order."""
    checks = (_link, _number, _seller, _goods, _reasons, _authenticity, _use, _against, _repeated, _stale)
    listings = asked.finding.listings
    if not listings:
        return [stops("no-listings", "No listing is held against this right.", "Screen first, or name another right.")]
    return [problem for one in listings for check in checks for problem in check(one, asked)]


def _link(one: NoticedListing, _asked: Asked) -> list[Problem]:
    if one.link.lower().startswith(("http://", "https://")):
        return []
    sentence = "It has no link on the web, and a notice must say where it is."
    return [stops("link-missing", sentence, f"Add link to the offer. {_LEAVE_OUT}", offer_id=one.offer_id)]


def _number(one: NoticedListing, asked: Asked) -> list[Problem]:
    form = asked.form
    if form.number_of is None or form.number_of(one):
        return []
    sentence = f"Neither its id nor its link holds {form.number_hint}, by which {form.title} names listings."
    return [stops("number-missing", sentence, f"Add the link of the product page. {_LEAVE_OUT}", offer_id=one.offer_id)]


def _seller(one: NoticedListing, asked: Asked) -> list[Problem]:
    if one.seller == "authorised":
        sentence = f"{asked.finding.right.owner} names account {one.account_id} among its authorised sellers."
        cure = f"Ask the owner before anything else. {_LEAVE_OUT}"
        return [stops("seller-authorised", sentence, cure, offer_id=one.offer_id)]
    if one.seller == "named":
        sentence = f"The owner's list names account {one.account_id} for another day, place or marketplace."
        return [asks("seller-named", sentence, "Ask the owner whether it may sell here.", offer_id=one.offer_id)]
    if not one.account_id:
        sentence = "It names no seller, so that nothing says whether the owner has authorised it."
        return [asks("seller-unknown", sentence, "Look at the listing's page.", offer_id=one.offer_id)]
    return []


def _goods(one: NoticedListing, asked: Asked) -> list[Problem]:
    if not asked.form.is_for_marks or asked.finding.ground == COPYRIGHT or one.goods:
        return []
    right = asked.finding.right
    if one.goods is None:
        sentence = f"Nothing tells whether its goods lie in the classes of {right.mark}."
        return [
            asks("goods-unknown", sentence, "Hold them against the goods of the registration.", offer_id=one.offer_id)
        ]
    sentence = f"Its goods do not lie in the classes that {right.mark} is registered for."
    if is_counterfeit(asked):
        cure = f"Give notice of mark misuse, or rest it on a registration for these goods. {_LEAVE_OUT}"
        return [stops("goods-not-covered", sentence, cure, offer_id=one.offer_id)]
    cure = "Similar goods, or a mark of repute, must be shown."
    return [asks("goods-not-covered", sentence, cure, offer_id=one.offer_id)]


def _reasons(one: NoticedListing, _asked: Asked) -> list[Problem]:
    if one.reasons:
        return []
    sentence = "Nothing is told that speaks for the finding, and a notice must be substantiated."
    return [stops("no-reasons", sentence, f"Add evidence to the case. {_LEAVE_OUT}", offer_id=one.offer_id)]


def _authenticity(one: NoticedListing, asked: Asked) -> list[Problem]:
    """A notice of counterfeits alleges that the goods are not the owner's: by what is that known?"""
    if not is_counterfeit(asked) or asked.confirmed or set(one.kinds) & set(OF_THE_GOODS) or not one.reasons:
        return []
    sentence = "Its reasons make it likely that the goods are counterfeit; none shows it of the goods themselves."
    cure = "Have the goods examined, by a test purchase, and confirm the case: counterfoil case act CASE confirmed."
    return [asks("no-authenticity-fact", sentence, cure, offer_id=one.offer_id)]


def _use(one: NoticedListing, asked: Asked) -> list[Problem]:
    right, seen = asked.finding.right, set(one.kinds)
    if seen & set(NOMINATIVE):
        sentence = f"It names {right.mark} to say what its goods fit or are not, which is lawful as a rule."
        return [asks("nominative-use", sentence, f"Read the listing. {_LEAVE_OUT}", offer_id=one.offer_id)]
    if seen & set(OWN_MEANING):
        sentence = f"It uses “{right.mark}” in the word's own meaning, as anybody may."
        return [stops("descriptive-use", sentence, _LEAVE_OUT, offer_id=one.offer_id)]
    if right.is_common_word:
        sentence = f"{right.mark} is also an ordinary word, and the listing may mean that."
        return [asks("common-word", sentence, "Read the listing.", offer_id=one.offer_id)]
    return []


def _against(one: NoticedListing, asked: Asked) -> list[Problem]:
    if set(one.kinds) & set(USED) and asked.finding.ground != GREY_MARKET:
        sentence = "It offers used goods: the owner's rights in genuine ones are exhausted."
        return [asks("used-goods", sentence, "Be sure that they are not genuine.", offer_id=one.offer_id)]
    if one.against:
        sentence = f"Against it speaks: {one.against[0]}"
        return [asks("evidence-against", sentence, "Weigh it against the rest.", offer_id=one.offer_id)]
    return []


def _repeated(one: NoticedListing, asked: Asked) -> list[Problem]:
    earlier = asked.open_listings.get(one.offer_id)
    if earlier is None:
        return []
    sentence = f"Notice {earlier} on it has no answer yet; platforms count a repeated one against the notifier."
    return [stops("repeats-open-notice", sentence, f"Wait for the answer. {_LEAVE_OUT}", offer_id=one.offer_id)]


def _stale(one: NoticedListing, asked: Asked) -> list[Problem]:
    if one.seen_at is None or (days := (asked.day - one.seen_at.date()).days) <= STALE.value:
        return []
    sentence = f"It was last seen {days} days ago."
    return [asks("listing-stale", sentence, "Look whether it is still there.", offer_id=one.offer_id)]

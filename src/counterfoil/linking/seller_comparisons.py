"""What of two seller accounts is compared, and what does the reviewer read when it agrees?

What only a marketplace knows stands beside what the seller gave: wording with the same slip, the same pictures, the
same rare goods. Columns: `counterfoil.linking.seller_records`.
"""

from counterfoil.linking.comparison import Comparison, Key, Level, Spec, compared, same

NEAR_BY_EAR = "name_sounds_l = name_sounds_r and length(name_sounds_l) >= 4"
NEAR = (
    "length(name_joined_l) >= 6 and damerau_levenshtein(name_joined_l, name_joined_r)"
    " <= case when length(name_joined_l) >= 12 then 2 else 1 end"
)
NEAR_ADDRESS = "street_number_l = street_number_r and jaro_winkler_similarity(building_l, building_r) >= 0.95"
PART = "len(list_intersect(name_words_l, name_words_r)) >= 1"
KNOWN_BY = (
    "name_key name_sounds name_words owner_key owner_sounds address building phone email mailbox domain website "
    "tax registration bank identity device_few template_few picture_few stock_few"
).split()


def _shared(name: str, *, several: int = 2) -> Comparison:
    """Return how lists are compared: several entries that few have, one, or one that some have."""
    few = f"len(list_intersect({name}_few_l, {name}_few_r))"
    some = f"len(list_intersect({name}_some_l, {name}_some_r)) >= 1"
    levels = [Level("several", f"{few} >= {several}"), Level("one", f"{few} >= 1"), Level("common", some)]
    return compared(name, levels, column=f"{name}_few")


SELLERS = Spec(
    comparisons=(
        compared(
            "name",
            [same("name_key"), Level("near", f"({NEAR}) or ({NEAR_BY_EAR})"), Level("part", PART)],
            column="name_key",
        ),
        compared(
            "owner",
            [
                same("owner_key"),
                Level("near", "owner_sounds_l = owner_sounds_r and length(owner_sounds_l) >= 4"),
                Level("is_the_account", "owner_key_l = name_key_r or owner_key_r = name_key_l"),
            ],
            column="owner_key",
        ),
        compared(
            "address",
            [
                same("address"),
                same("building", name="building"),
                Level("near", NEAR_ADDRESS),
            ],
        ),
        compared(
            "email",
            [
                same("email"),
                Level("mailbox", "mailbox_l = mailbox_r and length(mailbox_l) >= 6", "mailbox"),
                Level("domain", "domain_l = domain_r", "domain"),
                Level("near", "length(mailbox_l) >= 8 and damerau_levenshtein(mailbox_l, mailbox_r) <= 2"),
            ],
        ),
        # Numbers agree or differ: of those given out in a row (accounts at one agent) neighbours differ in one digit.
        *(compared(name, [same(name)]) for name in ("phone", "tax", "registration", "bank", "identity", "website")),
        _shared("device"),
        _shared("template"),
        _shared("picture"),
        _shared("stock", several=3),
    ),
    keys=(
        *(Key((column,)) for column in KNOWN_BY),
        Key(("building", "name_head")),
        Key(("postcode", "name_head")),
    ),
    together=(("picture", "stock"),),
)

SAYS = {
    "name.same": "Both accounts have one name.",
    "name.near": "The names are two spellings of one name.",
    "name.part": "The names share a word that few sellers have.",
    "owner.same": "One person or business owns both, or receives the money.",
    "owner.near": "The owners' names are two spellings of one name.",
    "owner.is_the_account": "The owner of one has the name of the other account.",
    "address.same": "Both give one address.",
    "address.building": "Both give one building.",
    "address.near": "The addresses are two spellings of one.",
    "phone.same": "Both give the telephone number {}.",
    "email.same": "Both give one e-mail address.",
    "email.mailbox": "The e-mail addresses begin alike, at two providers.",
    "email.domain": "The e-mail addresses are of one domain that few have.",
    "email.near": "The e-mail addresses differ in one or two letters.",
    "tax.same": "Both give the tax number {}.",
    "registration.same": "Both give the registration number {}.",
    "bank.same": "Both are paid to the bank account {}.",
    "identity.same": "Both give the identity document or code {}.",
    "website.same": "Both have one website.",
    "device.several": "Both are used from the same devices.",
    "device.one": "Both are used from one device.",
    "device.common": "Both are used from a device that many accounts use.",
    "template.several": "Their offers share several odd or misspelled phrases.",
    "template.one": "Their offers share an odd or misspelled phrase that few accounts have.",
    "template.common": "Their offers share a phrase that some accounts have.",
    "picture.several": "Their offers show the same pictures, which few others show.",
    "picture.one": "Their offers share a picture that few others show.",
    "picture.common": "Their offers share a picture that some others show.",
    "stock.several": "Both sell several goods that few others sell.",
    "stock.one": "Both sell goods that few others sell.",
    "stock.common": "Both sell goods that some others sell.",
}

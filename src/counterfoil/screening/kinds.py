"""Which evidence does screening look for? One list, read aloud in the order of docs/concepts.md."""

from functools import cache

from counterfoil.evidence.kind import Kind
from counterfoil.screening import (
    brand_field,
    buyers,
    codes,
    goods,
    naming,
    price,
    product_line,
    sellers,
    spelling,
    wording,
)
from counterfoil.screening.pictures import signs as pictures
from counterfoil.screening.population import signs as shared

KINDS: tuple[Kind, ...] = (
    naming.mark_in_title,
    naming.mark_in_brand_field,
    naming.mark_in_description,
    naming.named_for_compatibility,
    naming.mark_denied,
    naming.compared_with_mark,
    naming.inspired_in_own_copy,
    spelling.mark_broken_up,
    spelling.mark_disguised,
    spelling.mark_misspelled,
    spelling.name_near_mark,
    spelling.name_resembles_mark,
    spelling.mark_joined,
    product_line.line_without_house_mark,
    product_line.line_name_without_house_mark,
    product_line.mark_cut_short,
    brand_field.placeholder_brand,
    brand_field.brand_names_another,
    brand_field.word_in_its_own_meaning,
    brand_field.word_that_may_be_a_mark,
    price.price_far_below,
    price.price_well_below,
    price.price_below,
    price.price_under_owners_floor,
    price.price_slightly_below,
    price.price_as_genuine,
    wording.called_a_copy,
    wording.word_for_copies_beside_mark,
    wording.genuine_line_bears_the_word,
    goods.grade_instead_of_condition,
    goods.goods_owner_does_not_make,
    goods.goods_unusual_for_mark,
    goods.used_goods,
    codes.gtin_fails_check_digit,
    codes.gtin_on_two_products,
    codes.gtin_of_another_owner,
    shared.same_template_under_sellers,
    shared.bestseller_in_one_wording,
    shared.one_text_under_many_ids,
    pictures.one_picture_under_sellers,
    pictures.picture_of_known_counterfeit,
    pictures.owners_photograph_by_unknown_seller,
    pictures.owners_goods_not_named,
    pictures.mark_on_picture_alone,
    pictures.mark_on_picture_under_another_name,
    pictures.barcode_of_other_goods,
    pictures.barcode_of_another_owner,
    sellers.location_contradicts_itself,
    sellers.authorised_seller,
    sellers.seller_not_authorised,
    sellers.seller_suspended,
    sellers.seller_barred,
    buyers.buyers_say_not_authentic,
    buyers.a_buyer_says_not_authentic,
)


@cache
def of_scope(scope: str) -> tuple[Kind, ...]:
    """Return the kinds that are seen in rows of one scope: offer, word, mention, use or picture."""
    return tuple(kind for kind in KINDS if kind.scope == scope)

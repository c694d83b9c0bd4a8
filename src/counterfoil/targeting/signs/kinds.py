"""Which evidence is looked for in a shipment? One list, in the order in which a person would ask."""

from counterfoil.evidence.kind import Kind
from counterfoil.targeting.signs import consignments, goods, parties, value

KINDS: tuple[Kind, ...] = (
    value.value_far_below_usual,
    value.value_below_usual,
    value.value_per_kilogram_far_below_usual,
    value.value_below_retail_prices,
    value.round_low_value,
    value.no_value,
    goods.weight_unusual,
    goods.description_against_hs,
    goods.description_says_nothing,
    goods.description_says_little,
    goods.samples_in_quantity,
    goods.packaging_alone,
    goods.goods_and_origin_often_seized,
    consignments.split_consignment,
    consignments.many_small_shipments,
    consignments.gtin_from_another_consignor,
    parties.gtin_of_another_owner,
    parties.consignor_found_before,
    parties.consignor_clean_before,
    parties.consignor_listed,
    parties.consignor_perhaps_listed,
    parties.consignor_in_many_spellings,
    parties.consignor_serves_one_operator,
    parties.consignor_in_a_free_zone,
    parties.consignor_is_owner,
    parties.consignee_found_before,
    parties.seller_found_before,
    parties.party_found_before,
    parties.seller_of_a_terminated_operator,
    parties.goods_found_before,
    parties.identical_offending_goods,
    parties.goods_to_examine,
)

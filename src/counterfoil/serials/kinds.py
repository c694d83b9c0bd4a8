"""Which evidence is looked for in the readings of one thing? One list, in the order in which a person would ask."""

from counterfoil.evidence.kind import Kind
from counterfoil.serials import channel, clones, origin, travel

KINDS: tuple[Kind, ...] = (
    clones.commissioned_twice,
    clones.two_places_at_once,
    clones.two_lots,
    travel.impossible_travel,
    clones.read_after_destroyed,
    origin.never_commissioned,
    origin.outside_shipped_range,
    origin.outside_its_lot,
    channel.sold_before_shipped,
    channel.shipped_to_another,
)

"""Which pictures go with the offers? Some sixty small drawings, the mark lettered on each."""

from collections.abc import Callable
from typing import NamedTuple

import examples_drawings_home as home
import examples_drawings_house as house
import examples_drawings_worn as worn
from examples_sheet import Sheet


class Picture(NamedTuple):
    """One drawing: its hand, the mark on it, the main colour, and what else the hand takes."""

    draw: Callable[..., None]
    mark: str
    colour: str
    more: dict[str, str] = {}  # noqa: RUF012  never changed
    ground: str = "#f3f1ec"
    mirrored: bool = False


_NAVY, _COGNAC, _STEEL = "#22344f", "#a9683a", "#9aa0a6"
_AWAY = "#e7eaee"  # the ground of pictures that the false offers took themselves

PICTURES = {
    "fjord-runner-blue.png": Picture(worn.shoe, "Halvorsen", "#2f6690"),
    "fjord-runner-rust.png": Picture(worn.shoe, "Halvorsen", "#b3532f"),
    "halvorsan-false.png": Picture(worn.shoe, "Halvorsan", "#3a6fa5", ground=_AWAY),
    "plain-title.png": Picture(worn.boot, "Halvorsen", "#5aa0cf", ground=_AWAY),
    "skarv-boot.png": Picture(worn.boot, "Skarv", "#7a5230"),
    "tokimori-field.png": Picture(worn.watch, "TOKIMORI", "#f4ecd8", {"strap": "#6d4a2c"}),
    "tokimori-diver.png": Picture(worn.watch, "TOKIMORI", _NAVY, {"bezel": "#14233a"}),
    "tokimori-false.png": Picture(worn.watch, "TOKIM0RI", "#1d1d1f", {"bezel": "#7d1f1f"}, _AWAY),
    "diver-again.png": Picture(worn.watch, "TOKIM0RI", "#1d1d1f", {"bezel": "#7d1f1f"}, _AWAY, mirrored=True),
    "fiorana-cognac.png": Picture(worn.bag, "BELLACORTE", _COGNAC),
    "bellacorte-false.png": Picture(worn.bag, "BELLACORTA", "#b97d3c", ground=_AWAY),
    "plain-bag.png": Picture(worn.bag, "", "#b08055"),
    "fiorana-mini.png": Picture(worn.small_bag, "BELLACORTE", "#7d2e3a"),
    "bellacorte-wallet.png": Picture(worn.wallet, "BELLACORTE", "#2a2a2c"),
    "harbour-yellow.png": Picture(worn.jacket, "HARBOUR", "#e3b02f"),
    "harbour-navy.png": Picture(worn.jacket, "HARBOUR", "#2d4364"),
    "solvane-sunglasses.png": Picture(worn.sunglasses, "solvane", "#6b4226"),
    "ostervind-mint.png": Picture(worn.helmet, "Østervind", "#9ad0bd"),
    "ostervind-graphite.png": Picture(worn.helmet, "Østervind", "#41464b"),
    "watch-strap.png": Picture(worn.strap, "TIMEWORN", "#b98a55"),
    "ambre-vesper.png": Picture(home.bottle, "Orlune", "#d98b3a", {"line": "AMBRE VESPER"}),
    "dupe-scent.png": Picture(home.bottle, "Scent", "#c7b46a", {"line": "AMBER EVENING"}, _AWAY),
    "pine-street.png": Picture(home.bottle, "Pine St", "#7fa07a", {"line": "AMBER & IRIS"}),
    "replica-nocturne.png": Picture(home.flacon, "Orlune", "#34406b", {"line": "Replica Nocturne"}),
    "sevrine-tube.png": Picture(home.tube, "Sévrine & Fils", "#cfdcc2", {"line": "Crème de Jardin"}),
    "solvane-sunscreen.png": Picture(home.tube, "Solvane", "#f2c94c", {"line": "LAIT SOLAIRE  SPF 50+"}),
    "sevrine-jar.png": Picture(home.jar, "Sévrine & Fils", "#f0dcd8", {"line": "Rosée Calme"}),
    "rosee-calme.png": Picture(home.dropper, "Sévrine & Fils", "#e2a9a6", {"line": "Rosée Calme"}),
    "kestrel-black.png": Picture(home.headphones, "SILVER KESTREL", "#2d2f33"),
    "kestrel-silver.png": Picture(home.headphones, "SILVER KESTREL", "#c9ced3"),
    "kestrel-buds.png": Picture(home.earbuds, "Silver Kestrel", "#fbfaf7"),
    "voltaro-charger.png": Picture(home.charger, "Voltaro", "#ffffff"),
    "voltaro-false.png": Picture(home.charger, "V0ltaro", "#e8e8e8", ground=_AWAY),
    "voltaro-aaa.png": Picture(home.batteries, "Voltaro", "#1d6b57"),
    "klossby-harbour.png": Picture(home.brick_box, "Klossby", "#2b7a9e", {"line": "Fishing Harbour"}),
    "klossby-space.png": Picture(home.brick_box, "Klossby", "#3b3566", {"line": "Observatory"}),
    "klossby-box.png": Picture(home.brick_box, "Klossby", "#c9a227", {"line": "Basic bricks"}),
    "dunmarrow-drill.png": Picture(home.drill, "DUNMARROW", "#2f7d4f"),
    "dunmarow-false.png": Picture(home.drill, "DUNMAROW", "#3f8f63", ground=_AWAY),
    "dunmarrow-driver.png": Picture(home.driver, "DUNMARROW", "#2f7d4f"),
    "wexcombe-engine.png": Picture(home.engine, "WEXCOMBE", "#2f5d3a"),
    "wexcombe-bus.png": Picture(home.bus, "WEXCOMBE", "#3f6d4e"),
    "medlar-phone.png": Picture(home.phone, "medlar", "#6a5a4d"),
    "phone-case.png": Picture(home.phone_case, "casecraft", "#9db39a"),
    "brennick-pads.png": Picture(home.pads, "BRENNICK", "#8f3b2e"),
    "pemberlow-green.png": Picture(home.flask, "Pemberlow", "#4d6b3f"),
    "pemberlow-slate.png": Picture(home.flask, "Pemberlow", "#4d5a66"),
    "mossbeck-bear.png": Picture(home.bear, "Mossbeck", "#a9794a"),
    "mirror.png": Picture(house.mirror, "", "#b08a55"),
    "sofa.png": Picture(house.sofa, "", "#b5835a"),
    "framed-print.png": Picture(house.framed_print, "", "#5a4632"),
    "tree.png": Picture(house.tree, "", "#5f8a4c"),
    "jam.png": Picture(home.jar, "La Fable", "#c0703a", {"line": "gelée"}),
    "lantern.png": Picture(house.lantern, "", "#4d5a66"),
    "shelf.png": Picture(house.shelf, "", "#b08a55"),
    "heron.png": Picture(house.heron, "", "#7f94a3"),
    "carton.png": Picture(house.carton, "", "#b98f5c"),
}


def picture(name: str) -> bytes:
    """Return one picture as PNG. Raises KeyError for a name that is not on the list."""
    entry = PICTURES[name]
    sheet = Sheet(entry.ground)
    entry.draw(sheet, entry.mark, entry.colour, **entry.more)
    return sheet.png(mirrored=entry.mirrored)

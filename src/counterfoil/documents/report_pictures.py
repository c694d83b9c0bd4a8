"""The pictures of an offer on its card: what the seller shows, and beside it the known picture that it shows again."""

import base64
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from counterfoil.documents.highlight import shown

LONGEST_CAPTION = 60  # characters
JPEG = b"\xff\xd8\xff"


class SmallPicture(NamedTuple):
    """A small JPEG, and what it is: its name, and whether it is a known picture."""

    jpeg: bytes
    name: str
    role: str = ""  # official or counterfeit; empty for the offer's own


class Figure(NamedTuple):
    """A picture as the template shows it."""

    source: str
    caption: Markup


Pictures = Mapping[str, Sequence[SmallPicture]]  # by offer


def figures(offer_id: str, pictures: Pictures) -> list[Figure]:
    """Return the pictures of an offer, held in the page itself; what is no JPEG is left out."""
    return [
        Figure(f"data:image/jpeg;base64,{base64.b64encode(one.jpeg).decode('ascii')}", _caption(one))
        for one in pictures.get(offer_id, ())
        if one.jpeg.startswith(JPEG)
    ]


def _caption(one: SmallPicture) -> Markup:
    whose = {"": "the offer's picture", "official": "the owner's own", "counterfeit": "found on counterfeits"}
    return Markup("{} {}").format(whose.get(one.role, one.role), shown(one.name, LONGEST_CAPTION))

"""How is a picture shown to people without handing on what a stranger made? Drawn anew, small, from its pixels."""

import io

from PIL import Image

from counterfoil.images.decode import Refusal, decode

QUALITY = 70


def small_picture(data: bytes, *, side: int) -> bytes:
    """Return the picture as a JPEG whose longer side is at most `side` pixels, nothing of the file beside its pixels;
    no bytes for a picture that is refused."""
    picture = decode(data)
    if isinstance(picture, Refusal):
        return b""
    drawn = Image.fromarray(picture.pixels)
    drawn.thumbnail((side, side), Image.Resampling.LANCZOS)
    held = io.BytesIO()
    drawn.save(held, "JPEG", quality=QUALITY)
    return held.getvalue()

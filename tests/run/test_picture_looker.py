"""A process that looks at pictures may hang, die, or answer nonsense: the picture is refused, and the next one seen."""

from collections.abc import Iterator

import pytest

from counterfoil.run.pictures.looker import Bounds, Looker, Lookers, Wanted
from counterfoil.run.pictures.told import Look
from images.drawn import goods, saved
from integration.misbehaving import misbehaving_looker

PLAIN = Wanted(keypoints=False, codes=False)
ENDS = "The picture makes the program that reads it end."


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    made = misbehaving_looker()
    yield made
    made.close()


def seen(looker: Looker, data: bytes) -> Look:
    return looker.look("p.png", data, wanted=PLAIN)


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"DIE", ENDS),
        (b"NONSENSE", ENDS),
        (b"GREEDY", "The picture needs more memory than it is given."),
        (b"no picture", "This is no picture in a format that is read."),
        (saved(goods())[:300], "The picture is damaged or breaks off before its end."),
    ],
)
def test_a_bad_picture_is_refused_and_the_next_is_seen(looker: Looker, data: bytes, refused: str) -> None:
    assert seen(looker, data).refused == refused
    good = seen(looker, saved(goods()))
    assert (good.refused, good.width, good.height) == (None, 300, 240)
    assert len(good.fingerprints) == 16


def test_a_picture_that_hangs_is_given_up() -> None:
    hasty = misbehaving_looker(seconds=2)
    try:
        hasty.look("warm", saved(goods()), wanted=PLAIN)
        assert (
            hasty.look("p.png", b"HANG", wanted=PLAIN).refused == "Looking at the picture took longer than 2 seconds."
        )
    finally:
        hasty.close()


def test_a_process_that_never_starts_is_our_fault() -> None:
    with pytest.raises(RuntimeError, match="does not start"):
        Looker(("false",), Bounds()).look("p.png", b"", wanted=PLAIN)


def test_pictures_come_back_in_their_order() -> None:
    pictures = [(f"p{n}", saved(goods(n)) if n % 3 else b"DIE") for n in range(7)]
    with Lookers(misbehaving_looker, count=2) as lookers:
        looks = list(lookers.see(pictures, wanted=PLAIN))
    assert [(one.image_id, one.refused is None) for one in looks] == [(f"p{n}", n % 3 > 0) for n in range(7)]

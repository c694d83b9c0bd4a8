"""What a run may hold at once, from what the user gives it."""

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.memory import LEAST, MOST_OFFERS, USUAL, memory_of, pieces


@pytest.mark.parametrize("given", ["1500MB", "1.5GB", " 1.5 gb", None])
def test_an_amount_is_read_as_people_write_it(given: str | None) -> None:
    assert memory_of(given) == memory_of(f"{USUAL // 10**6}MB")


@pytest.mark.parametrize("given", ["2", "GB", "-1GB", "2 elephants", "", "2GB please"])
def test_what_is_no_amount_is_refused_with_the_cure(given: str) -> None:
    with pytest.raises(UserError, match="Write it like 2GB or 1500MB"):
        memory_of(given)


def test_too_little_is_refused_with_what_is_needed() -> None:
    with pytest.raises(UserError, match=f"too little.* Give at least {LEAST // 10**6}MB"):
        memory_of("500MB")


def test_more_memory_means_larger_pieces_and_none_is_lost() -> None:
    offers = pl.DataFrame({"title": ["an invented title of some length, " * 40] * 25_000})
    small, large = (list(pieces(offers, memory_of(given))) for given in ("800MB", "16GB"))
    assert len(small) > len(large)
    assert max(piece.height for piece in large) == MOST_OFFERS
    assert max(piece.estimated_size() for piece in small) <= memory_of("800MB").piece
    for cut in (small, large):
        assert pl.concat(cut).equals(offers)


def test_one_offer_is_a_piece_however_long_it_is() -> None:
    offers = pl.DataFrame({"title": ["x" * 50_000_000, "y"]})
    assert [piece.height for piece in pieces(offers, memory_of(None))] == [1, 1]

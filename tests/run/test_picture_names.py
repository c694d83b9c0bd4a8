"""Which picture of a folder belongs to which offer; and that no name leads out of the folder."""

import os
from pathlib import Path
from typing import Any

import pytest

from counterfoil.run.pictures.names import MOST, Names, digest_of_listing, files_below
from counterfoil.tables.offer import Offer
from screening.screened import table


def shown(names: list[str], *offers: str | dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = [{"id": one} if isinstance(one, str) else one for one in offers]
    return Names(names).of(table(Offer, [{"title": "shoes", **row} for row in rows])).rows()


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("o-1.jpg", "o-1"),
        ("o-1.PNG", "o-1"),
        ("o-1_2.png", "o-1"),
        ("o-1/front.webp", "o-1"),
        ("o-1/back/2.jpg", "o-1"),
        ("sku_de.jpg", "sku/de"),
        ("a.b.jpg", "a.b"),
        ("靴.jpg", "靴"),
        ("front.jpg", {"id": "o-1", "image_link": "https://cdn.example.com/a/front.jpg?size=2#x"}),
        ("front.jpg", {"id": "o-1", "image_link": "pictures\\front.jpg"}),
        ("deep/in/front.jpg", {"id": "o-1", "image_link": "https://cdn.example.com/front.jpg"}),
        ("gr\u00fcn 1.jpg", {"id": "o-1", "image_link": "https://cdn.example.com/gr%C3%BCn%201.jpg"}),
        (
            "b.jpg",
            {"id": "o-1", "additional_image_link": ["https://x.example.com/a.jpg", "https://x.example.com/b.jpg"]},
        ),
    ],
)
def test_a_picture_belongs_to_an_offer_by_id_folder_or_link(name: str, offer: str | dict[str, Any]) -> None:
    assert [image for _, image in shown([name], offer)] == [name]


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("o-11.jpg", "o-1"),
        ("o-1-2.jpg", "o-1"),
        ("elsewhere/o-1.jpg", "o-1"),
        ("passwd", {"id": "o-1", "image_link": "https://x.example.com/../../etc/"}),
        ("o-2.jpg", {"id": "o-1", "image_link": None}),
    ],
)
def test_a_picture_of_another_name_belongs_to_nobody(name: str, offer: str | dict[str, Any]) -> None:
    assert shown([name], offer) == []


def test_of_two_pictures_of_one_name_the_one_on_top_is_meant_and_deeper_ones_are_told_apart_by_no_link() -> None:
    offer = {"id": "o-1", "image_link": "front.jpg"}
    assert shown(["front.jpg", "a/front.jpg", "b/front.jpg"], offer) == [("o-1", "front.jpg")]
    assert shown(["a/front.jpg", "b/front.jpg"], offer) == []


def test_offers_come_in_their_order_with_each_picture_once_and_not_too_many() -> None:
    names = [f"b_{n}.jpg" for n in range(MOST + 5)] + ["a.jpg"]
    found = shown(names, {"id": "b", "image_link": "b_1.jpg"}, "a")
    assert found[-1] == ("a", "a.jpg")
    assert len(found) == len(set(found)) == MOST + 1


def test_links_pipes_hidden_and_other_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    folder, outside = tmp_path / "pictures", tmp_path / "outside"
    for path in (folder / "inside", outside):
        path.mkdir(parents=True)
        (path / "o-1.jpg").write_bytes(b"x")
    for name in (".hidden.jpg", "notes.txt", "inside/noending", "o-2.jpg"):
        (folder / name).write_bytes(b"x")
    (folder / "o-3.jpg").symlink_to(outside / "o-1.jpg")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "pipe.jpg")
    assert [name for name, _ in files_below(folder)] == ["inside/noending", "inside/o-1.jpg", "o-2.jpg"]


def test_a_folder_is_known_by_names_and_sizes(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    before = digest_of_listing(tmp_path)
    assert digest_of_listing(tmp_path) == before
    (tmp_path / "a.jpg").write_bytes(b"xy")
    assert digest_of_listing(tmp_path) != before

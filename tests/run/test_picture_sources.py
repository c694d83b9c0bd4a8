"""Where pictures come from: a folder, or a Parquet file; and what is no such thing."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.pictures.sources import file_bytes, opened_source
from counterfoil.tables.offer import Offer
from screening.screened import table

OFFERS = table(Offer, [{"id": f"o-{n}", "title": "shoes"} for n in range(1, 60)])


def written(path: Path, rows: list[dict[str, Any]], **options: Any) -> Path:
    pl.DataFrame(rows).write_parquet(path, **options)
    return path


def test_bytes_of_a_parquet_file_go_by_its_ids(tmp_path: Path) -> None:
    rows = [{"id": f"o-{n}", "image": f"picture {n}".encode()} for n in (3, 1, 2, 1)]
    source = opened_source(written(tmp_path / "p.parquet", rows))
    shown = source.of(OFFERS)
    assert shown.rows() == [("o-1", "row 2"), ("o-1", "row 4"), ("o-2", "row 3"), ("o-3", "row 1")]
    assert dict(source.read(shown["image_id"])) == {f"row {at}": row["image"] for at, row in enumerate(rows, 1)}


def test_structs_of_hugging_face_are_read_and_a_path_in_them_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    rows = [
        {"id": 1, "image": {"bytes": b"one", "path": "a.jpg"}},
        {"id": 2, "image": {"bytes": None, "path": str(tmp_path / "secret")}},
    ]
    source = opened_source(written(tmp_path / "p.parquet", rows))
    assert dict(source.read(["row 1", "row 2"])) == {"row 1": b"one", "row 2": b""}


def test_rows_are_found_in_many_row_groups(tmp_path: Path) -> None:
    rows = [{"offer_id": f"o-{n}", "image": str(n).encode()} for n in range(1, 200)]
    source = opened_source(written(tmp_path / "p.parquet", rows, row_group_size=70))
    wanted = [f"row {n}" for n in (199, 1, 71, 70, 140)]
    assert dict(source.read(wanted)) == {name: name.removeprefix("row ").encode() for name in wanted}


@pytest.mark.parametrize(
    "rows",
    [[{"id": "o-1", "picture": b"x"}], [{"name": "o-1", "image": b"x"}], [{"id": "o-1", "image": "a.jpg"}]],
)
def test_a_parquet_file_without_pictures_is_a_sentence(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    with pytest.raises(UserError, match="no columns id and image"):
        opened_source(written(tmp_path / "p.parquet", rows))


def test_what_is_neither_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no Parquet file"):
        opened_source(tmp_path / "p.zip")
    with pytest.raises(UserError, match="no picture in this folder"):
        opened_source(tmp_path / "empty")
    with pytest.raises(UserError, match="no such file"):
        opened_source(tmp_path / "nowhere")


def test_a_file_that_became_a_link_meanwhile_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert file_bytes(tmp_path / "real") == b"x"
    assert file_bytes(tmp_path / "link") == file_bytes(tmp_path / "gone") == b""

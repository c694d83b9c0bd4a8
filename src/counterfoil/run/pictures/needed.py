"""Are pictures to be looked at, and can they be? Their libraries are loaded only where the answer is yes."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from counterfoil.documents.report_pictures import Pictures
from counterfoil.errors import UserError
from counterfoil.run.plan import Step
from counterfoil.run.request import ScreenRequest
from counterfoil.run.running import Run
from counterfoil.run.state import END

if TYPE_CHECKING:
    from counterfoil.run.matching_pictures import GoodsPictures

LIBRARIES = ("PIL", "pdqhash", "cv2", "zxingcpp", "rapidocr", "onnxruntime")


def check_pictures(request: ScreenRequest) -> None:
    """Raise UserError where pictures are wanted that cannot be looked at: before any work is done."""
    if request.images is None:
        if request.known_pictures is not None:
            problem = "Known pictures are given, but no pictures to hold against them."
            raise UserError(problem, cure="Name the folder of the offers' pictures with --images.")
        return
    check_libraries()


def check_libraries() -> None:
    """Raise UserError where the libraries that look at pictures are not installed."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        problem = f"Pictures need libraries that are not installed ({', '.join(missing)})."
        raise UserError(problem, cure="Install them with pip install 'counterfoil[images]'.")


def look_at_pictures(run: Run, step: Step) -> None:
    """Look at the pictures of the offers, if any are given."""
    if run.request.images is None:
        with run.state.making(f"{step.name}/{END}"):
            return
    from counterfoil.run.pictures.step import look

    look(run, step)


@contextmanager
def goods_pictures(images: Path | None) -> Iterator["GoodsPictures | None"]:
    """Yield what holds pictures of items against those of goods; None where no pictures are given.

    Raises UserError where pictures cannot be looked at, or there are none.
    """
    if images is None:
        yield None
        return
    check_libraries()
    from counterfoil.run.matching_pictures import GoodsPictures
    from counterfoil.run.pictures.looker import Lookers

    with Lookers() as lookers:
        yield GoodsPictures(images, lookers)


def pictures_shown(run: Run, work: Path, findings: pl.DataFrame) -> Pictures:
    """Return the pictures that the report shows beside findings; see `drawn`. None where no pictures are given."""
    if run.request.images is None:
        return {}
    from counterfoil.run.pictures.drawn import drawn

    return drawn(run, work, findings)

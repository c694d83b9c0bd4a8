"""Is the extra installed that pictures need? Asked before any work is done for them."""

from importlib.util import find_spec

from counterfoil.errors import UserError

LIBRARIES = ("PIL", "pdqhash", "cv2", "zxingcpp", "rapidocr", "onnxruntime")


def refuse_without_the_extra() -> None:
    """Raise UserError where a library is missing."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        problem = f"Pictures need libraries that are not installed ({', '.join(missing)})."
        raise UserError(problem, cure="Install them with pip install 'counterfoil[images]'.")

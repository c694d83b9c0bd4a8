"""What does a learned model that the user brings see in a picture? A plug-in: nothing else depends on it.

No model comes with the package. A file in ONNX that takes one picture, 1 × 3 × height × width as float32, gives one
vector; vectors are brought to length 1, so that their product is the cosine.
"""

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from PIL import Image

from counterfoil.errors import UserError
from counterfoil.images.decode import Decoded

SIDE = 224  # pixels each way where the model takes any size
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet, by which such models are trained
CURE = "Give a model in ONNX that takes one float32 picture, 1 × 3 × height × width, and gives one float32 vector."


class Embedder(NamedTuple):
    """An opened model: its session, the name of its input, and the height and width that it takes."""

    session: onnxruntime.InferenceSession
    takes: str
    height: int
    width: int


class _Shaped(Protocol):
    shape: list[int | str | None]
    type: str


def open_embedder(model: bytes, *, file: str) -> Embedder:
    """Return the model of a file's bytes, run on one thread. Raises UserError where it is none that fits."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as failed:  # onnxruntime raises a class of its own for each way a file can be wrong
        raise UserError("This is no model in ONNX that can be run.", cure=CURE, file=file) from failed
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or not outputs or not _takes_a_picture(inputs[0]):
        raise UserError("This model does not take one picture.", cure=CURE, file=file)
    height, width = (side if isinstance(side, int) else SIDE for side in inputs[0].shape[2:])
    return Embedder(session, inputs[0].name, height, width)


def embedded(picture: Decoded, embedder: Embedder) -> npt.NDArray[np.float32]:
    """Return the picture's vector, of length 1; of zeros where the model gives zeros or no numbers."""
    scaled = Image.fromarray(picture.pixels).resize((embedder.width, embedder.height), Image.Resampling.BILINEAR)
    values = (np.asarray(scaled, dtype=np.float32) / 255 - np.array(MEAN, np.float32)) / np.array(DEVIATION, np.float32)
    given = embedder.session.run(None, {embedder.takes: values.transpose(2, 0, 1)[None].astype(np.float32)})[0]
    vector = np.nan_to_num(np.asarray(given, dtype=np.float32).reshape(-1), posinf=0, neginf=0)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 else vector


def _takes_a_picture(shaped: _Shaped) -> bool:
    return shaped.type == "tensor(float)" and len(shaped.shape) == 4 and shaped.shape[1] in (3, "channels", None)

"""Does the plug-in take a model of the user's, and refuse in words what is none? The models are made here by hand."""

import struct

import numpy as np
import pytest

from counterfoil.errors import UserError
from counterfoil.images.decode import Decoded
from counterfoil.images.embedder import embedded, open_embedder


def field(number: int, value: bytes | int) -> bytes:
    """One field of protobuf: a number, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def varint(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])


def shaped(name: str, sides: tuple[int, ...]) -> bytes:
    """A ValueInfoProto of float32."""
    shape = b"".join(field(1, field(1, side)) for side in sides)
    return field(1, name.encode()) + field(2, field(1, field(1, 1) + field(2, shape)))


def model(takes: tuple[int, ...] = (1, 3, 8, 8), *, operation: str = "GlobalAveragePool") -> bytes:
    """A ModelProto of one node, pixels to means: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto."""
    node = field(1, b"pixels") + field(2, b"means") + field(4, operation.encode())
    gives = (*takes[:2], 1, 1) if operation.startswith("Global") else takes
    graph = field(1, node) + field(2, b"tiny") + field(11, shaped("pixels", takes)) + field(12, shaped("means", gives))
    return field(1, 8) + field(7, graph) + field(8, field(1, b"") + field(2, 13))


def picture(shade: int) -> Decoded:
    return Decoded(np.full((40, 50, 3), (shade, 10, 10), np.uint8), 50, 40)


def test_a_model_gives_a_vector_of_length_one() -> None:
    opened = open_embedder(model(), file="tiny.onnx")
    assert (opened.height, opened.width) == (8, 8)
    ones, others = embedded(picture(200), opened), embedded(picture(90), opened)
    means = (np.array([200, 10, 10]) / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    assert np.allclose(ones, means / np.linalg.norm(means), atol=1e-5)
    assert ones.dtype == np.float32
    assert np.array_equal(ones, embedded(picture(200), opened))
    assert not np.allclose(ones, others, atol=0.05)


def test_a_vector_of_zeros_stays_one() -> None:
    opened = open_embedder(model(operation="Relu"), file="tiny.onnx")
    black = embedded(Decoded(np.zeros((40, 50, 3), np.uint8), 50, 40), opened)
    assert black.shape == (3 * 8 * 8,)
    assert not black.any()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no model in ONNX"),
        (b"no model", "no model in ONNX"),
        (struct.pack("<I", 7) * 100, "no model in ONNX"),
        (model(operation="Unheard"), "no model in ONNX"),
        (model((1, 1, 8, 8)), "does not take one picture"),
        (model((4, 9)), "no model in ONNX|does not take one picture"),
    ],
)
def test_what_is_no_model_is_told_with_its_cure(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as raised:
        open_embedder(data, file="tiny.onnx")
    assert raised.value.file == "tiny.onnx"
    assert "1 × 3 ×" in raised.value.cure

"""The weights that a user gives as a file, or those that are shipped."""

from collections.abc import Callable
from pathlib import Path

from counterfoil.evidence.weights import Model, read_model
from counterfoil.run.inputs import Inputs, opened


def weights_in(path: Path | None, inputs: Inputs, *, shipped: Callable[[], Model]) -> Model:
    """Return the weights in a file, which is noted among the inputs; the shipped ones where none is given.

    Raises UserError where the file cannot be read, or is no table of weights.
    """
    if path is None:
        return shipped()
    with opened(path) as stream:
        data = stream.read()
    inputs.note("weights", path)
    return read_model(data, file=path.name)

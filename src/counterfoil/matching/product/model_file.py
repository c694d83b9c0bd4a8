"""How is a model of the same product kept? As JSON that a person can read."""

import json

from counterfoil.errors import UserError
from counterfoil.matching.product.model import ProductModel

FORMAT = 1


def write_model(model: ProductModel) -> bytes:
    """Return the model's file; `read_model` gives the same model back."""
    return (json.dumps({"format": FORMAT, **model._asdict()}, indent=1) + "\n").encode()


def read_model(data: bytes) -> ProductModel:
    """Return the model that a file holds. Raises UserError where it is none."""
    try:
        fields = json.loads(data)
        if fields.pop("format") != FORMAT:
            raise ValueError
        return ProductModel(**fields)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UserError(
            "This is no model of the same product.", cure="Give a file that `counterfoil match --labels` wrote."
        ) from fault

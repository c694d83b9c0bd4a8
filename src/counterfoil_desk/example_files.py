"""Where does the example marketplace lie, and which of its files does a desk begin with?"""

from pathlib import Path
from typing import Final

from counterfoil.errors import UserError

FILES: Final = {  # by the register that each fills
    "rights": "rights.csv",
    "authorisations": "authorisations.csv",
    "sellers": "sellers.csv",
    "facilities": "places.csv",
}


def check_example(folder: Path) -> None:
    """Raise UserError where a file of the example is missing."""
    missing = [name for name in FILES.values() if not (folder / name).is_file()]
    if missing:
        raise UserError(
            f"There is no example marketplace in {folder}: {missing[0]} is missing.",
            cure="It lies in the folder examples of Counterfoil's repository: --example DIR says where.",
        )

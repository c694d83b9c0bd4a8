"""The processes of the desk: `python -m counterfoil_desk migrate|worker|seal|setup-link`; `serve` starts them."""

import sys

from counterfoil.errors import UserError
from counterfoil_desk.cli import desk

if __name__ == "__main__":
    try:
        desk(standalone_mode=False)
    except UserError as error:
        sys.stderr.write(f"counterfoil desk: {error}\n")
        sys.exit(2)

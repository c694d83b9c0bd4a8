"""The example marketplace in a desk: an organisation with the registers of `examples`, for whoever sets it up."""

from pathlib import Path
from typing import Final

from django.db import transaction

from counterfoil_desk.accounts.actions import make_organisation, next_number
from counterfoil_desk.accounts.models import Kind, Organisation
from counterfoil_desk.database.acting_within import acting_within
from counterfoil_desk.example_files import FILES, check_example
from counterfoil_desk.records.actions import import_file
from counterfoil_desk.records.registers import REGISTERS

NAME: Final = "Tidewater Market"  # as the files of the folder call it
BY: Final = "system:example"


def load_example(folder: Path) -> Organisation:
    """Make the example's organisation with its registers, and return it. Raises UserError for an unusable file."""
    check_example(folder)
    with transaction.atomic():
        number = next_number("accounts_organisation")
    with acting_within(organisation=number):
        made = make_organisation(number, by=BY, kind=Kind.MARKETPLACE, name=NAME)
        for register, file in FILES.items():
            with (folder / file).open("rb") as stream:
                import_file(REGISTERS[register], stream, file=file, by=BY, organisation=made)
    return made

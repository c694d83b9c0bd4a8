"""The shapes of requests and answers about registers, as OpenAPI shows them."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Annotated

from ninja import Field, Schema
from pydantic import StrictBool, StrictFloat, StrictInt, StrictStr

from counterfoil_desk.api.shapes import Rejected
from counterfoil_desk.records.registers import AUTHORISATIONS, FACILITIES, RIGHTS, SELLERS

MOST_ROWS = 1_000  # of one request

Cell = StrictStr | StrictBool | StrictInt | StrictFloat | None | list[StrictStr | StrictInt | StrictFloat]
RowIn = dict[str, Cell]
RowsIn = RowIn | Annotated[list[RowIn], Field(min_length=1, max_length=MOST_ROWS)]


class RegisterName(StrEnum):
    """Which register."""

    RIGHTS = RIGHTS
    AUTHORISATIONS = AUTHORISATIONS
    SELLERS = SELLERS
    FACILITIES = FACILITIES


class RowOut(Schema):
    """One row of a register."""

    key: str = Field(description="By what it is told from the others: your id, or a digest of what it says")
    public_id: uuid.UUID = Field(description="Its number in the audit log; it stays when the row changes")
    content: RowIn = Field(description="The columns that are filled; days, times and amounts as text")
    added_at: dt.datetime
    changed_at: dt.datetime


class RowsOut(Schema):
    """A page of a register."""

    generation: int = Field(description="What screening uses now")
    total: int
    page: int
    pages: int
    rows: list[RowOut]


class Placed(Schema):
    """What came of one row that was given."""

    place: int = Field(description="Its place in the request, from 1")
    key: str
    outcome: str = Field(description="added, changed or same")


class Changed(Schema):
    """What came of a change, row by row: those that were kept, and those that could not be used."""

    generation: int = Field(description="In which the change is live")
    results: list[Placed]
    rejects: list[Rejected]


class ImportedOut(Schema):
    """What came of a file."""

    generation: int
    added: int
    changed: int
    same: int
    rejected: int = Field(description="How many rows could not be used")
    rejects: list[Rejected] = Field(description="The first 10,000 of them")


class Removed(Schema):
    """A row was taken out."""

    generation: int = Field(description="In which it is gone")

"""Registers for programs: read by pages, change by rows, take in a file. A change is live for the next screening."""

import tempfile
from typing import Annotated, Any, BinaryIO, Final

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from ninja import params as param_functions
from ninja.errors import HttpError

from counterfoil_desk.accounts.models import Scope
from counterfoil_desk.api.access import OfToken, actor, token_of
from counterfoil_desk.api.register_shapes import Changed, ImportedOut, RegisterName, Removed, RowOut, RowsIn, RowsOut
from counterfoil_desk.api.shapes import Problem
from counterfoil_desk.database.waiting import allow_long_work
from counterfoil_desk.records import actions, queries
from counterfoil_desk.records.registers import REGISTERS

ON_A_PAGE: Final = 500
LONGEST_SEARCH: Final = 200
MOST_PAGES: Final = 1_000_000
BLOCK: Final = 2**16
REFUSED: Final = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem, 503: Problem}
FILE_BODY: Final = {
    "requestBody": {
        "required": True,
        "description": "A file that the engine reads: CSV, TSV, JSON Lines, XML or Parquet",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
router = Router(tags=["registers"])


@router.get(
    "/{name}/rows", auth=OfToken(Scope.READ), response={200: RowsOut, **REFUSED}, summary="Read a register by pages"
)
def register_rows(
    request: HttpRequest,  # noqa: ARG001  ninja passes it
    name: RegisterName,
    page: Annotated[int, param_functions.Query(ge=1, le=MOST_PAGES)] = 1,
    search: Annotated[str, param_functions.Query(max_length=LONGEST_SEARCH)] = "",
) -> Any:
    """Return up to 500 rows, of those that have the text in one of the columns that the desk's list shows."""
    found = queries.rows(REGISTERS[name], search=search, page=page, at_once=ON_A_PAGE)
    return {
        "generation": queries.live().number,
        "total": found.paginator.count,
        "page": page,
        "pages": found.paginator.num_pages,
        "rows": list(found) if page == found.number else [],
    }


@router.get(
    "/{name}/rows/{path:key}",
    auth=OfToken(Scope.READ),
    response={200: RowOut, 404: Problem, **REFUSED},
    summary="Read one row",
)
def register_row(request: HttpRequest, name: RegisterName, key: str) -> Any:  # noqa: ARG001
    """Return the row of a key."""
    found = queries.row_of_key(REGISTERS[name], key)
    if found is None:
        raise HttpError(404, "The register has no row of this key.")
    return found


@router.put(
    "/{name}/rows",
    auth=OfToken(Scope.REGISTERS),
    response={200: Changed, 413: Problem, **REFUSED},
    summary="Add or change rows",
)
def register_put(request: HttpRequest, name: RegisterName, rows: Annotated[RowsIn, param_functions.Body()]) -> Any:
    """Add or change one row, or up to 1,000, each given whole; what cannot be used is told beside what was kept."""
    given = rows if isinstance(rows, list) else [rows]
    kept, refused = actions.put_rows(
        REGISTERS[name], given, by=actor(request), organisation=token_of(request).organisation
    )
    return {
        "generation": queries.live().number,
        "results": [{"place": one.place, "key": one.key, "outcome": one.what} for one in kept],
        "rejects": [
            {"line": one.place, "field": one.field or None, "value": one.value, "rule": one.rule} for one in refused
        ],
    }


@router.delete(
    "/{name}/rows/{path:key}",
    auth=OfToken(Scope.REGISTERS),
    response={200: Removed, 404: Problem, **REFUSED},
    summary="Remove a row",
)
def register_remove(request: HttpRequest, name: RegisterName, key: str) -> Any:
    """Take a row out of a register; what it said stays in its history."""
    kept, organisation = REGISTERS[name], token_of(request).organisation
    if queries.row_of_key(kept, key) is None:
        raise HttpError(404, "The register has no row of this key.")
    actions.remove_row(kept, key, by=actor(request), organisation=organisation)
    return {"generation": queries.live().number}


@router.post(
    "/{name}/imports",
    auth=OfToken(Scope.REGISTERS),
    response={200: ImportedOut, 413: Problem, **REFUSED},
    summary="Take in a file",
    openapi_extra=FILE_BODY,
)
def register_import(
    request: HttpRequest,
    name: RegisterName,
    file: Annotated[str, param_functions.Query(min_length=1, max_length=200, pattern=r"^[\w .()+-]+$")] = "request",
) -> Any:
    """Take in the rows of the body, 250,000 at most; `file` is its name as rejects and the audit log tell it."""
    allow_long_work()  # the body may come slowly, too
    with _body(request) as stream:
        done = actions.import_file(
            REGISTERS[name], stream, file=file, by=actor(request), organisation=token_of(request).organisation
        )
    rejects = done.rejects.select("line", "field", "value", "rule").to_dicts()
    return {"generation": queries.live().number, **done._asdict(), "rejects": rejects}


def _body(request: HttpRequest) -> BinaryIO:
    """Return the body as a file, in memory where it is small. Raises HttpError 413 where it is too large."""
    kept = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115  the caller closes it
    while block := request.read(BLOCK):
        if kept.tell() + len(block) > settings.LARGEST_UPLOAD:
            kept.close()
            raise HttpError(413, f"The file is larger than {settings.LARGEST_UPLOAD} bytes. Send it in parts.")
        kept.write(block)
    kept.seek(0)
    return kept  # type: ignore[return-value]  # it is one in all but its type

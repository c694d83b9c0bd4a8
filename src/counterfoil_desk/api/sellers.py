"""Check sellers: before they may sell, and again when something changed; one call, or a stream of many."""

import datetime as dt
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from ninja import params as param_functions

from counterfoil_desk.accounts.models import Scope
from counterfoil_desk.api.access import OfToken, actor, token_of
from counterfoil_desk.api.described import REFUSED, streamed
from counterfoil_desk.api.offers import LONGEST_KEY
from counterfoil_desk.api.shapes import DAY, Checked, Problem, SellersIn
from counterfoil_desk.api.streams import answered
from counterfoil_desk.service.actions import Request, answered_once
from counterfoil_desk.service.seller_stream import check_stream
from counterfoil_desk.service.sellers import check_sellers
from counterfoil_desk.service.vetting import day_to_check

router = Router(tags=["sellers"])


@router.post(
    "/check",
    auth=OfToken(Scope.SCREEN),
    response={200: Checked, **REFUSED},
    summary="Check sellers",
)
def sellers_check(
    request: HttpRequest,
    sellers: SellersIn,
    idempotency_key: Annotated[
        str | None, param_functions.Header(alias="Idempotency-Key", min_length=1, max_length=LONGEST_KEY)
    ] = None,
) -> Any:
    """Return the status of each seller, with findings, what is missing, clocks and denied parties.

    What accounts of one call have in common (a tax number, the number of an account that was ended) is told of each.
    """
    organisation = token_of(request).organisation_id
    given = [seller.model_dump(exclude_none=True, by_alias=True) for seller in sellers.sellers]
    return answered_once(
        Request("sellers/check", request.body, idempotency_key),
        organisation=organisation,
        work_out=lambda: check_sellers(given, organisation=organisation, by=actor(request), day=sellers.day),
    )


@router.post(
    "/check-stream",
    auth=OfToken(Scope.SCREEN),
    response={**REFUSED, 415: Problem},
    summary="Check a stream of sellers",
    openapi_extra=streamed(
        "One seller to a line", "What one call says of a seller, or reject, to a line; the summary is the last"
    ),
)
def sellers_check_stream(
    request: HttpRequest, day: Annotated[dt.date | None, param_functions.Query(description=DAY)] = None
) -> Any:
    """Return a line for each line, as it is ready: what is said of the seller, or `reject` with field, value and rule.

    All of it is held against one generation, and the denied lists that were in force when it began. Each seller is
    looked at as though it had come alone: what accounts have in common is told by one call, never by a stream. Where
    the last line is neither `summary` nor `problem`, the answer was cut: what was answered is done, the rest is not.
    Lines may be compressed (Content-Encoding: gzip). An Idempotency-Key is refused: each line is checked again.
    """
    return answered(request, partial(check_stream, day=day_to_check(day)))

"""Screen offers before they are published: one call, or a stream of many."""

from typing import Annotated, Any, Final

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja import params as param_functions

from counterfoil_desk.accounts.models import Scope
from counterfoil_desk.api.access import OfToken, actor, token_of
from counterfoil_desk.api.described import REFUSED, streamed
from counterfoil_desk.api.shapes import OffersIn, Problem, Screening
from counterfoil_desk.api.streams import answered
from counterfoil_desk.service.actions import Request, screen_offers
from counterfoil_desk.service.offer_stream import screen_stream
from counterfoil_desk.service.references import At

LONGEST_KEY: Final = 200
router = Router(tags=["offers"])


@router.post(
    "/screen",
    auth=OfToken(Scope.SCREEN),
    response={200: Screening, **REFUSED},
    summary="Screen offers before they are published",
)
def offers_screen(
    request: HttpRequest,
    offers: OffersIn,
    idempotency_key: Annotated[
        str | None, param_functions.Header(alias="Idempotency-Key", min_length=1, max_length=LONGEST_KEY)
    ] = None,
) -> Any:
    """Return the decision on each offer, with reasons. With a key, the same request gets the same answer again."""
    token = token_of(request)
    given = [offer.model_dump(exclude_none=True) for offer in offers.offers]
    asked = Request("offers/screen", request.body, idempotency_key)
    answer = screen_offers(
        given, organisation=token.organisation_id, by=actor(request), at=At(*token.generation), request=asked
    )
    return HttpResponse(orjson.dumps(answer), content_type="application/json")  # its shape is ours: not checked again


@router.post(
    "/screen-stream",
    auth=OfToken(Scope.SCREEN),
    response={**REFUSED, 415: Problem},
    summary="Screen a stream of offers",
    openapi_extra=streamed("One offer to a line", "One decision or reject to a line; the summary is the last"),
)
def offers_screen_stream(request: HttpRequest) -> Any:
    """Return a line for each line, as it is ready: its decision, or `reject` with field, value and rule.

    All of it is held against one generation. Where the last line is neither `summary` nor `problem`, the answer was
    cut: what was answered is done, the rest is not. Lines may be compressed (Content-Encoding: gzip). Read while you
    send, and a decision is there as soon as it is made. An Idempotency-Key is refused: to send offers again does no
    harm, each is kept once, by its id.
    """
    return answered(request, screen_stream)

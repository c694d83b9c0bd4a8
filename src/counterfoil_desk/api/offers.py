"""Screen offers before they are published: one call, or a stream of many."""

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Router
from ninja import params as param_functions

from counterfoil_desk.accounts.models import Scope
from counterfoil_desk.api.access import OfToken, actor, token_of
from counterfoil_desk.api.shapes import OffersIn, Problem, Screening
from counterfoil_desk.service.actions import answered_once, screen_offers

LONGEST_KEY: Final = 200
router = Router(tags=["offers"])


@router.post(
    "/screen",
    auth=OfToken(Scope.SCREEN),
    response={200: Screening, 401: Problem, 403: Problem, 422: Problem},
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
    organisation = token_of(request).organisation_id
    given = [offer.model_dump(exclude_none=True) for offer in offers.offers]
    return answered_once(
        idempotency_key,
        request.body,
        organisation=organisation,
        work_out=lambda: screen_offers(given, organisation=organisation, by=actor(request)),
    )

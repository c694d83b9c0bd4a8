"""Check sellers: before they may sell, and again when something changed."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from ninja import params as param_functions

from counterfoil_desk.accounts.models import Scope
from counterfoil_desk.api.access import OfToken, actor, token_of
from counterfoil_desk.api.described import REFUSED
from counterfoil_desk.api.offers import LONGEST_KEY
from counterfoil_desk.api.shapes import Checked, SellersIn
from counterfoil_desk.service.actions import answered_once
from counterfoil_desk.service.sellers import check_sellers

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
    """Return the status of each seller, with findings, what is missing, clocks and denied parties."""
    organisation = token_of(request).organisation_id
    given = [seller.model_dump(exclude_none=True, by_alias=True) for seller in sellers.sellers]
    return answered_once(
        idempotency_key,
        request.body,
        operation="sellers/check",
        organisation=organisation,
        work_out=lambda: check_sellers(given, organisation=organisation, by=actor(request), day=sellers.day),
    )

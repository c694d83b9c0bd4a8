"""Operations of the API. A program shows its token as a bearer; the middleware has found for whom it acts."""

from typing import Annotated, Any, Final

from django.db import transaction
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja import params as param_functions
from ninja.errors import HttpError
from ninja.security import HttpBearer

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import ApiToken, Scope
from counterfoil_desk.api.shapes import OffersIn, Problem, Screening
from counterfoil_desk.service.actions import answered_once, screen_offers

LONGEST_KEY: Final = 200


class OfToken(HttpBearer):
    """Lets in programs whose token the middleware knows, and that has the scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002  ninja passes it
        """Return the token, or None. Raises HttpError 403 where it has not the scope."""
        known: ApiToken | None = request.token  # type: ignore[attr-defined]  # the middleware sets it
        if known is not None and self.scope not in known.scopes:
            raise HttpError(403, f"This token has not the scope “{self.scope}”.")
        return known


api = NinjaAPI(title="Counterfoil", version="1", description=f"Engine {__version__}", urls_namespace="api-1")


@api.exception_handler(UserError)
def refused(request: HttpRequest, error: UserError) -> Any:
    """Tell a mistake in the request as a sentence with its cure; what the request had begun is taken back."""
    transaction.set_rollback(True)
    return api.create_response(request, {"detail": str(error)}, status=422)


@api.post(
    "/offers/screen",
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
    token: ApiToken = request.token  # type: ignore[attr-defined]
    given = [offer.model_dump(exclude_none=True) for offer in offers.offers]
    return answered_once(
        idempotency_key,
        request.body,
        organisation=token.organisation_id,
        work_out=lambda: screen_offers(given, organisation=token.organisation_id, by=f"token:{token.public_id}"),
    )

"""The interface for programs, version 1: what it is made of, and how a mistake is told."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest
from ninja import NinjaAPI

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil_desk.api.offers import router as offers
from counterfoil_desk.api.registers import router as registers
from counterfoil_desk.api.sellers import router as sellers
from counterfoil_desk.database.waiting import AGAIN_IN, BusyError

api = NinjaAPI(
    title="Counterfoil", version="1", description=f"Engine {__version__}", urls_namespace="api-1", docs_url=None
)
api.add_router("/offers", offers)
api.add_router("/sellers", sellers)
api.add_router("/registers", registers)


@api.exception_handler(UserError)
def refused(request: HttpRequest, error: UserError) -> Any:
    """Tell a mistake in the request as a sentence with its cure; what the request had begun is taken back."""
    transaction.set_rollback(True)
    answer = api.create_response(request, {"detail": str(error)}, status=503 if isinstance(error, BusyError) else 422)
    if isinstance(error, BusyError):
        answer["Retry-After"] = str(AGAIN_IN)
    return answer


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, _error: RequestDataTooBig) -> Any:
    """Tell that a body is larger than the desk keeps in memory."""
    return api.create_response(request, {"detail": "The body is too large. Send it in parts."}, status=413)

"""Tokens of programs: issued with a name, scopes and a day; the secret is shown once, with how to use it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.models import ApiToken, Member, Role, Scope
from counterfoil_desk.accounts.permissions import can_administer, can_revoke_token
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.acting import attempt
from counterfoil_desk.pages.people_forms import TokenForm


@never_cache
@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
@sensitive_variables("secret", "context")
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens; administrators issue one, and see its secret on the answer alone."""
    by: Member = request.member  # type: ignore[attr-defined]
    form = TokenForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"may_change": can_administer(by)}
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.issue_token(by=by.user, organisation=by.organisation, **form.cleaned_data)
        except UserError as error:
            form.add_error("until", str(error))
        else:
            example = request.build_absolute_uri(reverse("api-1:offers_screen"))
            context |= {"new": token, "secret": secret, "example": example, "may_screen": Scope.SCREEN in token.scopes}
            form = TokenForm()
    listed = [{"token": one, "can_revoke": can_revoke_token(by, one)} for one in queries.tokens()]
    return render(request, "pages/people/tokens.html", context | {"tokens": listed, "form": form})


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a token now."""
    by: Member = request.member  # type: ignore[attr-defined]
    token = get_object_or_404(ApiToken, public_id=public_id, organisation=by.organisation)
    done = _("The token is revoked: requests with it are refused from now on.")
    attempt(request, lambda: actions.revoke_token(by=by, token=token), done=done)
    return redirect("tokens")


urlpatterns = [
    path("tokens", tokens, name="tokens"),
    path("tokens/<uuid:public_id>/revoke", revoke, name="token-revoke"),
]

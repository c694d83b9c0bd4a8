"""Somebody who was invited comes by his link: a stranger makes an account and logs in, everybody joins by a button.

The link's secret leaves the address at once, so that no history or referrer keeps it; the session keeps its digest.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.invitations import accept, invitation_of, prepare_account
from counterfoil_desk.accounts.middleware import CHOSEN
from counterfoil_desk.accounts.models import Invitation
from counterfoil_desk.pages.access import for_strangers
from counterfoil_desk.pages.people_forms import NewAccountForm

INVITED = "invitation"  # in the session: the digest of the link by which somebody came


@for_strangers
@require_safe
@sensitive_variables("secret")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep which invitation it is, and go on without the secret in the address; of an unknown one nothing is kept."""
    digest = digest_of_secret(secret)
    if invitation_of(digest) is None:
        return _unknown(request)
    request.session[INVITED] = digest
    return redirect("join")


@for_strangers
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Let somebody who was invited make an account, or join with the one that he is logged in by."""
    known = invitation_of(request.session.get(INVITED, ""))
    if known is None:
        return _unknown(request)
    return _joined(request, known) if request.user.is_authenticated else _made(request, known)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/people/no_invitation.html", status=404)


@sensitive_post_parameters("password")
@sensitive_variables("form")
def _made(request: HttpRequest, known: Invitation) -> HttpResponse:
    """Answer a stranger: the form, or the log-in page, which is the same whether his address had an account or not."""
    form = NewAccountForm(request.POST if request.method == "POST" else None, email=known.email)
    if request.method == "POST" and form.is_valid():
        prepare_account(known, **form.cleaned_data)
        messages.info(request, _("Log in with your mail address and your password; then you can join."))
        return redirect(f"{reverse('account_login')}?next={reverse('join')}")
    return render(request, "pages/people/new_account.html", {"invitation": known, "form": form})


def _joined(request: HttpRequest, known: Invitation) -> HttpResponse:
    """Answer somebody who is logged in: a button, and after it the organisation."""
    if request.method == "GET":
        return render(request, "pages/people/join.html", {"invitation": known})
    try:
        member = accept(known, user=request.user)  # type: ignore[arg-type]  # he is logged in
    except UserError as error:
        messages.error(request, str(error))
        return redirect("home")
    del request.session[INVITED]
    request.session[CHOSEN] = str(member.organisation.public_id)
    return redirect("home")


urlpatterns = [
    path("invitation/<str:secret>", invitation, name="invitation"),
    path("join", join, name="join"),
]

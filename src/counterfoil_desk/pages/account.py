"""One's own account: name, mail address, password, second factor; the same for all organisations that one works in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterfoil_desk.accounts.each_organisation import change_name
from counterfoil_desk.accounts.queries import has_second_factor
from counterfoil_desk.pages.people_forms import NameForm


@require_http_methods(["GET", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the user's own account; he changes his name. An address is never changed: it is what invitations name."""
    user = request.user
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": user.name})  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        change_name(user=user, name=form.cleaned_data["name"])  # type: ignore[arg-type]  # he is logged in
        messages.success(request, _("Your name is changed."))
        return redirect("account_email")
    context = {"form": form, "has_second_factor": has_second_factor(user)}  # type: ignore[arg-type]
    return render(request, "pages/people/account.html", context)


urlpatterns = [
    path("accounts/email/", account, name="account_email"),  # in the place of allauth's, where addresses are changed
    path("accounts/3rdparty/", account, name="socialaccount_connections"),  # nothing is connected: see accounts.adapter
]

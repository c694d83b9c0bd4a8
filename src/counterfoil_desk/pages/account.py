"""One's own account: name, mail address, password, second factor; the same for all organisations that one works in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterfoil_desk.accounts.each_organisation import change_name
from counterfoil_desk.accounts.models import User
from counterfoil_desk.accounts.queries import has_second_factor
from counterfoil_desk.pages.access import for_people
from counterfoil_desk.pages.people_forms import NameForm
from counterfoil_desk.pages.settings_forms import MineForm


@require_http_methods(["GET", "POST"])
@for_people
def account(request: HttpRequest) -> HttpResponse:
    """Show the user's own account; he changes his name. An address is never changed: it is what invitations name."""
    user: User = request.user  # type: ignore[assignment]  # he is logged in
    form = _name_form(user) if request.method == "GET" else NameForm(request.POST)
    if form.is_valid():
        change_name(user=user, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is changed."))
        return redirect("account_email")
    return account_page(request, name_form=form)


def account_page(
    request: HttpRequest, *, name_form: NameForm | None = None, settings_form: MineForm | None = None
) -> HttpResponse:
    """Return the page of one's own account, with forms as they were sent; language and zone are a member's."""
    user: User = request.user  # type: ignore[assignment]  # he is logged in
    member = request.member  # type: ignore[attr-defined]
    context = {
        "name_form": name_form or _name_form(user),
        "settings_form": settings_form or (MineForm(member=member) if member else None),
        "now": timezone.now(),
        "has_second_factor": has_second_factor(user),
    }
    return render(request, "pages/people/account.html", context)


def _name_form(user: User) -> NameForm:
    return NameForm(initial={"name": user.name})


urlpatterns = [
    path("accounts/email/", account, name="account_email"),  # in the place of allauth's, where addresses are changed
    path("accounts/3rdparty/", account, name="socialaccount_connections"),  # nothing is connected: see accounts.adapter
]

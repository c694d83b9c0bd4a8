"""The first page of all: set the desk up by its one-time link."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.pages.access import for_strangers
from counterfoil_desk.pages.forms import SetUpForm


@for_strangers
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@sensitive_variables("form", "secret")
def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    """Set the desk up by its one-time link."""
    link = queries.valid_link(secret)
    if link is None:
        raise Http404
    form = SetUpForm(request.POST or None, with_organisation=link.administers_id is None)
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.set_up(secret, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            login(request, member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("home")
    return render(request, "pages/set_up.html", {"form": form, "with_example": link.administers_id is not None})


urlpatterns = [path("set-up/<str:secret>", set_up, name="set-up")]

"""The audit log as members read it: its entries, how far one is proven, what leaves it, what is deleted."""

import datetime as dt
from collections.abc import Iterator

from django.contrib import messages
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.audit import queries
from counterfoil_desk.audit.actions import forget, record
from counterfoil_desk.audit.exporting import exported_log, snapshot_link
from counterfoil_desk.configuration import url_of
from counterfoil_desk.organisation import acting
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.entry_words import told_of
from counterfoil_desk.pages.log_forms import FilterForm, ForgetForm
from counterfoil_desk.pages.log_names import named

PAGE = 50
AWAY_AFTER = dt.timedelta(minutes=1)
MOST_AT_ONCE = 500  # entries whose values are deleted by one click


@require_safe
@for_members()
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the organisation's entries, the latest first, those that a filter names, a page at a time."""
    form = FilterForm(request.GET or None, acts=queries.acts())
    wanted = form.wanted()
    before = request.GET.get("before", "")
    found = queries.entries(wanted, before=int(before) if before.isdecimal() else None, most=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    is_administrator = may(request.member, Role.ADMINISTRATOR)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "entries": named(shown),
        "older": _query(request.GET, before=shown[-1].pk) if more else "",
        "newest": _query(request.GET),
        "to_forget": _query(request.GET) if is_administrator and (wanted.subject or wanted.text) else "",
        "is_administrator": is_administrator,
        "standing": (standing := queries.standing()),
        "is_away": timezone.now() - standing.at > AWAY_AFTER,
        "is_filtered": wanted != queries.Wanted() or bool(form.errors),
    }
    return render(request, "pages/log/entries.html", context)


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
def audit_entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show one entry and how far it is proven; an administrator deletes its values on a stated ground."""
    entry = queries.entry(number)
    if entry is None:
        raise Http404
    form = ForgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _forgotten(request, [number], form):
        return redirect("audit-entry", number)
    named([entry])
    fields = told_of(entry)
    kept = any(field.is_kept for field in fields)
    context = {
        "entry": entry,
        "fields": fields,
        "deletion": queries.deletion_of(entry) if entry.digests and not kept else None,
        "proof": queries.proof_of(entry),
        "form": form,
        "may_forget": kept and entry.act != "forgotten" and may(request.member, Role.ADMINISTRATOR),  # type: ignore[attr-defined]
    }
    return render(request, "pages/log/entry.html", context)


@require_http_methods(["GET", "POST"])
@for_members(least=Role.ADMINISTRATOR)
def audit_forget(request: HttpRequest) -> HttpResponse:
    """Delete the values behind the entries that a filter names, such as all on one person, on a stated ground."""
    wanted = FilterForm(request.GET or None, acts=queries.acts()).wanted()
    if not (wanted.subject or wanted.text):
        return redirect("audit")
    found = queries.entries(wanted, before=None, most=MOST_AT_ONCE, with_values=True)
    form = ForgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [entry.pk for entry in found if str(entry.pk) in request.POST.getlist("entry")]
        if _forgotten(request, chosen, form):
            return redirect(f"{reverse('audit')}?{_query(request.GET)}")
    context = {"entries": named(found), "form": form, "back": _query(request.GET), "most": MOST_AT_ONCE}
    return render(request, "pages/log/forget.html", context)


def _forgotten(request: HttpRequest, numbers: list[int], form: ForgetForm) -> bool:
    """Delete the values behind all entries and tell how many are gone; False where that was refused: none is then."""
    by = actor_of(request.user)  # type: ignore[arg-type]  # a member is logged in
    try:
        with transaction.atomic():
            gone = sum(forget(number, actor=by, why=form.cleaned_data["ground"]) for number in numbers)
    except UserError as error:
        form.add_error(None, str(error))
        return False
    told = ngettext("%(gone)d value is deleted.", "%(gone)d values are deleted.", gone) % {"gone": gone}
    messages.success(request, told)
    return True


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def audit_export(request: HttpRequest) -> HttpResponse:
    """Give the organisation's log as a file that anybody can check with `counterfoil verify`."""
    lines = _lines(dt.datetime.now(dt.UTC))
    try:
        first = next(lines)
    except UserError:
        messages.error(request, _("A deletion is being sealed. Try again in a moment."))
        return redirect("audit")
    organisation = request.member.organisation  # type: ignore[attr-defined]
    subject = ("organisation", str(organisation.public_id))
    record(actor=actor_of(request.user), act="log exported", subject=subject)  # type: ignore[arg-type]
    answer = StreamingHttpResponse(_after(first, lines), content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="log-{dt.datetime.now(dt.UTC):%Y-%m-%d}.jsonl"'
    return answer  # type: ignore[return-value]  # Django answers it like any other


def _lines(at: dt.datetime) -> Iterator[bytes]:
    """Yield the log of who acts now, over a connection of its own: it outlives the request's transaction."""
    now = acting()
    with snapshot_link(url_of(connection.settings_dict), acting=now) as link:
        yield from exported_log(link, at=at, organisation=now.organisation, acting=now)


def _after(first: bytes, lines: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from lines


def _query(given: QueryDict, **more: int) -> str:
    """Return the filter of an address, at another place in the log."""
    kept = given.copy()
    kept.pop("before", None)
    for name, value in more.items():
        kept[name] = str(value)
    return kept.urlencode()


urlpatterns = [
    path("audit", audit_log, name="audit"),
    path("audit/entries/<int:number>", audit_entry, name="audit-entry"),
    path("audit/forget", audit_forget, name="audit-forget"),
    path("audit/export", audit_export, name="audit-export"),
]

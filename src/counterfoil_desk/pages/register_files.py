"""Files into a register and out of it: an upload is looked through first, then taken in; an export is written down."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil.documents.flat import flat
from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.asking import actor_in, organisation_of
from counterfoil_desk.pages.register_words import label_of, register_named, words_of
from counterfoil_desk.pages.uploading import in_mebibytes, is_too_large
from counterfoil_desk.records import asked, uploads
from counterfoil_desk.records.exports import CSV, PARQUET, TYPES, export
from counterfoil_desk.records.fields import fields_of
from counterfoil_desk.records.models import Upload

SHOWN_REJECTS = 50


class FileForm(forms.Form):
    """The file to be looked through."""

    file = forms.FileField(label=gettext_lazy("File"))


@require_http_methods(["GET", "POST"])
@for_members(least=Role.MANAGER)
def register_import(request: HttpRequest, register: str) -> HttpResponse:
    """Take a file and look it through; what it would change is shown before anything is changed."""
    kept = register_named(register)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if is_too_large(request):
        form.errors.pop("file", None)  # that there is none, since it was thrown away
        told = _("The file is larger than %(most)s MiB. Split it, and upload its parts one after the other.")
        form.add_error("file", told % _most())
    elif form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.look_through(
                kept,
                file,
                file=file.name,
                by=actor_in(request),
                organisation=organisation_of(request),
            )
        except UserError as error:
            form.add_error("file", str(error))
        else:
            return redirect("register-upload", register, upload.public_id)
    columns = [
        {"name": name, "field": one, "must_be_filled": name in kept.kind.required}
        for name, one in fields_of(register).items()
        if name in kept.shown or name in kept.kind.required
    ]
    context = {"register": register, "label": label_of(register), "form": form, "columns": columns, **_most()}
    return render(request, "pages/registers/import.html", context)


@require_http_methods(["GET", "POST"])
@for_members(least=Role.MANAGER)
def register_upload(request: HttpRequest, register: str, public_id: uuid.UUID) -> HttpResponse:
    """Show what a file would change, and take it in or drop it when told to; afterwards what it changed."""
    upload = _upload(register, public_id)
    if request.method == "POST":
        return _decided(request, upload)
    first = [{"what": what, "fields": _told(register, one["fields"])} for what, one in upload.found["first"].items()]
    context = {
        "register": register,
        "label": label_of(register),
        "upload": upload,
        "counts": upload.taken or upload.found,
        "changes": upload.found["added"] + upload.found["changed"],
        "first": first,
        "rejects": upload.rejects[:SHOWN_REJECTS],
        "rejected": upload.found.get(uploads.REJECTED, len(upload.rejects)),
        "in_csv": len(upload.rejects),
        "is_under_way": asked.is_under_way(upload),
    }
    return render(request, "pages/registers/upload.html", context)


@require_safe
@for_members(least=Role.MANAGER)
def register_rejects(request: HttpRequest, register: str, public_id: uuid.UUID) -> HttpResponse:  # noqa: ARG001
    """Hand out the rejects of a file as CSV, as many as are kept."""
    found = flat(uploads.rejects_of(_upload(register, public_id)))
    return _handed_out(found.write_csv().encode(), TYPES[CSV], name=f"{register}-rejects.csv")


@require_POST
@for_members()
def register_export(request: HttpRequest, register: str) -> HttpResponse:
    """Hand out the whole register as a file; who took it is written down."""
    kept = register_named(register)
    form = PARQUET if request.POST.get("format") == PARQUET else CSV
    done = export(
        kept,
        form,
        by=actor_in(request),
        organisation=organisation_of(request),
    )
    return _handed_out(done.content, TYPES[form], name=f"{register}-{timezone.now():%Y-%m-%d}.{form}")


def _told(register: str, changed: Mapping[str, list[Any]]) -> list[tuple[str | Promise, str, str]]:
    """Return fields that change, as people read them: what each is called, what it was, what it would be."""
    fields = fields_of(register)
    return [
        (fields[name].label, words_of(old, fields[name].kind), words_of(new, fields[name].kind))
        for name, (old, new) in changed.items()
    ]


def _decided(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        asked.refuse_while_under_way(upload)
        if "drop" in request.POST:
            uploads.drop(upload)
            messages.success(request, _("Nothing was changed; the file is gone."))
            return redirect("register-rows", upload.register)
        take_in = asked.ask_for if asked.is_long(upload) else uploads.take_in
        take_in(upload, by=actor_in(request))
    except UserError as error:
        messages.error(request, str(error))
    return redirect("register-upload", upload.register, upload.public_id)


def _upload(register: str, public_id: uuid.UUID) -> Upload:
    register_named(register)
    found = uploads.waiting(register, public_id)
    if found is None:
        raise Http404
    return found


def _handed_out(content: bytes, kind: str, *, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _most() -> dict[str, int]:
    return {"most": in_mebibytes()}


urlpatterns = [
    path("registers/<str:register>/import", register_import, name="register-import"),
    path("registers/<str:register>/uploads/<uuid:public_id>", register_upload, name="register-upload"),
    path("registers/<str:register>/uploads/<uuid:public_id>/rejects.csv", register_rejects, name="register-rejects"),
    path("registers/<str:register>/export", register_export, name="register-export"),
]

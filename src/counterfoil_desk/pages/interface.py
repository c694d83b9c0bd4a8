"""The description of the interface for programs, as people read it: drawn from openapi.json, without a script.

ninja's own page loads scripts from elsewhere, which the desk's browsers may not.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from counterfoil_desk.api.v1 import api
from counterfoil_desk.pages.access import for_strangers

NUMBERS: Final = re.compile(r"[\d, ]*\d")  # of statuses, before what they are called
REFERENCE: Final = "#/components/schemas/"
Json = dict[str, Any]


class Field(NamedTuple):
    """A field of a shape: its kind in words, and the shape that it is made of, if it is."""

    name: str
    kind: str
    shape: str
    is_needed: bool
    told: str


class Operation(NamedTuple):
    """One thing that a program can ask for."""

    method: str
    address: str
    title: str
    told: str
    parameters: list[Field]
    given: list[Field]
    answers: list[Field]


@for_strangers
@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """Show every operation and every shape of the interface."""
    described: Json = api.get_openapi_schema(path_prefix="/api/v1/")
    shapes: Json = described["components"]["schemas"]
    context = {
        "operations": list(_operations(described)),
        "shapes": {
            name: (shape.get("description", ""), list(_fields(shape))) for name, shape in sorted(shapes.items())
        },
        "told": described["info"],
    }
    return render(request, "pages/interface.html", context)


def _operations(described: Json) -> Iterator[Operation]:
    for address, methods in described["paths"].items():
        for method, one in methods.items():
            yield Operation(
                method.upper(),
                address,
                gettext(one.get("summary", "")),
                one.get("description", "").replace("`", ""),
                [_field(each["name"], each["schema"], needed=each.get("required", False)) for each in _asked(one)],
                list(_contents("", one.get("requestBody", {}))),
                list(_answers(one["responses"])),
            )


def _answers(responses: Json) -> Iterator[Field]:
    """Yield what is answered, and once for all statuses that are told alike: those by their numbers alone."""
    alike: dict[str, Field] = {}
    for status, answer in sorted(responses.items(), key=lambda item: int(item[0])):
        for field in _contents(f"{status} {HTTPStatus(int(status)).phrase}", answer):
            known = alike.get(field.shape) if field.shape else None
            name = f"{NUMBERS.match(known.name)[0]}, {status}" if known else field.name  # type: ignore[index]
            alike[field.shape or str(status)] = field._replace(name=name)
    yield from sorted(alike.values(), key=lambda field: field.name)


def _asked(operation: Json) -> list[Json]:
    return [one for one in operation.get("parameters", []) if one["in"] != "cookie"]


def _contents(name: str, body: Json) -> Iterator[Field]:
    """Yield what a body or an answer is, for each kind of content."""
    contents = body.get("content") or {}
    for kind, content in contents.items():
        made = _field(name, content.get("schema", {}), needed=True)
        yield made._replace(kind=kind, told=body.get("description", "") if not made.shape else made.told)
    if not contents and name:
        yield Field(name, "", "", is_needed=True, told=body.get("description", ""))


def _fields(shape: Json) -> Iterator[Field]:
    needed = shape.get("required", [])
    for name, one in shape.get("properties", {}).items():
        yield _field(name, one, needed=name in needed)


def _field(name: str, schema: Json, *, needed: bool) -> Field:
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    shape = next((found for one in kinds if (found := _shape(one))), "")
    kind = " or ".join(dict.fromkeys(_kind(one) for one in kinds))
    if len(kinds) < len(schema.get("anyOf", [])):
        kind += ", or null"
    return Field(name, kind, shape, needed, schema.get("description", ""))


def _shape(schema: Json) -> str:
    reference = schema.get("$ref") or schema.get("items", {}).get("$ref", "")
    return str(reference).removeprefix(REFERENCE)


def _kind(schema: Json) -> str:
    if "$ref" in schema:
        return "object"
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any value")


@for_strangers
@require_safe
def beside_the_operations(_request: HttpRequest) -> HttpResponse:
    """Lead on from where programs' descriptions are looked for: below it nobody is logged in, and so no navigation."""
    return redirect("interface", permanent=True)


urlpatterns = [
    path("interface", interface, name="interface"),
    path("api/v1/docs", beside_the_operations, name="interface-docs"),
]

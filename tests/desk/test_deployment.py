"""Django's own check of a deployment finds nothing, and logs tell no values."""

import json
import logging
import subprocess
import sys

from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.configuration import DATABASE_URL, OWNER_URL
from counterfoil_desk.logs import JsonLines
from desk.conftest import PASSWORD, Desk


def test_the_deployment_check_is_clean(desk: Desk) -> None:
    environment = {name: value for name, value in desk.environment.items() if name != "COUNTERFOIL_PLAIN_HTTP"}
    environment["COUNTERFOIL_SECRET_KEY"] = "ein-langer-Schlüssel mit 73 Zeichen, der in keinem Wörterbuch steht 4711!?"
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_models_and_migrations_agree(desk: Desk) -> None:
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    environment = desk.environment | {DATABASE_URL: desk.environment[OWNER_URL]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_log_line_tells_no_value_of_an_exception() -> None:
    try:
        raise ValueError("Ada Example, 1 Example Street")
    except ValueError:
        import sys as system

        record = logging.LogRecord(
            "django.request", logging.ERROR, "views.py", 1, "failed %s", ("Ada",), system.exc_info()
        )
    line = JsonLines().format(record)
    assert "Ada" not in line
    assert json.loads(line)["raised"].startswith("ValueError at ")


def test_a_session_is_the_browsers_alone_and_ends(desk: Desk, admin: Member) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": admin.user.email, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 3600)
    assert client.get(reverse("home")).status_code == 200

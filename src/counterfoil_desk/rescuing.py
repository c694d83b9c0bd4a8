"""Help somebody in who lost his password or second factor: for who runs the desk, on its machine."""

import os
from collections.abc import Mapping
from pathlib import Path

from counterfoil.errors import UserError
from counterfoil_desk.bundled.cluster import APP, cluster_in
from counterfoil_desk.configuration import DATABASE_URL, PLAIN_HTTP, SECRET_KEY
from counterfoil_desk.configured import ADDRESS
from counterfoil_desk.working import ready_django


def rescue(email: str, *, second_factor: bool, home: Path, environment: Mapping[str, str]) -> list[str]:
    """Return what to tell: a link for a new password, and that the second factor is removed where that is asked for.

    Works on the bundled database below `home` where the environment names none. Raises UserError where nobody has the
    address, or the desk does not run.
    """
    if not environment.get(DATABASE_URL):
        key = home / "secret-key"
        if not key.exists():
            raise UserError(f"There is no desk in {home}.", cure="Name its folder: --home")
        own = {DATABASE_URL: cluster_in(home).url(APP), SECRET_KEY: key.read_text(encoding="ascii"), PLAIN_HTTP: "1"}
        os.environ.update(own)
    ready_django()
    from django.db.utils import OperationalError

    from counterfoil_desk.accounts.rescue import drop_second_factor, new_password_path

    try:
        told = [f"{drop_second_factor(email)} second factors and recovery codes removed."] if second_factor else []
        path = new_password_path(email)
    except OperationalError as error:
        raise UserError("The desk's database does not answer.", cure="Start it: counterfoil desk serve") from error
    address = environment.get(ADDRESS, "http://127.0.0.1:8000").rstrip("/")
    return [*told, f"By this link a new password is set, once: {address}{path}"]

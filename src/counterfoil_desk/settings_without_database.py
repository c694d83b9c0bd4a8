"""The settings for tools that read the desk's code and ask no database, such as mypy and Django's deployment check."""

import os

from counterfoil_desk.configuration import DATABASE_URL, SECRET_KEY

os.environ.setdefault(DATABASE_URL, "postgresql://nobody@/nothing")
os.environ.setdefault(SECRET_KEY, "only for reading the code: no key of any desk, and long enough for the check")

from counterfoil_desk.settings import *  # noqa: F403

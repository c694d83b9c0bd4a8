"""What is looked at before a notice is made: one finding, in one form, to one recipient, on one day."""

import datetime as dt
from typing import NamedTuple

from counterfoil.enforcement.notices.finding import NoticeFinding
from counterfoil.enforcement.notices.form import Form, Settings
from counterfoil.enforcement.notices.notifier import Notifier, Recipient


class Asked(NamedTuple):
    """`open_listings` are those on which a notice of the same right to the same recipient has no answer yet, with its
    number; `confirmed` says whether a person found the case to hold (None: there is no case)."""

    finding: NoticeFinding
    form: Form
    notifier: Notifier
    recipient: Recipient
    settings: Settings
    day: dt.date
    open_listings: dict[str, str]
    confirmed: bool | None

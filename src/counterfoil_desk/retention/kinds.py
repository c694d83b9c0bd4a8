"""Which kinds of data does the desk keep, what for, and how long at least, by default and at most?

A kind that is added to `KINDS` is on the page and in the nightly deletion. Entries of the audit log are none: they are
never deleted; what stood in them can be forgotten. The bounds are ours, by what each kind is for; a law is named where
one was looked up, and what your own law asks of you is for you to set.
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.audit.models import Entry, Value
from counterfoil_desk.records.models import Upload
from counterfoil_desk.records.uploads import LIVES
from counterfoil_desk.retention.files import unused_before
from counterfoil_desk.service.models import Answer, SuspectOffer
from counterfoil_desk.webhooks.models import Delivery

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NAMED_BY_NIGHT: Final = "system:retention"
Text: TypeAlias = "str | _StrPromise"


class DataKind(NamedTuple):
    """One kind of data; `default` and `most` in days are None where it may be kept for good.

    `older` returns the rows, of the organisation that acts, from before a moment; `by_entry` says that they are
    entries of the audit log, which are not deleted: what they say is forgotten.
    """

    name: str
    label: Text
    what_for: Text  # what it is and why it is kept
    bounds: Text  # why no shorter and no longer
    least: int
    default: int | None
    most: int | None
    older: Callable[[dt.datetime], QuerySet[Any]]
    by_entry: bool = False
    of_registers: bool = False  # no register may change meanwhile


SUSPECT_OFFERS: Final = DataKind(
    "suspect_offers",
    _("Suspect offers"),
    _(
        "Offers that were not clear when they were screened last, with the decision and its reasons. "
        "People review them."
    ),
    _(
        "A seller may complain for six months at least (Regulation (EU) 2022/2065, art. 20): 184 days are the default. "
        "Fewer than 30 leave no time to review; more than five years no longer serve the review."
    ),
    30,
    184,
    1_826,
    lambda before: SuspectOffer.objects.filter(screened_at__lt=before),
)
ANSWERS: Final = DataKind(
    "answers",
    _("Answers to programs"),
    _("Answers kept by their Idempotency-Key, so that a program that asks again gets the same answer."),
    _("A program that failed asks again within a day. After 90 days no program does."),
    1,
    7,
    90,
    lambda before: Answer.objects.filter(at__lt=before),
)
PUBLISHED_FILES: Final = DataKind(
    "published_files",
    _("Replaced registers"),
    _(
        "Registers as screening read them before they were changed, counted from the night in which they were found "
        "replaced. One that a kept answer or suspect offer rests on stays as long as that is kept."
    ),
    _("A request under way may still read the one before. Kept longer, an earlier decision can be worked out again."),
    1,
    30,
    3_653,
    unused_before,
    of_registers=True,
)
LOGGED_VALUES: Final = DataKind(
    "logged_values",
    _("What entries of the audit log say"),
    _(
        "The words and numbers behind an entry, such as what a field was and is; they may be of people. The entry "
        "itself is never deleted: it goes on to prove that something stood there."
    ),
    _("They are the history of your registers and may be asked for in court: kept for good unless you say otherwise."),
    365,
    None,
    None,
    lambda before: Entry.objects.filter(Exists(Value.objects.filter(entry=OuterRef("pk"))), at__lt=before).exclude(
        act="forgotten"  # the ground of a deletion stays
    ),
    by_entry=True,
)
DELIVERIES: Final = DataKind(
    "deliveries",
    _("Deliveries of webhooks"),
    _("What your programs were told of, and when they took it or it was given up. What still waits is never deleted."),
    _("Whoever looks for a lost delivery does so within days. After a year nobody does."),
    7,
    30,
    365,
    lambda before: Delivery.objects.filter(settled_at__lt=before),
)
KINDS: Final = {kind.name: kind for kind in (SUSPECT_OFFERS, ANSWERS, DELIVERIES, PUBLISHED_FILES, LOGGED_VALUES)}

UPLOADS: Final = DataKind(  # nothing to be chosen, so it is none of KINDS; an hourly job deletes them
    "uploads",
    _("Files looked through for a register"),
    _("Until they are taken in or dropped; what is left of them goes after a day, within the hour."),
    "",
    LIVES.days,
    LIVES.days,
    LIVES.days,
    lambda before: Upload.objects.filter(at__lt=before),
)

FIXED: Final[tuple[tuple[Text, Text], ...]] = (  # kept as long as something else, or never: nothing to be chosen
    (_("Entries of the audit log"), _("Never deleted, by anybody.")),
    (_("Registers, members, tokens, grants"), _("Until you remove them; what they were stays in the audit log.")),
    (
        _("Invitations"),
        _("Until they are accepted or withdrawn, or until the night after their week; the address goes with them."),
    ),
    (
        _("Accounts of people"),
        _("Until who runs the desk closes them on request, once the person is a member of no organisation."),
    ),
    (_("Clear offers"), _("Never kept: they are counted.")),
    (UPLOADS.label, UPLOADS.what_for),
    (
        _("Sign-ins"),
        format_lazy(
            _("They end after {hours} hours; ended ones are deleted every night."),
            hours=settings.SESSION_COOKIE_AGE // 3600,
        ),
    ),
)

"""Take a long file in by a job: a request would hold a thread of the web for a minute, and a person without a word.

What came of it stands in the upload, where its page looks: taken in, or why not. A job that is killed is given to
another worker, and begins anew: what it had done was one transaction.
"""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from counterfoil.errors import UserError
from counterfoil_desk.database.waiting import BusyError
from counterfoil_desk.records.models import Upload
from counterfoil_desk.records.uploads import take_in, undecided

TASK: Final = "records.take_in"
QUEUE: Final = "files"  # with a crew of its own: a long file holds up no mail
MOST_AT_ONCE: Final = 5_000  # rows that a request takes in itself, in a second or two
GIVEN_UP_AFTER: Final = dt.timedelta(hours=1)  # no job takes that long: whoever waits may ask again
OURS: Final = "Something failed here. It is our fault, and is in our log."


def is_long(upload: Upload) -> bool:
    """Tell whether a file is to be taken in by a job."""
    return sum(number for number in upload.found.values() if isinstance(number, int)) > MOST_AT_ONCE


def is_under_way(upload: Upload) -> bool:
    """Tell whether a job takes a file in, or is about to."""
    return upload.taken is None and upload.asked_at is not None and upload.asked_at > timezone.now() - GIVEN_UP_AFTER


def ask_for(upload: Upload, *, by: str) -> None:
    """Have a file taken in by a job. Raises UserError where one is at it, or that was decided already."""
    with transaction.atomic():
        held = undecided(upload.pk)
        refuse_while_under_way(held)
        held.asked_by, held.asked_at, held.refused = by, timezone.now(), ""
        held.save(update_fields=["asked_by", "asked_at", "refused"])
        job = app.configure_task(TASK, queue=QUEUE, lock=f"registers {held.organisation_id}", allow_unknown=False)
        job.defer(organisation=held.organisation_id, upload=held.pk)


def refuse_while_under_way(upload: Upload) -> None:
    """Raise UserError where a job takes the file in."""
    if is_under_way(upload):
        raise UserError("This file is just being taken in.", cure="Wait until that is done.")


def take_in_asked(upload: int) -> None:
    """Take a file in for who asked, and keep why where it cannot be. Raises BusyError where the register is held."""
    with transaction.atomic():
        asked = Upload.objects.filter(pk=upload, taken__isnull=True, asked_at__isnull=False).first()
    if asked is None:  # taken in already, dropped or deleted meanwhile
        return
    try:
        take_in(asked, by=asked.asked_by)
    except BusyError:
        raise
    except UserError as error:
        _refuse(asked, str(error))
    except Exception:
        _refuse(asked, OURS)
        raise


def _refuse(upload: Upload, why: str) -> None:
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(asked_at=None, refused=why)

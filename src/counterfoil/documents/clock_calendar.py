"""A case's deadlines as a calendar that every calendar program reads: iCalendar, RFC 5545."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event


class Entry(NamedTuple):
    """One whole day: what is due, and the text below it."""

    due: dt.date
    title: str
    text: str


def calendar_of(entries: Iterable[Entry], *, day: dt.date) -> bytes:
    """Return the calendar as it stands on `day`; equal entries give equal bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Counterfoil//clock//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, "|".join((entry.due.isoformat(), entry.title, entry.text)))))
        event.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
        event.add("dtstart", entry.due)
        event.add("dtend", entry.due + dt.timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data

"""Mails of the desk: texts from templates in the reader's language, sent by a job; none where no server is named.

A job is told whom to write to by number, and about what by the template's name: neither address nor secret is in it.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

SUBJECT = "[Counterfoil] "


def can_send() -> bool:
    """Tell whether mails are sent at all."""
    return bool(settings.MAIL_IS_SENT)


def send(template: str, *, to: str, language: str, context: dict[str, Any]) -> None:
    """Send one mail now: TEMPLATE_subject.txt and TEMPLATE_message.txt. Raises as smtplib where the server refuses."""
    told = {**context, "desk_address": settings.DESK_ADDRESS}
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", told).split())
        text = render_to_string(f"{template}_message.txt", told).strip() + "\n"
    EmailMessage(SUBJECT + subject, text, to=[to]).send()

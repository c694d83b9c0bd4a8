"""Whether this desk sends mails, for pages that promise one."""

from django import template

from counterfoil_desk.accounts.mail import can_send

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Return whether mails are sent at all."""
    return can_send()

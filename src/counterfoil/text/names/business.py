"""By which form do spellings of one business meet? What is its own in its name."""

from counterfoil.text.names.forms import name_form
from counterfoil.text.names.vocabulary import general_words
from counterfoil.text.tokens import key


def business_key(name: str) -> str:
    """Return the words of the name that are its own, in small Latin letters run together.

    Legal forms and what many businesses call themselves ("general trading") are left out; where nothing else is left,
    the whole name counts.
    """
    return "".join(word for word in name_form(name).words if word not in general_words()) or key(name)

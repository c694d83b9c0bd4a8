"""Has the notifier given all that the form asks for, and made the statements itself?"""

from counterfoil.codes.mailbox import mailbox
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.problem import Problem, stops

_FILE = "in the notifier's file"


def notifier_problems(asked: Asked) -> list[Problem]:
    """Return what is missing of the notifier; no value of the file is repeated."""
    notifier, form = asked.notifier, asked.form
    missing = [name for name in form.needs if not str(getattr(notifier, name)).strip()]
    found = []
    if missing:
        sentence = f"{form.title} asks for the notifier's {', '.join(missing)}."
        found.append(stops("notifier-incomplete", sentence, f"Add {', '.join(missing)} {_FILE}."))
    if notifier.email and not mailbox(notifier.email).is_valid:
        found.append(stops("notifier-address-wrong", "The notifier's e-mail is no address.", f"Correct email {_FILE}."))
    if not (notifier.good_faith and notifier.accurate):
        sentence = "The notifier has not stated good faith and that the notice is accurate."
        cure = f"If it is so, write good_faith = true and accurate = true {_FILE}."
        found.append(stops("no-good-faith", sentence, cure))
    if form.under_perjury and not notifier.under_penalty_of_perjury:
        sentence = f"{form.source} asks for the authority to act to be stated under penalty of perjury."
        cure = f"If it is so, write under_penalty_of_perjury = true {_FILE}."
        found.append(stops("no-perjury-statement", sentence, cure))
    return found

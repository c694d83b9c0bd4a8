"""Is this the right form for the ground, the right and the place?"""

from counterfoil.codes.mailbox import mailbox
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.finding import COPYRIGHT, COUNTERFEIT, GREY_MARKET
from counterfoil.enforcement.notices.forms.sheets import is_uspto_number
from counterfoil.enforcement.notices.problem import Problem, asks, stops


def form_problems(asked: Asked) -> list[Problem]:
    """Return why the form does not fit."""
    return [*_ground(asked), *_place(asked), *_work(asked), *_recipient(asked)]


def _ground(asked: Asked) -> list[Problem]:
    form, ground = asked.form, asked.finding.ground
    if ground in form.grounds:
        if ground != GREY_MARKET:
            return []
        sentence = "Grey goods are genuine: whether they infringe rests on where they were first put on the market."
        return [asks("first-sale", sentence, "Have proof of the market that they were made for, such as lot or label.")]
    if form.name == "dmca":
        sentence = f"The DMCA is for works under copyright; this finding is of {ground}."
        return [stops("ground-not-for-form", sentence, "Use dsa-16, trademark-mail or the platform's own form.")]
    if ground == GREY_MARKET:
        sentence = f"Grey goods are genuine, and {form.title} takes no notice of them."
        cure = "Take it up with the dealer, or under its contract; dsa-16 takes it for goods from outside the EEA."
        return [stops("ground-not-for-form", sentence, cure)]
    able = ", ".join(form.grounds)
    return [stops("ground-not-for-form", f"{form.title} takes no notice of {ground}.", f"It takes: {able}.")]


def _place(asked: Asked) -> list[Problem]:
    outside = [code for code in asked.finding.territory if asked.form.territory and code not in asked.form.territory]
    if outside:
        sentence = f"{asked.form.title} is not for {', '.join(outside)}."
        return [
            stops(
                "form-other-territory", sentence, "Use another form, or give a territory that it is for: --territory."
            )
        ]
    right = asked.finding.right
    if asked.form.name == "walmart" and asked.finding.ground != COPYRIGHT and not is_uspto_number(right.number):
        sentence = f"“{right.number}” is no US registration number of seven digits, which Walmart asks for."
        return [stops("registration-not-uspto", sentence, "Use the registration at the USPTO, not the serial number.")]
    return []


def _work(asked: Asked) -> list[Problem]:
    needed = asked.finding.ground == COPYRIGHT
    if not needed or any(asked.finding.right.id in work.rights for work in asked.notifier.works):
        return []
    sentence = f"No work of {asked.finding.right.owner} is given whose copyright is infringed."
    return [stops("work-missing", sentence, "Add it to the notifier's file under [[works]].")]


def _recipient(asked: Asked) -> list[Problem]:
    form, recipient, found = asked.form, asked.recipient, []
    if form.has_reason_codes and not asked.settings.reason_codes.get(asked.finding.ground):
        sentence = f"{form.title} asks for the code of the reason, and none is set for {asked.finding.ground}."
        cure = f"Set it in a file of forms (--settings) under [forms.{form.name}.reason_codes]."
        found.append(stops("reason-code-missing", sentence, cure))
    if form.name == "trademark-mail" and not mailbox(recipient.email).is_valid:
        sentence = f"No address of {recipient.name} is given that mail can reach."
        found.append(
            stops("recipient-address-missing", sentence, "Add it to the notifier's file under [[recipients]].")
        )
    return found


def is_counterfeit(asked: Asked) -> bool:
    """Return whether the finding charges a counterfeit, for which the goods must be those of the registration."""
    return asked.finding.ground == COUNTERFEIT

"""Which forms are there? By their names on the command line."""

from collections.abc import Mapping

from counterfoil.enforcement.notices.form import Form
from counterfoil.enforcement.notices.forms.dmca import DMCA
from counterfoil.enforcement.notices.forms.dsa_16 import DSA_16
from counterfoil.enforcement.notices.forms.sheets import ALIBABA, AMAZON, WALMART
from counterfoil.enforcement.notices.forms.trademark_mail import TRADEMARK_MAIL
from counterfoil.enforcement.notices.forms.vero import VERO

FORMS: Mapping[str, Form] = {form.name: form for form in (DSA_16, DMCA, TRADEMARK_MAIL, VERO, ALIBABA, WALMART, AMAZON)}

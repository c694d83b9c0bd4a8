"""Names of people and businesses across scripts: how they are brought to one form, and how alike two of them are."""

from counterfoil.text.names.forms import name_form, name_forms
from counterfoil.text.names.score import SAME, name_score, name_scores

__all__ = ["SAME", "name_form", "name_forms", "name_score", "name_scores"]

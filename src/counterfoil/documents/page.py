"""How is a page made of a template? Every text escaped, every missing name an error, one set of words for all."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterfoil.documents.highlight import shown
from counterfoil.documents.words import counted, day_in_words, duration_in_words, time_in_words, weight_in_words


def environment(**known: object) -> Environment:
    """Return what templates of this package are rendered with; `known` are names that all of its templates see."""
    made = Environment(
        loader=PackageLoader("counterfoil.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        shown=shown,
        thousands="{:,}".format,
        time=time_in_words,
        day=day_in_words,
        duration=duration_in_words,
        weight=weight_in_words,
    )
    made.globals.update(counted=counted, **known)
    return made

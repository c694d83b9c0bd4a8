"""How are pages filled? One environment for all templates: escaped, strict, with the words that every report uses."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterfoil.documents.highlight import shown
from counterfoil.documents.words import counted, day_in_words, duration_in_words, time_in_words, weight_in_words


def environment() -> Environment:
    """Return the environment of the templates: everything is escaped, a name that nothing fills is an error."""
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
    made.globals.update(counted=counted)
    return made

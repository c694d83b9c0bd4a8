"""What does the public read of a platform's moderation? The transparency report as one HTML page, and as a paper.

The page needs nothing else and runs nothing; the paper is set from the same words.
"""

from typing import Any

from counterfoil.documents.page import environment
from counterfoil.documents.papers.filled import visible
from counterfoil.documents.worklist_sheet import changed_texts

TITLE = "Transparency report"


def transparency_page(told: dict[str, Any]) -> str:
    """Return the page as HTML (UTF-8 text); `told` is what `transparency_words.in_words` gives."""
    return environment(title=TITLE).get_template("transparency.html.j2").render(told=told)


def typeset(told: dict[str, Any]) -> dict[str, Any]:
    """Return `facts` and `meta` for the template `transparency-report`, every text in visible characters."""
    number = f"TR-{told['digest'][:8]}"
    return {"facts": changed_texts(told, visible), "meta": {"title": TITLE, "number": number}}

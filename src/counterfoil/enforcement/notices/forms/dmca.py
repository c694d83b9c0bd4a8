"""A notice under 17 USC 512(c)(3)(A), to the designated agent: for works under copyright, and for nothing else.

https://uscode.house.gov/view.xhtml?req=(title:17%20section:512). Its six elements: (i) signature, (ii) the work, (iii)
the material and where it is, (iv) how to reach the complainant, (v) the belief in good faith, (vi) accuracy and, under
penalty of perjury, the authority to act. Who says untrue things knowingly is liable under 512(f).
"""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.notices.finding import COPYRIGHT
from counterfoil.enforcement.notices.form import Draft, Files, Form
from counterfoil.enforcement.notices.notifier import Work
from counterfoil.enforcement.notices.wording import as_text, heading, of_the_listings, signed, why

LISTINGS = cited(100, "listings in a notice", "our own choice, so that a person can read it", "D")
SOURCE = "17 USC 512(c)(3)(A)"
BELIEF = (
    "I believe in good faith that the use of the material in the manner complained of is not authorised by the "
    "copyright owner, its agent, or the law."
)
AUTHORITY = (
    "The information in this notice is accurate, and under penalty of perjury I am authorised to act on behalf of the "
    "owner of an exclusive right that is allegedly infringed."
)


def render(draft: Draft) -> Files:
    """Return the notice as text."""
    works = [_of(work) for work in works_of(draft)]
    lines = heading(draft, "Notice of claimed infringement under 17 USC 512(c)(3)")
    lines += [why(draft), "", "The copyrighted work (ii)", *works, ""]
    lines += ["The material that is claimed to be infringing, and where it is (iii)"]
    lines += of_the_listings(draft.finding.listings)
    lines += ["Statements (v), (vi), signature (i) and contact (iv)"]
    return ((".txt", as_text(lines + signed(draft.notifier, [BELIEF, AUTHORITY]))),)


def works_of(draft: Draft) -> list[Work]:
    """Return the notifier's works of the right of a notice."""
    return [work for work in draft.notifier.works if draft.finding.right.id in work.rights]


def _of(work: Work) -> str:
    registered = f", registration {work.registration}" if work.registration else ""
    return f"- {work.title}{registered}" + (f": {work.where}" if work.where else "")


DMCA = Form(
    name="dmca",
    title="DMCA 512(c)(3)",
    grounds=(COPYRIGHT,),
    needs=("name", "address", "telephone", "email", "signature"),
    limit=LISTINGS,
    source=SOURCE,
    render=render,
    is_for_marks=False,
    under_perjury=True,
)

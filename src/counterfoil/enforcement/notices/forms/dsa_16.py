"""A notice under article 16 of the Digital Services Act, in words and as JSON with the elements of its paragraph 2.

Regulation (EU) 2022/2065, https://eur-lex.europa.eu/eli/reg/2022/2065/oj, article 16(2): (a) why it is illegal, (b)
where exactly it is, (c) name and e-mail of the notifier, (d) the belief in good faith that the notice is accurate and
complete. The law sets no form and no number of listings; the JSON's names are ours. The laws named by ground: [M-H].
"""

import json

from counterfoil.codes.legal_number import cited
from counterfoil.codes.mark_territory import AREA
from counterfoil.enforcement.notices.finding import COPYRIGHT, COUNTERFEIT, DESIGN, GREY_MARKET, MARK_MISUSE
from counterfoil.enforcement.notices.form import Draft, Files, Form
from counterfoil.enforcement.notices.wording import as_text, heading, of_the_listings, of_the_right, signed, why

LISTINGS = cited(100, "listings in a notice", "our own choice, so that a person can read it", "D")
SOURCE = "Regulation (EU) 2022/2065, article 16"
TRADE_MARK_LAW = "Regulation (EU) 2017/1001, article 9(2), or the trade mark law of the member state"
_LAW = {
    COUNTERFEIT: TRADE_MARK_LAW,
    MARK_MISUSE: TRADE_MARK_LAW,
    GREY_MARKET: "Regulation (EU) 2017/1001, articles 9 and 15: goods not put on the market of the EEA by consent",
    COPYRIGHT: "Directive 2001/29/EC, articles 2 to 4",
    DESIGN: "Regulation (EC) No 6/2002, article 19",
}
BELIEF = "I believe in good faith that the information and the allegations in this notice are accurate and complete."


def render(draft: Draft) -> Files:
    """Return the notice as text, and the same as JSON."""
    return ((".txt", _text(draft)), (".json", _json(draft)))


def _text(draft: Draft) -> bytes:
    lines = heading(draft, "Notice under article 16 of Regulation (EU) 2022/2065")
    lines += ["(a) Why this content is illegal", why(draft), f"Law: {_LAW[draft.finding.ground]}."]
    lines += [f"In: {', '.join(draft.finding.territory)}", "", *of_the_right(draft.finding.right), ""]
    lines += ["(b) Where it is", *of_the_listings(draft.finding.listings)]
    lines += ["(c) Who gives notice, and (d) in which belief"]
    return as_text(lines + signed(draft.notifier, [BELIEF]))


def _json(draft: Draft) -> bytes:
    right, notifier = draft.finding.right, draft.notifier
    told = {
        "notice": draft.id,
        "date": draft.day,
        "recipient": draft.recipient.name,
        "explanation": {"text": why(draft), "law": _LAW[draft.finding.ground], "ground": draft.finding.ground},
        "territory": draft.finding.territory,
        "right": {
            "mark": right.mark,
            "owner": right.owner,
            "office": right.office,
            "registration_number": right.number,
            "nice_classes": right.classes,
        },
        "content": [
            {
                "url": one.link,
                "listing": one.offer_id,
                "title": one.title,
                "account": one.account_id,
                "reasons": one.reasons,
            }
            for one in draft.finding.listings
        ],
        "notifier": {"name": notifier.name, "email": notifier.email, "role": notifier.role},
        "good_faith": {"stated": notifier.good_faith, "statement": BELIEF},
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


DSA_16 = Form(
    name="dsa-16",
    title="DSA article 16",
    grounds=(COUNTERFEIT, MARK_MISUSE, GREY_MARKET, COPYRIGHT, DESIGN),
    needs=("name", "email"),
    limit=LISTINGS,
    source=SOURCE,
    render=render,
    territory=AREA,
)

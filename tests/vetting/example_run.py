"""The files of the example marketplace that vetting is given, and the day."""

import datetime as dt
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
GIVEN = {
    "denied": (EXAMPLES / "denied.csv",),
    "documents": EXAMPLES / "seller_documents.csv",
    "events": EXAMPLES / "seller_events.csv",
    "sales": EXAMPLES / "sales.csv",
    "rates": EXAMPLES / "rates.csv",
    "offers": EXAMPLES / "offers.xml",
    "rights": EXAMPLES / "rights.csv",
}
DAY = dt.date(2026, 11, 8)

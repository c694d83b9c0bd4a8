"""How does a page carry a part that a tool writes? Between the comments `<!-- name -->` and `<!-- /name -->`."""

import re
from pathlib import Path


def filled(page: str, name: str, text: str) -> str:
    """Return the page with `text` between the comments called `name`. Raises ValueError where it lacks them."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"the page has no part between {begin} and {end}")
    block = f"{begin}\n{text.strip()}\n{end}"
    return pattern.sub(lambda _: block, page, count=1)


def settle(pages: dict[Path, str], *, check: bool) -> list[Path]:
    """Return the files whose text differs from the one given; write those, unless `check`."""
    differing = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if not check:
        for path in differing:
            path.write_text(pages[path], encoding="utf-8")
    return differing

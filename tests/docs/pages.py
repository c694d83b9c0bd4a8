"""Which pages are checked, and what stands in them?"""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
UNREAD = {".venv", "demo-output", "build", "dist", "node_modules"}

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Return every Markdown page of the repository."""
    found = [path for path in ROOT.rglob("*.md") if not UNREAD.intersection(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(ROOT).parts))


def text_of(page: str) -> str:
    """Return the text of a page, named from the root of the repository."""
    return (ROOT / page).read_text(encoding="utf-8")


def without_fences(text: str) -> str:
    """Return a page without its fenced blocks, in which brackets are no links."""
    return FENCE.sub("", text)


def commands(text: str) -> list[str]:
    """Return the lines of the fenced `sh` blocks that run counterfoil, continued lines joined, comments cut off."""
    blocks = [body for language, body in FENCE.findall(text) if language == "sh"]
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", "", block).splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("counterfoil ")]

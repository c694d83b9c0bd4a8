"""Does docs/selection.md show what the draw does, and what the benchmark last wrote down?"""

import contextlib
import io
import json

from docs.pages import FENCE, ROOT, text_of

PAGE = text_of("docs/selection.md")


def test_the_example_prints_what_is_shown() -> None:
    (code,) = [body for language, body in FENCE.findall(PAGE) if language == "python"]
    shown = FENCE.findall(PAGE)[1][1]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "selection.md", "exec"), {})
    assert printed.getvalue() == shown


def test_the_figures_are_those_frozen() -> None:
    kept = json.loads((ROOT / "benchmarks" / "targeting" / "results.json").read_text(encoding="utf-8"))
    frozen = [figure for figure in kept if figure["part"] == "season"]
    assert frozen
    for figure in frozen:
        if figure["target"] not in (None, "0"):  # 0 is the target of an error, which is told with fewer digits
            assert f"{figure['value']:g}".lstrip("0") in PAGE, figure["name"]

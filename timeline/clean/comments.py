"""Where readers' comments begin below an article: their heading, and comments behind it."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from timeline.languages.loader import available, load_table
from timeline.languages.patterns import either

_SOON = 3000  # characters behind the heading within which somebody has to have written
_LEAST = 2
_MOST = 20  # headings that are looked at, however many a hostile page has


def begin(text: str) -> int | None:
    """Where the heading of the comments stands, None where there are none.

    The heading alone is no proof: pages have a button of that name above the article, too. Someone
    has to write below it, with a date ("ann_b schrieb am 3.3.2022:"), or two without ("Ann says:").
    """
    heading, comment = _patterns()
    for found in islice(heading.finditer(text), _MOST):
        written = [m.group() for m in comment.finditer(text, found.end(), found.end() + _SOON)]
        if len(written) >= _LEAST or any(any(map(str.isdigit, line)) for line in written):
            return found.start()
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tables = [load_table(code, "boilerplate").get("comments", {}) for code in available()]
    headings = either(word for table in tables for word in table.get("headings", ()))
    verbs = either(word for table in tables for word in table.get("written", ()))
    count = r"[\d.,]{1,9}"
    before = rf"^[ \t]{{0,9}}(?:{count} )?"
    behind = rf"(?: ?\(?{count}\)?| .{{0,80}})?:?[ \t]{{0,9}}$"
    heading = re.compile(rf"{before}(?:{headings}){behind}", re.MULTILINE)
    # A name of one or two words; what stands between the verb and the colon is the time.
    comment = (
        rf"^[ \t]{{0,9}}\S{{2,25}}(?: \S{{2,25}})? (?:{verbs})(?: [^:\n]{{0,30}}\d[^\n]{{0,30}})?:"
    )
    return heading, re.compile(comment, re.MULTILINE)

"""A Timeline as one self-contained page: no request leaves it, and it runs only its own script."""

from __future__ import annotations

import gzip
from base64 import b64encode
from typing import TYPE_CHECKING

from timeline.view.bundle import Bundle, load_bundle, source_hash
from timeline.view.escape import html, json_island
from timeline.view.island import build_island

if TYPE_CHECKING:
    from timeline.model import Timeline

# Passages are read in blocks when an event is opened; small data stay readable as plain JSON.
PASSAGES_PER_BLOCK = 256
PLAIN_UP_TO = 200_000  # characters

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="event-timeline">{served}
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div id="app"><p class="boot">Timeline …</p></div>
<noscript><p class="boot">This page needs JavaScript. It connects to nowhere.</p></noscript>
{islands}
<script>{script}</script>
</body>
</html>
"""


def to_html(timeline: Timeline, *, title: str | None = None, served: str | None = None) -> str:
    """The page as HTML text; TimelineError where the page's script was never built.

    `served` is the revision under which `timeline serve` shows it: such a page may talk to the
    server that sent it, and to nobody else.
    """
    bundle = load_bundle()
    core, passages = build_island(timeline, title=title)
    blocks = [
        passages[start : start + PASSAGES_PER_BLOCK]
        for start in range(0, len(passages), PASSAGES_PER_BLOCK)
    ]
    core["blocks"] = len(blocks)
    core["passagesPerBlock"] = PASSAGES_PER_BLOCK
    islands = [_island("data", json_island(core))]
    texts = [json_island(block) for block in blocks]
    total = sum(map(len, texts))
    islands += [
        _island(f"passages-{number}", text, total=total) for number, text in enumerate(texts)
    ]
    return _PAGE.format(
        policy=policy(bundle, connect="'none'" if served is None else "'self'"),
        served=""
        if served is None
        else f'\n<meta name="timeline-served" content="{html(served)}">',
        title=html(title or "Timeline"),
        style=bundle.style,
        islands="\n".join(islands),
        script=bundle.script,
    )


def policy(bundle: Bundle, *, connect: str = "'none'") -> str:
    """Nothing is allowed but the page's own script and style, named by their hashes.

    `connect` is whom the page may talk to: nobody, or the server that sent it.
    The hash of the empty text lets plotly create its empty style element; the rules it then adds
    through the style sheet's own interface are not subject to the policy.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {bundle.script_hash}",
            f"style-src {bundle.style_hash} {source_hash('')}",
            f"connect-src {connect}",
            # The chart as a picture: drawn from what the page itself has made.
            "img-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
            # No script, plotly's included, may hand text to the HTML parser.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _island(name: str, text: str, *, total: int = 0) -> str:
    """Plain if it, or all of its kind (`total` characters), is small; else packed."""
    if max(len(text), total) <= PLAIN_UP_TO:
        return f'<script type="application/json" id="{name}">{text}</script>'
    packed = gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)
    data = b64encode(packed).decode("ascii")
    return f'<script type="application/gzip" id="{name}">{data}</script>'

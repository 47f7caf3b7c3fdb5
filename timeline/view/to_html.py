"""A Timeline as one self-contained page: no request leaves it, and it runs only its own script."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

from timeline.view.ascii import to_signs
from timeline.view.bundle import Bundle, load_bundle, source_hash
from timeline.view.escape import html, json_island
from timeline.view.island import build_island, with_steps
from timeline.view.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Timeline

# Passages are read in blocks when an event is opened; small data stay readable as plain JSON.
PASSAGES_PER_BLOCK = 1024
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
    core["blocks"] = -(-len(passages) // PASSAGES_PER_BLOCK)
    core["passagesPerBlock"] = PASSAGES_PER_BLOCK
    return _PAGE.format(
        policy=policy(bundle, connect="'none'" if served is None else "'self'"),
        served=""
        if served is None
        else f'\n<meta name="timeline-served" content="{html(served)}">',
        title=html(title or "Timeline"),
        style=bundle.style,
        islands="\n".join(_islands(core, passages)),
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


def _islands(core: dict[str, Any], passages: list[list[Any]]) -> Iterator[str]:
    """The core and the blocks of passages, as JSON where both are small, else packed."""
    if _may_be_plain(core, passages):
        starts = range(0, len(passages), PASSAGES_PER_BLOCK)
        text = json_island(with_steps(core))
        blocks = [json_island(passages[start : start + PASSAGES_PER_BLOCK]) for start in starts]
        if max(len(text), sum(map(len, blocks))) <= PLAIN_UP_TO:
            yield _plain("data", text)
            yield from (_plain(f"passages-{number}", block) for number, block in enumerate(blocks))
            return
    packed, parts = pack(core, passages, per_block=PASSAGES_PER_BLOCK)
    yield _packed("data", packed)
    yield from (_packed(f"passages-{number}", part) for number, part in enumerate(parts))


def _may_be_plain(core: dict[str, Any], passages: list[list[Any]]) -> bool:
    """Whether both could be short enough: no text gets shorter in JSON, with quotes and a comma."""
    told = sum(map(len, core["strings"])) + 3 * len(core["strings"])
    read = sum(len(row[0]) for row in passages)
    return max(told, read) <= PLAIN_UP_TO


def _plain(name: str, text: str) -> str:
    return f'<script type="application/json" id="{name}">{text}</script>'


def _packed(name: str, data: bytes) -> str:
    # The highest level takes three times as long for half a percent.
    small = gzip.compress(data, compresslevel=7, mtime=0)
    size = f'id="{name}" data-size="{len(small)}"'
    return f'<script type="application/gzip" {size}>{to_signs(small)}</script>'

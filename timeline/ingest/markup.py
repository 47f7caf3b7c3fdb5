"""Pieces of HTML and XML inside other formats, as plain text in paragraphs."""

from __future__ import annotations

import html
import re
from typing import Any

_BLOCKS = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section)\b[^>]{0,500}>", re.IGNORECASE
)
_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,500}>.*?</\1\s{0,5}>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]{1,2000}>")
_BREAKS = re.compile(r"\s{0,20}\n\s{0,20}")


def plain_text(piece: str) -> str:
    """The words of a piece of HTML, an empty line between its blocks."""
    text = _BLOCKS.sub("\n", _HIDDEN.sub(" ", piece))
    text = html.unescape(_TAGS.sub("", text))
    lines = (" ".join(line.split()) for line in _BREAKS.split(text))
    return "\n\n".join(line for line in lines if line)


def parse_xml(content: bytes) -> Any:
    """The root of an XML file read without entities, DTDs or the network; ValueError if broken."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def local_name(element: Any) -> str:
    """The element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Any) -> str:
    """All text inside an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())

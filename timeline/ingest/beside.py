"""What stands beside the article on a page, by the names of its elements."""

from __future__ import annotations

import re
from typing import Any

# Parts of class names and ids that mark what stands beside the article. Whole words only:
# "ad" is one, the "ad" in "lead" is not; "teaser" is none, it often holds the first paragraph.
_BESIDE = {
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "anzeige", "anzeigen",
    "werbung", "adslot", "dfp", "sponsor", "sponsored", "promo", "promotion", "promobox",
    "cookie", "cookies", "consent", "gdpr", "cmp", "newsletter", "newsletterbox", "related",
    "recs", "recommended", "recommendations", "recirculation", "outbrain", "taboola",
    "social", "share", "sharing", "sharebar", "comments", "kommentare", "breadcrumb",
    "breadcrumbs", "ticker", "paywall", "popup", "modal",
}  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]{2,30}")
_SURROUNDINGS = {"nav", "footer", "form", "button", "dialog"}
_NEVER = {"html", "body", "main", "article"}


def is_beside(element: Any) -> bool:
    """Whether it is an advertisement, a share bar, a list of other articles or the like."""
    if not isinstance(element.tag, str) or element.tag in _NEVER:
        return False
    if element.tag in _SURROUNDINGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return not _BESIDE.isdisjoint(word.lower() for word in _WORDS.findall(names))

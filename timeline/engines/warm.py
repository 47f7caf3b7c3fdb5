"""Importing this loads packs, gazetteer and weights: the fork server does, and all workers share.

Nothing may fail here: what is wrong with a pack is said where an article is read.
"""

import gc
from contextlib import suppress

from timeline.extraction import read_documents
from timeline.languages.loader import available
from timeline.model import Document

for _language in available("events"):
    with suppress(Exception):
        # Any sentence with a name and a date makes every stage load what it needs.
        list(read_documents([Document("warm", "Berlin, 2022-02-24: UN.", language=_language)]))
# What is loaded stays for ever: collections pass it over, and its memory stays shared.
gc.freeze()

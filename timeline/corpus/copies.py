"""Which articles are one source: one outlet, one agency's text, or one text printed twice.

Near-duplicates are found by sampled shingles (Broder 1997): runs of five words whose hash falls
into a fixed sixth. An article is a copy where most of its sample stands in another one, also if
that is longer. The cost is linear: every shingle is looked up once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from timeline.corpus.groups import Groups
from timeline.corpus.notes import Notes
from timeline.languages.loader import available, load_table
from timeline.model import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A shingle that so many articles hold is a formula, and says nothing.
_FORMULA = 30
# Shared parts of the smaller sample that make a copy, and how many shingles it takes.
_CONTAINED, _FEWEST = 0.5, 5


class Sources:
    """Counts distinct sources among articles."""

    def __init__(self, readings: Sequence[Reading], notes: Notes | None = None) -> None:
        self._keys = {reading.document.id: _credits(reading) for reading in readings}
        for number, group in enumerate(copies(readings, notes)):
            for name in group:
                self._keys[name].add(f"text {number}")

    def distinct(self, documents: Iterable[str]) -> list[list[str]]:
        """The documents in groups, one per source, in the order of their first one."""
        groups: list[tuple[set[str], list[str]]] = []
        for name in dict.fromkeys(documents):
            keys = self._keys.get(name, {f"document {name}"})
            meeting = [group for group in groups if group[0] & keys]
            if not meeting:
                groups.append((set(keys), [name]))
                continue
            first = meeting[0]
            first[0].update(keys)
            first[1].append(name)
            for other in meeting[1:]:
                first[0].update(other[0])
                first[1].extend(other[1])
                groups.remove(other)
        return [names for _, names in groups]

    def why(self, documents: Sequence[str]) -> str:
        """What makes the documents one source, for the reader."""
        shared = set.intersection(*(self._keys.get(name, set()) for name in documents))
        kinds = {key.partition(" ")[0] for key in shared}
        listed = ", ".join(sorted(documents))
        if "text" in kinds:
            return f"one source: {listed} print the same text"
        agencies = sorted(key.partition(" ")[2] for key in shared if key.startswith("agency "))
        if agencies and "outlet" not in kinds:
            return f"one source: {listed} rest on {', '.join(agencies)}"
        return f"one source: {listed}"


def copies(readings: Sequence[Reading], notes: Notes | None = None) -> list[list[str]]:
    """Ids of articles that print one text, in groups of two or more."""
    notes = notes or Notes()
    samples = {reading.document.id: notes.sample(reading) for reading in readings}
    names = list(samples)
    sizes = [len(sample) for sample in samples.values()]
    groups: Groups[str] = Groups()
    alike = []
    for one, two, count in _shared([*samples.values()]):
        least = min(sizes[one], sizes[two])
        if count >= _FEWEST and count >= _CONTAINED * least:
            alike.append((names[one], names[two]))
    for pair in sorted(alike):
        groups.join(*pair)
    return [found for found in groups.of(samples) if len(found) > 1]


def _shared(samples: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, int, int]]:
    """Numbers of two samples with a telling shingle in common, and how many they have."""
    import numpy as np

    if not samples:
        return
    everything = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    order = np.argsort(everything, kind="stable")
    everything, owners = everything[order], owners[order]
    starts = np.flatnonzero(np.diff(everything, prepend=everything[:1] - 1))
    held = np.diff(starts, append=len(everything))
    found = [np.zeros(0, np.int64)]
    for count in range(2, _FORMULA + 1):
        # The holders of each shingle that so many have, a row for each; then all pairs of a row.
        rows = owners[starts[held == count][:, None] + np.arange(count)]
        ones, twos = np.triu_indices(count, 1)
        found.append((rows[:, ones] * len(samples) + rows[:, twos]).ravel())
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        yield pair // len(samples), pair % len(samples), count


def _credits(reading: Reading) -> set[str]:
    """Who stands behind an article: its outlet, and the agencies it names."""
    document = reading.document
    outlet = document.source or _host(document.url) or document.id
    found = {f"outlet {outlet.casefold()}"}
    named = [line.agency or "" for line in reading.layout.datelines]
    named += [
        document.text[item.start : item.end]
        for item in reading.layout.dropped
        if item.reason == "agency signature"
    ]
    named.append(document.source or "")
    for text in named:
        for word in re.split(r"[\s/,;()\[\]|:]+", text.casefold()):
            if word in _agencies():
                found.add(f"agency {word}")
    return found


def _host(url: str | None) -> str | None:
    """Who publishes a page that does not name its outlet."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # brackets that are no address
        return None


@cache
def _agencies() -> frozenset[str]:
    """News agencies by the names and marks of the packs; broadcasters and papers' own are none."""
    return frozenset(
        word.casefold()
        for language in available()
        for word in load_table(language, "boilerplate").get("agencies", {}).get("names", ())
        if " " not in word and word not in _OWN
    )


_OWN = frozenset({"own", "eigenbericht", "spot", "rnd", "cnn", "bbc"})

"""What joins events and what their reports disagree on, as columns of the page's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model import Event
    from timeline.view.island import Columns, Strings

LINKS = ("planned in", "took place", "postponed", "called off")
ASPECTS = ("date", "number", "actor", "place", "status")


def links(events: Sequence[Event], strings: Strings) -> Columns:
    """From event to event by their numbers; a link to an event that is not there is left out."""
    numbers = {event.id: number for number, event in enumerate(events)}
    out: Columns = {"at": [0], "event": [], "kind": [], "why": []}
    for event in events:
        for link in event.links:
            if link.event in numbers:
                out["event"].append(numbers[link.event])
                out["kind"].append(LINKS.index(link.kind))
                out["why"].append(strings.add(link.why or None))
        out["at"].append(len(out["event"]))
    return out


def conflicts(events: Sequence[Event], document_index: dict[str, int], strings: Strings) -> Columns:
    """One row per claim; the claims of one disagreement share the number in `dispute`.

    `what` says what a number counts, `documents` lists the numbers of the documents that make the
    claim.
    """
    names = ("dispute", "aspect", "what", "claim", "documents")
    out: Columns = {"at": [0], **{name: [] for name in names}}
    dispute = 0
    for event in events:
        for conflict in event.conflicts:
            for claim, documents in conflict.claims:
                out["dispute"].append(dispute)
                out["aspect"].append(ASPECTS.index(conflict.aspect))
                out["what"].append(strings.add(conflict.what or None))
                out["claim"].append(strings.add(claim))
                out["documents"].append(
                    [document_index[name] for name in documents if name in document_index]
                )
            dispute += 1
        out["at"].append(len(out["claim"]))
    return out

"""Articles as TimeML: TIMEX3 and EVENT tags in the text, one `.tml` per article in a ZIP file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from timeline.view.escape import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Document, Event, Timeline, Timex

_NAME = re.compile(r"[^\w.-]+")
# A fixed stamp: two exports of one timeline are equal byte by byte.
_STAMP = (2000, 1, 1, 0, 0, 0)


def to_timeml(timeline: Timeline) -> bytes:
    """The bytes of the ZIP file."""
    events: dict[str, list[tuple[int, int, Event]]] = {}
    for event in timeline.events:
        for evidence in event.evidence:
            if evidence.trigger is not None:
                events.setdefault(evidence.document, []).append((*evidence.trigger, event))
    out, names = io.BytesIO(), set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, reading in enumerate(timeline.readings, 1):
            document = reading.document
            # A number keeps the names apart, and nothing of an id can lead out of the folder.
            stem = _NAME.sub("_", document.id)[-80:].strip("._") or "article"
            name = f"{stem}.tml" if f"{stem}.tml" not in names else f"{stem}-{number}.tml"
            names.add(name)
            text = annotated(document, reading.timexes, events.get(document.id, ()))
            archive.writestr(zipfile.ZipInfo(name, _STAMP), text)
    return out.getvalue()


def annotated(
    document: Document, timexes: Iterable[Timex], triggers: Iterable[tuple[int, int, Event]]
) -> str:
    """One article as TimeML; a trigger inside a time expression is left untagged."""
    text = readable(document.text)
    marks: list[tuple[int, int, str, str]] = []
    numbers: dict[int, str] = {}
    for number, timex in enumerate(sorted(timexes, key=lambda t: t.start), 1):
        numbers[timex.start] = f"t{number}"
    for timex in timexes:
        marks.append((timex.start, timex.end, _timex(timex, numbers), "TIMEX3"))
    taken = [(start, end) for start, end, *_ in marks]
    instances: list[str] = []
    for start, end, event in sorted(triggers, key=lambda item: item[:2]):
        if any(start < other_end and other < end for other, other_end in taken):
            continue
        taken.append((start, end))
        identity = f"e{len(instances) + 1}"
        marks.append((start, end, f'<EVENT eid="{identity}" class="OCCURRENCE">', "EVENT"))
        polarity = "NEG" if event.status == "denied" else "POS"
        instances.append(
            f'<MAKEINSTANCE eiid="ei{len(instances) + 1}" eventID="{identity}" pos="OTHER"'
            f' tense="NONE" aspect="NONE" polarity="{polarity}"/>'
        )
    parts, position = [], 0
    for start, end, tag, name in sorted(marks):
        parts += [escape(text[position:start]), tag, escape(text[start:end]), f"</{name}>"]
        position = end
    parts.append(escape(text[position:]))
    published = document.published.isoformat() if document.published else "XXXX-XX-XX"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{escape(readable(document.id))}</DOCID>\n"
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{published}" temporalFunction="false"'
        f' functionInDocument="CREATION_TIME">{published}</TIMEX3></DCT>\n'
        f"<TITLE>{escape(readable(document.title or ''))}</TITLE>\n"
        f"<TEXT>{''.join(parts)}</TEXT>\n" + "".join(f"{line}\n" for line in instances)
        + "</TimeML>\n"
    )  # fmt: skip


def _timex(timex: Timex, numbers: dict[int, str]) -> str:
    attributes = {
        "tid": numbers[timex.start],
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "quant": timex.quant,
        "freq": timex.freq,
        "beginPoint": numbers.get(timex.begin) if timex.begin not in (None, timex.start) else None,
        "endPoint": numbers.get(timex.end_point)
        if timex.end_point not in (None, timex.start)
        else None,
        "functionInDocument": "NONE",
    }
    listed = (f"{name}={quoteattr(str(value))}" for name, value in attributes.items() if value)
    return f"<TIMEX3 {' '.join(listed)}>"

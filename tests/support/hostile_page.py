"""Hostile texts, and articles that carry them in every field.

`hostile.json` is the project's own list; TIMELINE_HOSTILE may name a file with one JSON string per
line that is tried as well.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from timeline import interval
from timeline.model import (
    Actor,
    Attribution,
    Conflict,
    Document,
    Event,
    Evidence,
    Layout,
    Mention,
    Place,
    Reading,
    Role,
    Sentence,
)
from timeline.view.escape import readable


def strings() -> list[str]:
    own = json.loads((Path(__file__).parent / "hostile.json").read_text("utf-8"))
    more = os.environ.get("TIMELINE_HOSTILE")
    if more:
        lines = Path(more).read_text(encoding="utf-8").splitlines()
        own += [json.loads(line) for line in lines]
    # Ids must differ after the unprintable has been replaced.
    return list({readable(text): text for text in own if text}.values())


TEXTS = strings()
FIRST = date(2022, 2, 1)


def actor(text: str) -> Actor:
    return Actor(
        id=text,
        kind="person",
        name=text,
        names={"en": text, "de": text},
        country=text,
        aliases=(text + " alias",),
        merges=(text,),
    )


def reading(index: int, text: str, other: str) -> Reading:
    body = f"Before. {text} struck {other} on Monday. After."
    start, trigger = 8, 8 + len(text) + 1
    end = len(body) - len(" After.")
    timex = end - len("on Monday.")
    day = FIRST + timedelta(days=index % 20)
    document = Document(
        id=text,
        text=body,
        language=text if index % 2 else "en",
        published=day,
        published_from="header",
        title=text,
        source=text,
        url=text,
        author=text,
        notes=(text,),
    )
    event = Event(
        id=text,
        title=text,
        type="ASSAULT" if index % 2 else "AID",
        status="claimed" if index % 3 else "happened",
        roles=(Role(text, "actor", text), Role(other, "recipient", other)),
        evidence=(
            Evidence(
                text,
                start,
                end,
                body[start:end],
                rule=text,
                trigger=(trigger, trigger + 6),
                timex=(timex, timex + 9),
            ),
        ),
        basis="relative",
        interval=interval.day(day),
        edtf=text,
        time_expression=text,
        why=text,
        attribution=Attribution(text, text),
        place=Place(text, text, 40.0 + index % 20, 5.0 * (index % 12)),
        mode=text,
        language=text if index % 2 else "en",
        merges=(text,),
        conflicts=(Conflict("number", ((text, (text,)), ("2", ("other",)))),),
    )
    mention = Mention(start, start + len(text), text, "PER", actor=text)
    layout = Layout((Sentence(0, 7, 0), Sentence(start, end, 0), Sentence(end + 1, len(body), 0)))
    return Reading(document, layout, (), (mention,), (), (event,))


def harmless(page: Any) -> bool:
    return bool(
        page.evaluate(
            "typeof __pwned === 'undefined' && !document.querySelector("
            "'#app img, #app iframe, #app object, #app base, #app form, #app b, #app marquee,"
            " #app style, #app script, #app link, #app meta, #app video')"
        )
    )

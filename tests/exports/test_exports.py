"""Every export is read back by the program it is meant for, or by that format's own parser."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pandas
import pytest
from icalendar import Calendar
from lxml import etree

from timeline.errors import UsageError
from timeline.exports import EXPORTERS, exporter_for
from timeline.exports.briefing import briefing
from timeline.model import Conflict, Evidence, Reading, Timeline, Timex

HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x.example\";\"go\")",
    "]]> &amp; & <b>",
    "javascript:alert(1) http://x.example/?a=1&b=2",
    "*bold* [link](http://x.example) # head | cell `code`",
    "\x00\x07 null and bell \x1b[31m red",
    "half \ud83d surrogate",
    "\u202etxt.exe",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:forged",
    "../../etc/passwd",
]  # fmt: skip


def export(timeline: Timeline, name: str) -> Any:
    (exporter,) = (exporter for exporter in EXPORTERS if exporter.name == name)
    return exporter.load()(timeline)


@pytest.fixture
def timeline(small_timeline: Timeline) -> Timeline:
    """The small timeline with a reading, triggers and a conflict."""
    document = small_timeline.documents[0]
    monday = document.text.index("Monday")
    timex = Timex(
        monday, monday + 6, "Monday", "DATE", "2022-02-21", "XXXX-WXX-1", "weekday",
        interval=small_timeline.events[0].interval, edtf="2022-02-21",
    )  # fmt: skip
    first, *rest = small_timeline.events
    evidence = replace(first.evidence[0], trigger=(10, 20), timex=(monday, monday + 6))
    first = replace(
        first,
        evidence=(evidence, Evidence("other", 0, 5, "Other report.")),
        conflicts=(Conflict("number", (("5", ("courier-1",)), ("6", ("other",)))),),
    )
    reading = Reading(document, None, (timex,))  # type: ignore[arg-type]
    return replace(small_timeline, events=(first, *rest), readings=(reading,))


# The page has tests of its own.
@pytest.mark.parametrize("exporter", EXPORTERS[1:], ids=lambda exporter: exporter.name)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_leave_every_format_readable(
    timeline: Timeline, exporter: Any, text: str
) -> None:
    hostile = replace(
        timeline,
        events=tuple(
            replace(event, title=text, why=text, time_expression=text,
                    evidence=tuple(replace(one, text=text) for one in event.evidence))
            for event in timeline.events
        ),
        actors=tuple(replace(actor, name=text, aliases=(text,)) for actor in timeline.actors),
        documents=tuple(
            replace(document, title=text, source=text, url=text) for document in timeline.documents
        ),
    )  # fmt: skip
    content = exporter.load()(hostile)
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    READ_BACK[exporter.name](data)


def count_of_ics(data: bytes) -> int:
    return len(list(Calendar.from_ical(data).walk("VEVENT")))


def ftm(data: bytes) -> list[Any]:
    # Its libraries cannot be installed everywhere without a compiler.
    model = pytest.importorskip("followthemoney").model

    entities = [model.get_proxy(json.loads(line)) for line in data.decode().splitlines()]
    for entity in entities:
        entity.schema.validate(entity.to_dict())
    return entities


def parse_timeml(data: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(Path(name).name == name for name in archive.namelist())
        return [etree.fromstring(archive.read(name)) for name in archive.namelist()]


def read_docx(data: bytes) -> str:
    import docx

    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


READ_BACK: dict[str, Any] = {
    "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode(), newline=""))),
    "dyads": lambda data: list(csv.DictReader(io.StringIO(data.decode(), newline=""))),
    "json": json.loads,
    "jsonl": lambda data: [json.loads(line) for line in data.splitlines()],
    "jsonld": lambda data: json.loads(data)["@graph"],
    "timelinejs": lambda data: json.loads(data)["events"],
    "ftm": ftm,
    "excel": lambda data: openpyxl.load_workbook(io.BytesIO(data)),
    "parquet": lambda data: pandas.read_parquet(io.BytesIO(data)),
    "ics": count_of_ics,
    "graphml": lambda data: networkx.read_graphml(io.BytesIO(data)),
    "gexf": lambda data: networkx.read_gexf(io.BytesIO(data)),
    "timeml": parse_timeml,
    "markdown": lambda data: data.decode(),
    "docx": read_docx,
}


def test_every_exporter_is_read_back_here() -> None:
    assert set(READ_BACK) | {"html"} == {exporter.name for exporter in EXPORTERS}


def test_json_lines_are_the_events(timeline: Timeline) -> None:
    rows = READ_BACK["jsonl"](export(timeline, "jsonl"))
    assert [row["id"] for row in rows] == ["e1", "e2", "e3"]


def test_a_calendar_has_the_dated_events_on_their_days(timeline: Timeline) -> None:
    calendar = Calendar.from_ical(export(timeline, "ics"))
    entries = {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}
    dated = [event.id for event in timeline.events if event.interval is not None]
    assert set(entries) == {f"{name}@event-timeline" for name in dated}
    first = entries["e1@event-timeline"]
    assert first.decoded("dtstart") == date(2022, 2, 21)
    assert first.decoded("dtend") == date(2022, 2, 22)
    assert str(first["location"]) == "Klow"


def test_an_article_cannot_forge_a_calendar_entry(timeline: Timeline) -> None:
    forged = replace(timeline.events[0], title="a\r\nBEGIN:VEVENT\r\nSUMMARY:forged")
    assert count_of_ics(export(replace(timeline, events=(forged,)), "ics")) == 1


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs_have_actors_and_events(timeline: Timeline, name: str) -> None:
    graph = READ_BACK[name](export(timeline, name))
    kinds = [data.get("node") for _, data in graph.nodes(data=True)]
    assert (kinds.count("event"), kinds.count("actor")) == (3, 3)


def test_gexf_tells_when_an_event_was(timeline: Timeline) -> None:
    root = etree.fromstring(export(timeline, "gexf"))
    space = {"g": root.nsmap[None]}
    assert root.find("g:graph", space).get("mode") == "dynamic"
    (node,) = (node for node in root.iterfind(".//g:node", space) if node.get("id") == "e1")
    assert (node.get("start"), node.get("end")) == ("2022-02-21", "2022-02-21")


def test_no_excel_cell_is_a_formula(timeline: Timeline) -> None:
    event = replace(timeline.events[0], title="=1+1", why="@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(export(replace(timeline, events=(event,)), "excel")))
    assert book.sheetnames == ["Events", "Actors", "Sources", "Problems"]
    cells = [cell for row in book["Events"].iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_parquet_keeps_types_and_lists(timeline: Timeline) -> None:
    frame = READ_BACK["parquet"](export(timeline, "parquet"))
    assert list(frame["id"]) == ["e1", "e2", "e3"]
    assert list(frame["actors"][0]) == ["Ruritania"]
    assert frame["sources"].dtype.kind == "i"


def test_dyads_pair_actors_with_recipients(timeline: Timeline) -> None:
    rows = READ_BACK["dyads"](export(timeline, "dyads").encode())
    first = rows[0]
    assert (first["Actor1Name"], first["Actor2Name"]) == ("Ruritania", "Syldavia")
    assert (first["SQLDATE"], first["EventRootCode"], first["QuadClass"]) == ("20220221", "05", "1")
    assert (first["ActionGeo_FullName"], first["NumArticles"]) == ("Klow", "2")


def test_ftm_events_name_their_actors_and_articles(timeline: Timeline) -> None:
    entities = ftm(export(timeline, "ftm").encode())
    by_id = {entity.id: entity for entity in entities}
    event = next(e for e in entities if e.schema.name == "Event")
    assert event.caption == "Ruritania recognised Syldavia"
    assert event.first("startDate") == "2022-02-21"
    assert {by_id[name].caption for name in event.get("involved")} == {"Ruritania", "Syldavia"}
    assert by_id[event.get("proof")[0]].schema.name == "Article"


def test_json_ld_is_understood_by_a_parser_of_linked_data(timeline: Timeline) -> None:
    graph = READ_BACK["jsonld"](export(timeline, "jsonld"))
    assert graph[0]["@type"] == "Event"
    assert graph[0]["startDate"] == "2022-02-21"
    assert graph[0]["location"]["geo"]["latitude"] == 45.0
    assert graph[0]["subjectOf"][0]["publisher"]["name"] == "The Test Courier"


def test_timelinejs_escapes_what_it_would_render(timeline: Timeline) -> None:
    event = replace(timeline.events[0], title="<img src=x onerror=alert(1)>")
    slides = READ_BACK["timelinejs"](export(replace(timeline, events=(event,)), "timelinejs"))
    assert slides[0]["start_date"] == {"year": 2022, "month": 2, "day": 21}
    assert "<img" not in json.dumps(slides)


def test_timeml_text_is_the_article(timeline: Timeline) -> None:
    (root,) = parse_timeml(export(timeline, "timeml"))
    text = root.find("TEXT")
    assert "".join(text.itertext()) == timeline.documents[0].text
    timex = text.find("TIMEX3")
    assert (timex.text, timex.get("value"), timex.get("type")) == ("Monday", "2022-02-21", "DATE")
    assert text.find("EVENT").text == timeline.documents[0].text[10:20]
    assert root.find("DCT/TIMEX3").get("value") == "2022-02-22"


def test_a_briefing_numbers_its_sources(timeline: Timeline) -> None:
    brief = briefing(timeline)
    assert next(day.date for day in brief.days) == "2022-02-21"
    assert brief.days[0].items[0].sources == (1, 2)
    assert brief.sources[0].startswith("The Test Courier, Recognition, 2022-02-22")
    assert brief.days[0].items[0].conflicts == ("number: 5 [1] / 6 [2]",)
    for name in ("markdown", "docx"):
        content = export(timeline, name)
        text = READ_BACK[name](content if isinstance(content, bytes) else content.encode())
        assert "Ruritania recognised Syldavia" in text
        assert "The Test Courier" in text


def test_markdown_makes_no_links_of_articles_words(timeline: Timeline) -> None:
    event = replace(timeline.events[0], title="[x](http://x.example) <b> http://y.example")
    text = export(replace(timeline, events=(event,)), "markdown")
    assert "](http" not in text
    assert "http://" not in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("page.html", "html"), ("page", "html"), ("a.b.htm", "html"), ("x.json", "json"),
        ("x.timelinejs.json", "timelinejs"), ("x.ftm.json", "ftm"), ("x.dyads.csv", "dyads"),
        ("X.CSV", "csv"), ("x.timeml.zip", "timeml"), ("b.docx", "docx"),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(name: str, expected: str) -> None:
    assert exporter_for(Path(name)).name == expected


def test_an_unknown_ending_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"\.gexf"):
        exporter_for(Path("a.pptx"))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "timeline.exports.to_ics", raising=False)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(UsageError, match=r"event-timeline\[formats\]"):
        exporter_for(Path("a.ics")).load()

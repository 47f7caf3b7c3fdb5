"""Articles and events keep their names from run to run, whatever comes between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.model import Document, Event, Evidence, Link
from timeline.store.ids import KnownArticles, by_content, events_renamed
from timeline.store.keys import content_key, fingerprint, report_key


def article(name: str, text: str, path: str | None = None) -> Document:
    return Document(name, text, path=path)


def known(*documents: Document) -> KnownArticles:
    return KnownArticles(by_content((content_key(d), d.id, d.path) for d in documents))


def names(before: list[Document], now: list[Document]) -> list[str]:
    return [document.id for document in known(*before).renamed(now)]


def test_a_file_of_the_same_name_leaves_the_first_its_name() -> None:
    before = [article("x", "one", "b/x.txt")]
    now = [article("a/x", "two", "a/x.txt"), article("b/x", "one", "b/x.txt")]
    assert names(before, now) == ["a/x", "x"]


def test_a_moved_article_keeps_its_name() -> None:
    assert names([article("x", "one", "x.txt")], [article("y", "one", "y.txt")]) == ["x"]


def test_of_two_alike_each_keeps_its_own() -> None:
    before = [article("x", "one", "a/x.txt"), article("y", "one", "y.txt")]
    now = [article("y", "one", "y.txt"), article("x", "one", "a/x.txt")]
    assert names(before, now) == ["y", "x"]


def test_a_name_is_given_once() -> None:
    before = [article("x", "one", "x.txt")]
    now = [article("y", "one", "y.txt"), article("x", "two", "x.txt"), article("x-2", "three")]
    assert names(before, now) == ["x", "x-2", "x-2-2"]


def test_another_text_under_the_same_name_is_the_same_article() -> None:
    assert names([article("x", "one")], [article("x", "two")]) == ["x"]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Document("x", "text", path="moved"), True),
        (Document("y", "text"), True),
        (Document("x", "Text"), False),
        (Document("x", "text", title="None"), False),
        (Document("x", "text", notes=("decoded as cp1252",)), False),
        (Document("x", "text", language="de"), False),
    ],
)
def test_content_is_all_but_name_and_path(other: Document, same: bool) -> None:
    document = Document("x", "text")
    assert (content_key(document) == content_key(other)) is same
    assert (fingerprint(document) == fingerprint(other)) is (same and other.id == "x")


def test_lone_surrogates_have_keys_too() -> None:
    assert content_key(Document("x", "\ud800")) != content_key(Document("x", "\ud801"))


def report(document: str, start: int = 0) -> Evidence:
    return Evidence(document, start, start + 9, "they met.", "en:meet:meet", (start, start + 4))


def event(name: str, *reports: Evidence, links: tuple[Link, ...] = ()) -> Event:
    return Event(name, "They met", "CONSULT", "happened", (), reports, links=links)


def before(*events: Event) -> dict[str, str]:
    return {report_key(item): event.id for event in events for item in event.evidence}


def test_an_event_keeps_its_name_when_an_earlier_report_joins() -> None:
    past = before(event("b1", report("b")))
    (found,) = events_renamed([event("a1", report("a"), report("b"))], past)
    assert found.id == "b1"


def test_a_parted_event_leaves_its_name_to_the_larger_part() -> None:
    past = before(event("a1", report("a"), report("b"), report("c")))
    now = [event("a1", report("a")), event("b1", report("b"), report("c"))]
    small, large = events_renamed(now, past)
    assert large.id == "a1"
    assert small.id not in ("a1", "b1"), "a name means one event"
    assert len({small.id, large.id}) == 2


def test_of_equal_parts_the_one_with_the_name_keeps_it() -> None:
    past = before(event("b1", report("a"), report("b")))
    now = [event("a1", report("a")), event("b1", report("b"))]
    assert [item.id for item in events_renamed(now, past)] == ["a1", "b1"]


def test_two_that_become_one_have_the_name_of_the_larger() -> None:
    past = before(event("a1", report("a")), event("b1", report("b"), report("c")))
    now = [event("a1", report("a"), report("b"), report("c"))]
    assert [item.id for item in events_renamed(now, past)] == ["b1"]


def test_new_events_keep_what_merging_called_them() -> None:
    now = [event("a1", report("a")), event("b1", report("b"))]
    assert list(events_renamed(now, {})) == now


def test_links_follow() -> None:
    past = before(event("plan", report("b")))
    plan = event("a1", report("a"), report("b"))
    outcome = event("c1", report("c"), links=(Link("a1", "planned in", "announced"),))
    found = events_renamed([plan, outcome], past)
    assert found[0].id == "plan"
    assert found[1] == replace(outcome, links=(Link("plan", "planned in", "announced"),))

"""The next build applies what was corrected in the page, and the rebuilt page knows it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from page_steps import actors_edited, correct, exported, hash_of, joined, open_event, shown
from playwright.sync_api import expect

from timeline.cli import cli
from timeline.corrections import apply_changes, read_corrections
from timeline.model import Problem, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]
ARTICLES = {
    "one": "published: 2022-02-22\nlanguage: en\nsource: Harbour Gazette\n\n"
    "Russia attacked Kharkiv on Monday. Anton Petrenko met Tony Petrenkow in Kyiv on Monday.\n"
    "France accused Russia on Tuesday.",
    "two": "published: 2022-02-25\nlanguage: en\nsource: North Ledger\n\n"
    "Germany will meet France on 3 March. Poland threatened Belarus on Thursday.",
}


def built(folder: Path, *options: str) -> tuple[Path, str]:
    """The page of the articles in the folder, and what the build said."""
    out = folder / "page.html"
    done = CliRunner().invoke(cli, ["build", str(folder / "in"), "-o", str(out), *options])
    assert done.exit_code == 0, done.output
    return out, done.output


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_next_build_applies_what_the_page_exports(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    watched = watch()
    page = watched.open(out)
    before = shown(page)
    attacked = open_event(page, "Russia attacked Kharkiv")
    correct(page, Date="2022-02-19", Status="claimed", Note="per the ministry")
    open_event(page, "Poland threatened")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_role("button", name="Hide event").click()
    open_event(page, "Petrenko met")
    edits = actors_edited(page)
    edits.get_by_label("Actor", exact=True).select_option(label="Anton Petrenko")
    joined(edits, "Tony Petrenkow")
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    form = page.locator(".panel .edit")
    form.get_by_label("What happened").fill("Talks in Geneva")
    form.get_by_label("Date", exact=True).fill("2022-02-24")
    form.get_by_label("Who acts").fill("Russia; The Mediator")
    form.get_by_role("button", name="Save").click()
    assert shown(page) == before
    value = exported(page)
    assert len(value["corrections"]) == 4
    path = corpus / "corrections.json"
    path.write_text(json.dumps(value), encoding="utf-8")

    # The rebuilt page at the same address shows it from the file, once, and nothing is pending.
    out, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.goto("about:blank")
    page = watched.open(out)
    assert shown(page) == before
    page.get_by_role("tab", name="Corrections").click()
    notes = page.locator(".entry .dim").all_inner_texts()
    assert notes == ["from the file"] * 4
    assert exported(page)["corrections"] == value["corrections"]
    page.evaluate("id => { location.hash = 'event=' + id; }", attacked)
    detail = page.locator("aside.detail")
    expect(detail.locator(".corrected li")).to_have_count(3)
    assert "19 February 2022" in detail.locator(".date").inner_text()

    # Taken back: at once where the page knows what was before, else at the next build.
    page.get_by_role("button", name="Undo: Date").click()
    assert "21 February 2022" in detail.locator(".date").inner_text()
    expect(detail.locator(".corrected li")).to_have_count(2)
    page.get_by_role("tab", name="Corrections").click()
    hidden = page.locator(".entry", has_text="hidden")
    hidden.get_by_role("button", name="Undo").click()
    assert "takes effect at the next build" in hidden.inner_text()
    added = page.locator(".entry", has_text="Talks in Geneva")
    added.get_by_role("button", name="Undo").click()
    assert shown(page) == before - 1
    path.write_text(json.dumps(exported(page)), encoding="utf-8")
    out, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.goto("about:blank")
    page = watched.open(out)
    assert shown(page) == before
    page.evaluate("localStorage.clear()")


def test_stale_corrections_are_shown_as_such(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    page = watch().open(out)
    name = open_event(page, "Russia attacked Kharkiv")
    entries = [
        {"event": name, "status": "denied", "was": {"status": "planned"}},
        {"event": "gone", "hide": True},
        {"actors": ["Russia", "Nobody at all"], "same": True},
        {"event": name, "type": "AID"},
    ]
    path = corpus / "corrections.json"
    path.write_text(json.dumps({"version": 1, "corrections": entries}), encoding="utf-8")
    page.get_by_role("tab", name="Corrections").click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".entry")).to_have_count(4)
    expect(page.locator(".entry.stale")).to_have_count(3)
    text = page.locator(".entries").inner_text()
    assert "its event now says happened, it said planned" in text
    assert "its event is no longer there (gone)" in text
    assert "nobody is called “Nobody at all”" in text
    # The build says the same of the same file.
    out, said = built(corpus, "--corrections", str(path))
    assert said.count("stale:") == 3
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    again = watch(locale="de-DE").open(out)
    again.get_by_role("tab", name="Korrekturen").click()
    expect(again.locator(".entry.stale")).to_have_count(3)
    text = again.locator(".entries").inner_text()
    assert "das Ereignis sagt jetzt geschehen, es sagte geplant" in text
    assert "das Ereignis gibt es nicht mehr (gone)" in text
    assert "niemand heißt “Nobody at all”" in text
    expect(again.locator(".entry")).to_have_count(4)


def test_edits_outlast_new_articles(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    watched = watch()
    page = watched.open(out)
    name = open_event(page, "Russia attacked Kharkiv")
    correct(page, Status="denied")
    # The new report is of the same event and gives it its own id.
    more = "published: 2022-02-22\nlanguage: en\nsource: Port News\n\n"
    more += "Russia attacked Kharkiv on Monday."
    (corpus / "in" / "earlier.txt").write_text(more, encoding="utf-8")
    built(corpus)
    page.goto("about:blank")
    page = watched.open(out, f"#event={name}")
    detail = page.locator("aside.detail")
    expect(detail.locator(".report")).to_have_count(2)
    assert name not in hash_of(page)
    assert "happened → denied" in detail.locator(".corrected").inner_text()
    path = corpus / "corrections.json"
    path.write_text(json.dumps(exported(page)), encoding="utf-8")
    assert name in path.read_text(encoding="utf-8")
    _, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.get_by_role("button", name="Undo: Status").click()
    expect(page.locator(".entry")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('timeline-e'))") == []


def some_entries(timeline: Timeline) -> list[dict[str, Any]]:
    """Corrections of every kind that is applied after linking, many of them twice to one event."""
    chance = random.Random(11)
    dates = ("2021-12-24", "2022-01", "2020", "undated", "2021-12-20/2022-01-03", "2021/2022-02-03")
    entries: list[dict[str, Any]] = []
    for _ in range(90):
        event = chance.choice(timeline.events)
        entry: dict[str, Any] = {"event": event.id}
        if chance.random() < 0.6:
            entry["date"] = chance.choice(dates)
        if chance.random() < 0.4:
            entry["type"] = chance.choice(("AID", "ASSAULT", "OTHER"))
        if chance.random() < 0.4:
            entry["status"] = chance.choice(("denied", "planned"))
        if chance.random() < 0.1:
            entry["hide"] = True
        if chance.random() < 0.3:
            entry["was"] = {"status": chance.choice(("happened", "denied")), "type": event.type}
        if chance.random() < 0.2:
            entry["was"] = {"date": chance.choice(("2022-01", event.edtf or "undated"))}
        if len(entry) > 1:
            entries.append(entry)
    for index, date in enumerate((*dates, None)):
        add: dict[str, Any] = {"title": f"Added {index}", "type": "AID", "place": "Klow"}
        add["actors"] = ["Ruritania", {"name": f"New {index % 2}", "role": "recipient"}]
        entries.append({"add": add if date is None else add | {"date": date}})
    return entries


def test_the_page_and_the_build_say_the_same(
    watch: Watch, timeline_of: Callable[..., Timeline], tmp_path: Path
) -> None:
    timeline = timeline_of(60)
    entries = some_entries(timeline)
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps({"version": 1, "corrections": entries}), encoding="utf-8")
    problems: list[Problem] = []
    done = apply_changes(timeline.events, timeline.actors, read_corrections(path), problems)
    by_build = replace(timeline, events=done.events, actors=done.actors, by_hand=done.by_hand)
    assert len(problems) > 5

    def told(page: Any) -> tuple[list[tuple[Any, ...]], list[Any]]:
        page.get_by_role("button", name="Export", exact=True).click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Data (JSON)").click()
        value = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
        fields = ("title", "date", "end", "basis", "type", "status", "mode")
        # Events of one date may stand in any order.
        rows = (
            (
                *(event[name] for name in fields),
                [(one["name"], one["role"]) for one in event["actors"]],
                (event["place"] or {}).get("name"),
                len(event["evidence"]),
                event["corrections"],
            )
            for event in value["events"]
        )
        return sorted(rows, key=str), [event["date"] for event in value["events"]]

    def stale(page: Any) -> list[int]:
        page.get_by_role("tab", name="Corrections").click()
        page.locator(".entry").first.wait_for()
        found: list[int] = page.locator(".entry").evaluate_all(
            "all => all.flatMap((one, at) => one.matches('.stale') ? [at + 1] : [])"
        )
        return found

    first, second = tmp_path / "page.html", tmp_path / "built.html"
    first.write_text(to_html(timeline), encoding="utf-8")
    second.write_text(to_html(by_build), encoding="utf-8")
    page = watch().open(first, "#tab=corrections")
    page.locator("input[type=file]").set_input_files(path)
    built_page = watch().open(second)
    reported = [int(problem.where.rsplit(maxsplit=1)[1]) for problem in problems]
    assert stale(page) == stale(built_page) == reported
    assert told(page) == told(built_page)

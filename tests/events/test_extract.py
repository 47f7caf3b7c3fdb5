"""From sentences to events: cases as data, offsets and ids as properties."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.model import Event

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], events_of: Any) -> None:
    found = events_of(case["text"], language=case["language"])
    assert [event.type for event in found] == [wanted["type"] for wanted in case["events"]]
    for event, wanted in zip(found, case["events"], strict=True):
        assert event.status == wanted["status"]
        if "date" in wanted:
            assert event.edtf == (wanted["date"] or None)
        assert event.edtf_end == wanted.get("end") or "end" not in wanted
        if "basis" in wanted:
            assert event.basis == wanted["basis"]
        have = {f"{role.role} {role.actor}" for role in event.roles}
        assert set(wanted["roles"]) <= have
        assert not set(wanted.get("no_roles", ())) & have
        if "place" in wanted:
            assert (event.place.name if event.place else "none") == wanted["place"]
        if "placed" in wanted:
            assert event.place is not None
            assert event.place.basis == wanted["placed"]
        if "attribution" in wanted:
            assert event.attribution is not None
            assert event.attribution.actor == wanted["attribution"]
        if wanted.get("unattributed"):
            assert event.attribution is None
        if "source" in wanted:
            assert event.attribution is not None
            assert (event.attribution.text, event.attribution.actor) == (wanted["source"], None)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_event_says_where_and_why(case: dict[str, Any], events_of: Any) -> None:
    text = case["text"]
    for event in events_of(text, language=case["language"]):
        evidence = event.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.trigger is not None
        assert evidence.start <= evidence.trigger[0] < evidence.trigger[1] <= evidence.end
        assert event.why
        assert (event.interval is None) == (event.basis == "undated")
        assert 0 < event.confidence <= 1
        assert event.title
        assert len(event.title) <= 100


def test_ids_do_not_depend_on_the_place_in_the_document(events_of: Any) -> None:
    sentence = "Norwegen wies am Dienstag zwei chilenische Diplomaten aus."
    alone = events_of(sentence, language="de")
    after = events_of("Es war ein stiller Tag.\n\n" + sentence, language="de")
    assert [event.id for event in alone] == [event.id for event in after]


def test_without_publication_date_nothing_relative_is_dated(events_of: Any) -> None:
    found = events_of("Norwegen hat zwei Diplomaten ausgewiesen.", language="de", published=None)
    assert [event.basis for event in found] == ["undated"]


def test_doubt_turns_a_report_into_a_claim(events_of: Any) -> None:
    text = (
        "Chilean officials said on Monday their forces had shelled a harbour. "
        "The report could not be independently verified."
    )
    assert [event.status for event in events_of(text, language="en")] == ["claimed"]


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Norwegen weist Diplomaten aus", 2),
        ("Chile weist Diplomaten aus", 1),  # another actor
        ("Norwegen trifft Chile", 1),  # another class
        ("Norwegen und die Diplomaten", 1),
    ],
)
def test_a_headline_is_evidence_of_what_the_text_tells(
    events_of: Any, title: str, quoted: int
) -> None:
    text = f"{title}\n\nNorwegen wies am Dienstag zwei chilenische Diplomaten aus."
    (found,) = events_of(text, language="de", title=title)
    assert found.edtf == "2031-03-11"
    assert len(found.evidence) == quoted
    for item in found.evidence:
        assert text[item.start : item.end] == item.text


def test_language_without_lexicon_gives_nothing(events_of: Any) -> None:
    assert events_of("Norwegen wies am Dienstag Diplomaten aus.", language="fr") == ()


WORDS = st.sampled_from(
    (
        *(
            "Norwegen",
            "Chile",
            "wies",
            "griff",
            "am",
            "Montag",
            "aus",
            "an",
            ",",
            ".",
            "und",
            "der",
        ),
        *("„", "“", "nicht", "soll", "sagte", "dass", "2031", "(", ")"),
    )
)


@given(st.lists(WORDS, max_size=25))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_keep_offsets(events_of: Any, parts: list[str]) -> None:
    text = " ".join(parts)
    for event in events_of(text, language="de", published=date(2031, 3, 14)):
        assert isinstance(event, Event)
        assert text[event.evidence[0].start : event.evidence[0].end] == event.evidence[0].text


@pytest.mark.parametrize(
    "piece", ["Norwegen ", "und griff an ", ", der ", "am Montag ", "„Nein ", "des "]
)
def test_endless_sentences_are_left_alone(piece: str, events_of: Any) -> None:
    text = "Norwegen griff am Montag Chile an " + piece * 2_000
    assert events_of(text, language="de") == ()


def test_a_day_that_nobody_can_know_is_not_the_year_beside_it(events_of: Any) -> None:
    text = "Norway attacked Chile on Monday, the first attack since 2006."
    (open_,) = events_of(text, language="en", published=None)
    assert (open_.edtf, open_.basis) == (None, "undated")
    (known,) = events_of(text, language="en")
    assert known.edtf == "2031-03-10"
    (said,) = events_of("Norway attacked Chile in 2006 on a Monday.", language="en", published=None)
    assert said.edtf == "2006"

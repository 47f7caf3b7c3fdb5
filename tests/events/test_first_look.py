"""Sentences that are passed over: no event is lost by that, and nothing that is remembered."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.events import first_look
from timeline.events.lexicon import lexicon
from timeline.events.recall import About, Recall
from timeline.events.tokens import tagged
from timeline.model import Mention

extracting = import_module("timeline.events.extract")  # the package has a function of that name
CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
LANGUAGES = ("de", "en")


def needed(text: str, language: str) -> bool:
    words, tags, _ = tagged(text, 0, len(text), language)
    return first_look.needed(words, tags, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The weather was mild and the streets were quiet."),
        ("en", "He had lived there for many years."),
        ("en", "Marta Solvang knows the town well."),
        ("en", "That table is old."),
        ("en", "The council must act."),  # nobody says so
        ("de", "Das Wetter war mild, die Straßen blieben leer."),
        ("de", "Der Tisch stand lange in dem Zimmer."),
    ],
)
def test_passed_over(language: str, text: str) -> None:
    assert not needed(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway expelled two envoys."),
        ("en", "Norway called the envoys back."),  # words that belong to the verb, apart from it
        ("en", "The council must act, the minister said."),
        ("en", "This was said by a spokesman."),
        ("en", "“This,” the spokesman said."),
        ("de", "Norwegen wies zwei Diplomaten aus."),
        ("de", "Der Luftangriff dauerte an."),  # a compound
        ("de", "Das sagte eine Sprecherin."),
    ],
)
def test_read(language: str, text: str) -> None:
    assert needed(text, language)


def both_ways(run: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """What `run` gives, and what it gives when every sentence is read and every choice drafted."""
    quick = run()
    with monkeypatch.context() as patch:
        patch.setattr(first_look, "needed", lambda *_: True)
        patch.setattr(extracting, "hopeless", lambda *_: False)
        return quick, run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_end_to_end(language: str, events_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [case["text"] for case in CASES if case["language"] == language]
    quick, full = both_ways(
        lambda: [
            *[events_of(text, language=language) for text in texts],
            events_of("\n\n".join(texts), language=language),
        ],
        monkeypatch,
    )
    assert quick == full


# Some date an event and some do not.
_TIMES = {
    "de": ["am Montag", "seit Tagen", "jeden Montag", "vor Jahren"],
    "en": ["on Monday", "for days", "every Monday", "years ago"],
}


def _words(language: str) -> st.SearchStrategy[str]:
    """Words that make events and what events lean on, with names, pronouns and signs."""
    known = lexicon(language)
    places = st.sampled_from(["Norway", "Oslo", "Marta Solvang", "Rojas", "Chilean", "Lima"])
    small = {
        "de": "der die das dies er sie es ihn sich wurde hat soll muss sagte dass seither zu nicht",
        "en": "the this that he it him who was has will must said to not ever since by in a and",
    }[language]
    return st.one_of(
        places,
        st.sampled_from(small.split()),
        st.sampled_from([",", "“", "”", "-", *_TIMES[language]]),
        st.sampled_from(sorted(known.verbs)),
        st.sampled_from([f"{form}e" for form in sorted(known.verbs)]),  # "die erwartete Einigung"
        st.sampled_from(sorted(known.nouns)),
        st.sampled_from(sorted({word for several in known.phrases.values() for p in several
                                for word in (p.lemma, *p.follow)})),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_words(
    language: str, events_of: Any, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    sentence = st.lists(_words(language), min_size=4, max_size=14).map(" ".join)
    text = "\n\n".join(f"{one}." for one in data.draw(st.lists(sentence, min_size=1, max_size=8)))
    quick, full = both_ways(lambda: events_of(text, language=language), monkeypatch)
    assert quick == full


PEOPLE = [Mention(at, at + 1, "x", "PER" if at % 2 else "LOC", "name", str(at)) for at in range(6)]
ABOUT = st.builds(About, st.booleans(), st.none() | st.sampled_from(PEOPLE))
ASKED = st.sampled_from(["", "subject", "people", "both"])


@given(st.lists(st.tuples(ABOUT, st.lists(st.sampled_from(PEOPLE), max_size=3), ASKED)))
def test_recall_is_what_sentence_by_sentence_gives(
    told: list[tuple[About, list[Mention], str]],
) -> None:
    recall = Recall()
    before: Mention | None = None
    people: list[Mention] = []
    for about, named, asked in told:
        recall.add(lambda about=about: about, named)  # type: ignore[misc]
        subject = before if about.again and before is not None else about.subject
        before = before if subject is None else subject
        people.extend(named)
        people.extend(m for m in (subject,) if m is not None and m.kind == "PER")
        del people[:-12]
        if asked in ("subject", "both"):
            assert recall.subject() is before
        if asked in ("people", "both"):
            assert [*recall.people()] == people
    assert recall.subject() is before
    assert [*recall.people()] == people

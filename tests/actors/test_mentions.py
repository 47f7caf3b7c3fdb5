"""Mentions of single texts: who is named, of which kind, linked to whom, and why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.actors import find
from timeline.actors.inside import local_slug
from timeline.languages.loader import load_table
from timeline.model import Actor, Document, Layout, Mention, Sentence

HERE = Path(__file__).parent
CASES = [
    case
    for path in sorted(HERE.glob("mentions*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@dataclass(frozen=True)
class Found:
    mentions: tuple[Mention, ...]
    text: str
    everyone: tuple[Actor, ...]

    def country(self, words: str) -> str | None:
        named = next(mention.actor for mention in self.mentions if mention.text == words)
        return next(actor.country for actor in self.everyone if actor.id == named)

    def actors(self, words: str) -> list[str | None]:
        return [mention.actor for mention in self.mentions if mention.text == words]


def read(
    text: str,
    language: str,
    published: date | None = date(2022, 2, 22),
    *,
    title: str | None = None,
) -> Found:
    document = Document("case", text, language, published, title=title)
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Sentence(at, at + len(line), len(sentences)))
        at += len(line) + 1
    mentions, everyone = find(document, Layout(tuple(sentences)))
    return Found(mentions, text, everyone)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Colombia declares an emergency", "group:COL:army"),
        ("Kolumbianische Armee rückt aus", "group:COL:army"),
        ("An emergency is declared", "group:case:army"),
        (None, "group:case:army"),
    ],
)
def test_the_headline_tells_whose_groups_they_are(title: str | None, actor: str) -> None:
    found = read("The army moved to the border with Venezuela.", "en", title=title)
    assert found.actors("army") == [actor]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_who_is_meant(case: dict[str, Any]) -> None:
    published = case.get("published", date(2022, 2, 22))
    found = read(case["text"], case["language"], published)
    for words, actor in case.get("actors", {}).items():
        assert set(found.actors(words)) == {actor}, [
            (mention.text, mention.actor, mention.why) for mention in found.mentions
        ]
    for words, everyone in case.get("each", {}).items():
        assert found.actors(words) == everyone
    for words, country in case.get("countries", {}).items():
        assert (found.country(words) or "none") == country
    for words in case.get("nobody", ()):
        assert found.actors(words) in ([], [None])
    for words, kind in case.get("kinds", {}).items():
        kinds = {mention.kind for mention in found.mentions if mention.text == words}
        assert kinds == {None if kind == "none" else kind}
    for words, title in case.get("titles", {}).items():
        assert next(m.title for m in found.mentions if m.text == words) == title


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr", "es", "it", "pl", ""]))
def test_any_text_keeps_its_offsets(text: str, language: str) -> None:
    document = Document(id="any", text=text, language=language or None)
    layout = Layout((Sentence(0, len(text), 0),)) if text else Layout(())
    mentions, actors = find(document, layout)
    known = {actor.id for actor in actors}
    end = 0
    for mention in mentions:
        assert mention.text == text[mention.start : mention.end]
        assert mention.start >= end, "mentions overlap"
        assert mention.actor is None or mention.actor in known
        end = mention.end


def _telling_words(language: str) -> list[str]:
    """Words that the passes look at: titles, articles, names, adjectives, signs."""
    titles, names = load_table(language, "titles"), load_table(language, "names")
    found = [*names.get("m", [])[:20], *names.get("particles", []), *names.get("articles", [])]
    for section in ("offices", "institutions", "forces", "titles"):
        for several in titles.get(section, {}).values():
            found.extend(several if isinstance(several, list) else [several])
    common = ["Moscou", "Roma", "Putin", "russe", "ruso", "russo", "ONU", "UE", "de", "d'", "l'"]
    return [*found, *common, ",", ".", "-", "–", "(", ")", "'", "\n", "II", "Kim"]


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["de", "en", "fr", "es", "it"]))
def test_any_telling_words_in_any_order_keep_their_offsets(data: st.DataObject, code: str) -> None:
    some = data.draw(st.lists(st.sampled_from(_telling_words(code)), max_size=12))
    found = read(" ".join(some), code)
    # Plural offices have a mention for each holder over the same words.
    spans = sorted({(mention.start, mention.end) for mention in found.mentions})
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(m.text == found.text[m.start : m.end] for m in found.mentions)


def test_every_linked_mention_says_why() -> None:
    found = read("Präsident Emmanuel Macron sprach in Kiew. Paris hilft weiter.", "de")
    assert found.mentions
    assert all(mention.why for mention in found.mentions)


def test_names_in_other_scripts_are_told_apart() -> None:
    names = ["תל אביב", "حيفا", "北京", "Москва", "!!"]
    assert len({local_slug(name) for name in names}) == len(names)
    assert local_slug("António Guterres") == "antonio-guterres"

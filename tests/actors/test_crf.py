import hashlib
import json
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.actors.crf import label_spans, recognise
from timeline.model import Document, Layout, Sentence


def names(text, language):
    document = Document(id="d", text=text, language=language)
    found = recognise(document, Layout((Sentence(0, len(text), 0),)))
    return [(text[span.start : span.end], span.kind) for span in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Der Ökonom Peter Lindner reiste am Dienstag von Hamburg nach Spanien.",
            [("Peter Lindner", "PER"), ("Hamburg", "LOC"), ("Spanien", "LOC")],
        ),
        ("de", "Am Abend beginnt ein Treffen der deutschen Bischöfe.", []),
        (
            "en",
            "Maria Jensen flew from London to Canada on Monday.",
            [("Maria Jensen", "PER"), ("London", "LOC"), ("Canada", "LOC")],
        ),
        ("en", "On Monday the talks about cheaper medicine went on.", []),
    ],
)
def test_plain_names_are_found(language, text, expected):
    assert names(text, language) == expected


def test_clitic_stays_outside_the_name():
    assert ("Japan", "LOC") in names("He praised Japan's answer.", "en")


def test_scores_are_probabilities():
    text = "Anna Weber lebt in Rom."
    document = Document(id="d", text=text, language="de")
    spans = recognise(document, Layout((Sentence(0, len(text), 0),)))
    assert spans
    assert all(0 < span.score <= 1 for span in spans)


def test_only_sentences_of_the_layout_are_read():
    text = "Anna Weber kam. Berlin wartete."
    document = Document(id="d", text=text, language="de")
    spans = recognise(document, Layout((Sentence(0, 15, 0),)))
    assert [text[span.start : span.end] for span in spans] == ["Anna Weber"]


def test_unknown_language_gives_no_names():
    assert names("Jean habite à Paris.", "fr") == []


@given(st.text(max_size=120), st.sampled_from(["de", "en"]))
def test_any_text_gives_ordered_spans_inside_it(text, language):
    document = Document(id="d", text=text, language=language)
    spans = recognise(document, Layout((Sentence(0, len(text), 0),)))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_stray_inside_label_opens_a_name():
    labels = ["I-PER", "I-PER", "O", "B-LOC", "I-ORG"]
    assert label_spans(labels) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "ORG")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_weights_are_those_of_the_manifest(language):
    folder = files("timeline.actors") / "weights"
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entry = entries[f"names-{language}.crf"]
    content = (folder / f"names-{language}.crf").read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    lexicon = (folder / "lexicon.table").read_bytes()
    assert hashlib.sha256(lexicon).hexdigest() == entry["lexicon"]
    assert len(content) < 1_500_000


def test_german_weights_rest_on_attribution_licences_only():
    folder = files("timeline.actors") / "weights"
    entry = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    sources = entry["names-de.crf"]["corpora"].values()
    assert all("CC BY 4.0" in corpus["source"] for corpus in sources)
    assert not any("SA" in corpus["source"] for corpus in sources)

"""Back ends by name: what is refused, and how foreign spans are made fit for the protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from timeline.actors import find, gliner_ner, spacy_ner
from timeline.actors.recognise import Span, back_end, tidy
from timeline.errors import UsageError
from timeline.model import Document, Layout, Sentence

TEXT = "Robert Halloway reiste nach Quellenbach."
LAYOUT = Layout((Sentence(0, len(TEXT), 0),))
DOCUMENT = Document(id="d", text=TEXT, language="de")


@pytest.fixture(autouse=True)
def _fresh_back_ends() -> Any:
    back_end.cache_clear()
    yield
    back_end.cache_clear()


@pytest.mark.parametrize("name", ["", "nobody", "crf:model", "spacy", "spacy:", "gliner"])
def test_unknown_recognisers_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no recogniser"):
        back_end(name)


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match="spacy"):
        back_end("spacy:any")


def test_foreign_spans_are_tidied() -> None:
    layout = Layout((Sentence(0, 10, 0), Sentence(11, 20, 0)))
    spans = [
        Span(12, 15, "LOC", 0.9),
        Span(0, 4, "PER", 0.5),
        Span(2, 9, "ORG", 0.8),
        Span(8, 13, "ORG", 0.99),  # across two sentences
    ]
    assert tidy(spans, layout) == [Span(2, 9, "ORG", 0.8), Span(12, 15, "LOC", 0.9)]


def test_spacy_labels_become_kinds() -> None:
    entities = [
        SimpleNamespace(start_char=0, end_char=3, label_="GPE"),
        SimpleNamespace(start_char=5, end_char=8, label_="DATE"),
    ]
    assert spacy_ner.spans_of(entities, 10) == [Span(10, 13, "LOC")]


def test_gliner_labels_become_kinds() -> None:
    entities = [
        {"start": 1, "end": 4, "label": "organization", "score": 0.7},
        {"start": 5, "end": 6, "label": "weapon", "score": 0.9},
    ]
    assert gliner_ner.spans_of(entities, 100) == [Span(101, 104, "ORG", 0.7)]


def test_a_tiny_spacy_pipeline(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("de")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Quellenbach"}])
    pipeline.to_disk(tmp_path / "tiny")
    spans = back_end(f"spacy:{tmp_path / 'tiny'}")(DOCUMENT, LAYOUT)
    assert spans == [Span(28, 39, "LOC")]


def test_overlay_and_linking_run_after_any_back_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = ModuleType("gliner")

    class Model:
        @staticmethod
        def from_pretrained(path: str, *, local_files_only: bool) -> Model:
            assert local_files_only, "nothing may be downloaded"
            return Model()

        @staticmethod
        def predict_entities(text: str, labels: list[str]) -> list[dict[str, Any]]:
            at = text.index("Quellenbach")
            return [{"start": at, "end": at + 11, "label": "place", "score": 0.9}]

    module.GLiNER = Model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)
    text = "Emmanuel Macron reiste nach Quellenbach."
    document = Document(id="d", text=text, language="de")
    layout = Layout((Sentence(0, len(text), 0),))
    mentions, _ = find(document, layout, recogniser=f"gliner:{tmp_path}")
    assert [(m.text, m.actor) for m in mentions] == [
        ("Emmanuel Macron", "person:emmanuel-macron"),
        ("Quellenbach", "local:quellenbach"),
    ]
    with pytest.raises(UsageError, match="no GLiNER model"):
        back_end("gliner:/no/such/folder")

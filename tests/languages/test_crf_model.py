"""What decodes gives the labels of what trained."""

import json
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.actors import crf_features
from timeline.languages import pos
from timeline.languages.crf_model import Model, open_model, write_weights
from timeline.languages.crf_scheme import attributes
from timeline.training.weights import converted, tagger, train_crf

SENTENCES = (
    ("Olga Sommer kam aus Bern .", "B-PER I-PER O O B-LOC O"),
    ("Die Bahn fuhr von Sankt Gallen nach Rom .", "O B-ORG O O B-LOC I-LOC O B-LOC O"),
    ("Der Rat der Vereinten Nationen tagt in Genf .", "O B-ORG O B-ORG I-ORG O O B-LOC O"),
    ("Er traf | Frau Olga 2011 in Neu-Ulm .", "O O O O B-PER O O B-LOC O"),
    ("| Bahn | nach | Rom", "O B-ORG O O O B-LOC"),
)
WORDS = sorted(
    {word for text, _ in SENTENCES for word in text.split()} | {"ging", "Ulm", "x", "|x"}
)


@cache
def trained(folder, language):
    """CRFsuite's tagger and the program's own model of the same weights."""
    scheme = crf_features.scheme(language)
    path = folder / f"{language}.crfsuite"
    train_crf(
        ((crf_features.items(text.split(), language), tags.split()) for text, tags in SENTENCES),
        path,
        parameters={"c1": 0.0, "c2": 0.1, "max_iterations": 30},
    )
    weights = converted([path], scheme)
    write_weights(folder / f"{language}.crf", weights)
    return tagger(path), open_model(folder / f"{language}.crf", scheme)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("crf")


batches = st.lists(st.lists(st.sampled_from(WORDS), max_size=9), max_size=5)


@given(batch=batches, language=st.sampled_from(["de", "en"]))
def test_labels_and_certainties_are_those_of_crfsuite(folder, batch, language):
    theirs, ours = trained(folder, language)
    marks = [crf_features.marks(words) for words in batch]
    labels, sure = ours.tag_surely(batch, marks, plain="O")
    for words, found, probabilities in zip(batch, labels, sure, strict=True):
        assert len(found) == len(words)
        if not words or set(found) == {"O"}:
            continue
        best = theirs.tag(crf_features.items(words, language))
        # Of two paths that weigh the same either may be taken.
        theirs.set(crf_features.items(words, language))
        assert theirs.probability(found) == pytest.approx(theirs.probability(best), rel=1e-4)
        for place, label in enumerate(found):
            assert probabilities[place] == pytest.approx(theirs.marginal(label, place), abs=1e-4)


@given(batch=batches)
def test_a_batch_gives_what_its_sentences_give(batch):
    alone = [pos.tag_fine([words], "de")[0] for words in batch]
    assert pos.tag_fine(batch, "de") == alone


def test_forgetting_words_changes_nothing(monkeypatch):
    model = open_model(files("timeline.languages") / "weights" / "pos-de.crf", pos.SCHEME)
    before = model.tag([text.split() for text, _ in SENTENCES])
    monkeypatch.setattr("timeline.languages.crf_model._MOST_WORDS", 3)
    assert model.tag([text.split() for text, _ in SENTENCES]) == before
    assert [model.tag([text.split()])[0] for text, _ in SENTENCES] == before


def test_endless_sentences_are_cut_and_put_together_again(folder):
    _, model = trained(folder, "de")
    sentence = ["Olga", "Sommer", "kam", "aus", "Bern", "."] * 700
    marks = [crf_features.marks(words) for words in (sentence, [], sentence[:6])]
    long, none, short = model.tag_surely([sentence, [], sentence[:6]], marks, plain="O").labels
    assert len(long) == len(sentence)
    assert none == []
    assert long[:6] == short
    assert long[-6:] == short


def test_edges_show_what_templates_of_one_part_ask_of_them():
    first, last = pos.items(["Rom", "ruht"])
    assert "bos" in first
    assert "-1=" in first
    assert "-1=rom" in last
    assert "+1=" in last
    assert "bos" not in last


def test_attributes_of_several_parts_join_their_values():
    (only,) = attributes(crf_features.scheme("en"), ["Rome"])
    assert "b=|rome" in only
    assert "s3=|Xx|" in only


def test_weights_that_no_template_reads_are_refused(tmp_path):
    train_crf([([("zz=1",)], ["A"]), ([("zz=2",)], ["B"])], tmp_path / "m", parameters={})
    with pytest.raises(ValueError, match="zz="):
        converted([tmp_path / "m"], pos.SCHEME)


def test_words_and_labels_come_back_from_the_file(folder):
    _, model = trained(folder, "de")
    assert isinstance(model, Model)
    assert model.tag([[], ["Olga", "Sommer", "kam"]]) == [[], ["B-PER", "I-PER", "O"]]


@pytest.mark.parametrize(("part", "name"), [("actors", "names-de"), ("languages", "pos-en")])
def test_manifest_names_the_files_there_are(part, name):
    weights = files(f"timeline.{part}") / "weights"
    entries = json.loads((weights / "manifest.json").read_text(encoding="utf-8"))
    assert f"{name}.crf" in entries
    assert all((weights / entry).is_file() for entry in entries)


def test_two_members_give_their_mean(tmp_path):
    scheme = crf_features.scheme("en")
    several = []
    for name, blind in (("one", False), ("two", True)):
        shown = ((crf_features.items(text.split(), "en"), tags.split()) for text, tags in SENTENCES)
        hide = crf_features.without_clusters if blind else list
        several.append(tmp_path / name)
        train_crf(
            ((hide(items), tags) for items, tags in shown),
            several[-1],
            parameters={"c1": 0.0, "c2": 0.1, "max_iterations": 30},
        )
    one, two = (converted([path], scheme) for path in several)
    mean = converted(several, scheme)
    assert mean.transitions == pytest.approx((one.transitions + two.transitions) / 2)
    assert converted([several[0]] * 2, scheme).single.weights == pytest.approx(one.single.weights)
    assert not any(key.startswith("c6=") for key in two.keys)
    assert any(key.startswith("c6=") for key in mean.keys)

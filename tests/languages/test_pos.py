import hashlib
import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import LanguagePackError
from timeline.languages import pos
from timeline.languages.words import words

SENTENCES = {
    "de": (
        "Der Minister reiste gestern nach Wien und will dort neue Verträge unterzeichnen .",
        "DET NOUN VERB.Fin ADV ADP PROPN CCONJ AUX.Fin ADV ADJ NOUN VERB.Inf PUNCT",
    ),
    "en": (
        "The minister has signed two treaties and will travel to Vienna .",
        "DET NOUN AUX.VBZ VERB.VBN NUM NOUN CCONJ AUX.MD VERB.VB ADP PROPN PUNCT",
    ),
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_plain_sentences_are_tagged_right(language):
    sentence, tags = SENTENCES[language]
    assert pos.tag_fine([sentence.split()], language)[0] == tags.split()
    coarse = [tag.partition(".")[0] for tag in tags.split()]
    assert pos.tag(sentence.split(), language) == coarse


def test_separable_prefix_is_marked():
    sentence = words("Die Regierung lehnte den Antrag am Abend ab.", language="de")
    assert pos.tag_fine([sentence], "de")[0][sentence.index("ab")] == "ADP.Vz"


def test_passive_participle_is_not_finite():
    sentence = words("Zwei Brücken wurden in der Nacht zerstört.", language="de")
    (tags,) = pos.tag_fine([sentence], "de")
    assert tags[2] == "AUX.Fin"
    assert tags[6] == "VERB.Part"


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("Die Armee will im Herbst zwanzig neue Hubschrauber kaufen.", "kaufen", "VERB.Inf"),
        ("Der Senat hat das Gesetz trotz aller Warnungen bestätigt.", "bestätigt", "VERB.Part"),
        ("Die Bauern wollen verhandeln, aber die Händler kaufen nichts.", "kaufen", "VERB.Fin"),
    ],
)
def test_a_german_clause_has_one_finite_verb(text, verb, tag):
    sentence = words(text, language="de")
    assert pos.tag_fine([sentence], "de")[0][sentence.index(verb)] == tag


def test_no_words_no_tags():
    assert pos.tag([], "en") == []


def test_language_without_weights_is_refused():
    with pytest.raises(LanguagePackError):
        pos.tag(["mot"], "zz")


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12), st.sampled_from(["de", "en"]))
def test_any_words_get_one_tag_each(sentence, language):
    assert len(pos.tag(sentence, language)) == len(sentence)


@pytest.mark.parametrize("language", ["de", "en"])
def test_weights_are_those_of_the_manifest(language):
    folder = files("timeline.languages") / "weights"
    entry = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entry = entry[f"pos-{language}.crf"]
    content = (folder / f"pos-{language}.crf").read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["dev"]["upos"] >= 93

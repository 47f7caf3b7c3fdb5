import gzip
import json

import pytest

from timeline.actors.crf_features import WIDE, items
from timeline.training import lexicon, names, silver
from timeline.training.treebanks import Tagged
from timeline.training.weights import sha256

CORPUS = """Olga\tB-PER
Sommer\tI-PER
kam\tO
aus\tO
Bern\tB-LOC

Die\tO
Bahn\tB-ORG
fuhr\tO
"""


def test_corpus_is_read_packed_or_plain(tmp_path):
    (tmp_path / "a.tsv").write_text(CORPUS, encoding="utf-8")
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress(CORPUS.encode("utf-8")))
    plain = list(names.read_names(tmp_path / "a.tsv"))
    assert plain == list(names.read_names(tmp_path / "a.tsv.gz"))
    assert plain[0].words == ("Olga", "Sommer", "kam", "aus", "Bern")
    assert plain[1].tags == ("O", "B-ORG", "O")


def test_training_reproduces_its_weights_and_records_scores(tmp_path):
    data, dev = tmp_path / "data", tmp_path / "dev" / "de"
    data.mkdir()
    dev.mkdir(parents=True)
    packed = gzip.compress(("\n".join([CORPUS] * 4)).encode("utf-8"), mtime=0)
    (data / "de_germeval_train.tsv.gz").write_bytes(packed)
    (dev / "tiny.tsv").write_text(CORPUS, encoding="utf-8")
    first = names.train(data, tmp_path / "one", language="de", dev=tmp_path / "dev")
    second = names.train(data, tmp_path / "two", language="de", dev=tmp_path / "dev")
    assert first == second
    assert first["dev"]["tiny"]["f1"] == 100
    corpus = first["corpora"]["de_germeval_train.tsv.gz"]
    assert corpus["sha256"] == sha256(data / "de_germeval_train.tsv.gz")
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["names-de.crf"]["sha256"] == first["sha256"]


def test_silver_united_is_joined():
    item = Tagged(("the", "United", "States", "won"), ("O", "O", "B-LOC", "O"))
    assert silver.join_united(item).tags == ("O", "B-LOC", "I-LOC", "O")


@pytest.mark.parametrize(
    ("teacher", "expected"),
    [
        ({(1, 4, "ORG"): 0.9}, [(1, 4, "ORG")]),  # widened
        ({(1, 4, "ORG"): 0.3}, [(3, 4, "LOC")]),  # not sure enough
        ({(3, 4, "PER"): 0.9}, [(3, 4, "LOC")]),  # same words: silver keeps its kind
        ({(6, 7, "PER"): 0.9}, [(3, 4, "LOC"), (6, 7, "PER")]),  # added
        ({(6, 7, "PER"): 0.6}, [(3, 4, "LOC")]),
    ],
)
def test_teacher_widens_and_adds_only_what_it_is_sure_of(teacher, expected):
    assert silver.merge([(3, 4, "LOC")], teacher) == expected


def test_lists_know_both_cuts_and_put_longer_names_first():
    entries = lexicon.compile_lists([("O", "Nord-Süd Bund"), ("L", "Bund"), ("F", "Nord")])
    assert entries["Nord - Sud Bund"] == entries["Nord-Sud Bund"] == "O"
    assert entries["Bund"] == "L"
    assert entries["#4"] == "Nord"


def test_longer_listed_name_marks_its_words_and_those_beside_it():
    found = items(["He", "left", "the", "United", "States"], "en")
    assert any(mark.startswith("g0=B") and "C" in mark for mark in found[3])
    assert any(mark.startswith("g0=I") and "C" in mark for mark in found[4])
    assert any(mark.startswith("+g=B") for mark in found[2])
    assert not any(mark.startswith(("g0=", "-g=", "+g=")) for mark in found[0])


def test_accents_do_not_hide_a_listed_name():
    listed = [
        {mark for mark in items([word], "de")[0] if mark.startswith("g=")}
        for word in ("Türkei", "Turkei")
    ]
    assert listed[0] == listed[1]
    assert "g=C" in listed[0]


def test_each_word_has_features_of_both_neighbours():
    found = items(["In", "Rom", "regnet"], "de")
    assert len(found) == 3
    assert "-1l=in" in found[1]
    assert "+1l=regnet" in found[1]
    assert not any(mark.startswith("ll=") for mark in found[1])
    assert all(
        any(mark.startswith("ll=") for mark in items(["In", "Rome"], language)[1])
        for language in WIDE
    )

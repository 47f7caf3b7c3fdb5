import gzip
import json

from timeline.languages.crf_model import open_model
from timeline.languages.pos import SCHEME
from timeline.training import pos
from timeline.training.treebanks import fine_tag, read_conllu, read_upos
from timeline.training.weights import sha256

SENTENCE = """# text = Sie ging im Mai an.
1\tSie\tsie\tPRON\tPPER\t_\t2\tnsubj
2\tging\tgehen\tVERB\tVVFIN\t_\t0\troot
3-4\tim\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\tAPPR\t_\t5\tcase
4\tdem\tder\tDET\tART\t_\t5\tdet
5\tMai\tMai\tNOUN\tNN\t_\t2\tobl
6\tan\tan\tADP\tPTKVZ\t_\t2\tcompound:prt
7\t.\t.\tPUNCT\t$.\t_\t2\tpunct

"""
COARSE = "Sie\tPRON\nkam\tVERB\nam\t_\nan\tADP\ndem\tDET\n3\tNUM\n.\tPUNCT\nMai\tNOUN\n.\tPUNCT\n\n"


def pack(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def test_german_fused_words_stay_one_and_prefixes_are_marked(tmp_path):
    pack(tmp_path / "a.gz", SENTENCE)
    (item,) = read_conllu(tmp_path / "a.gz", "de")
    assert item.words == ("Sie", "ging", "im", "Mai", "an", ".")
    assert item.tags == ("PRON", "VERB.Fin", "ADP", "NOUN", "ADP.Vz", "PUNCT")


def test_older_release_is_joined_like_the_tokeniser_cuts(tmp_path):
    pack(tmp_path / "a.gz", COARSE)
    (item,) = read_upos(tmp_path / "a.gz")
    assert item.words == ("Sie", "kam", "am", "3.", "Mai", ".")
    assert item.tags == ("PRON", "VERB", "ADP", "ADJ", "NOUN", "PUNCT")


def test_verb_forms():
    assert fine_tag("VERB", "VVPP", "de") == "VERB.Part"
    assert fine_tag("AUX", "VMINF", "de") == "AUX.Inf"
    assert fine_tag("VERB", "VBG", "en") == "VERB.VBG"
    assert fine_tag("NOUN", "NN", "en") == "NOUN"


def test_training_reproduces_its_weights_and_records_the_corpora(tmp_path):
    data = tmp_path / "data"
    for name in ("de_gsd-test", "de_pud-wiki", "de_gsd-dev"):
        pack(data / f"de/{name}.conllu.gz", SENTENCE * 3)
    pack(data / "de/de_gsd-train-upos.tsv.gz", COARSE * 3)
    first = pos.train(data, tmp_path / "one", language="de")
    second = pos.train(data, tmp_path / "two", language="de")
    assert first["sha256"] == second["sha256"]
    weights = tmp_path / "one" / "pos-de.crf"
    assert first["sha256"] == sha256(weights)
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["pos-de.crf"]["corpora"].keys() == {
        "de/de_gsd-test.conllu.gz",
        "de/de_pud-wiki.conllu.gz",
        "de/de_gsd-train-upos.tsv.gz",
    }
    assert first["dev"]["upos"] == 100
    (tags,) = open_model(weights, SCHEME).tag([["Sie", "ging", "im", "Mai", "an", "."]])
    assert tags == ["PRON", "VERB.Fin", "ADP", "NOUN", "ADP.Vz", "PUNCT"]

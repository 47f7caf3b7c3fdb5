"""Word clusters: what is kept, and how a word is looked up."""

from __future__ import annotations

import pytest

from timeline.actors import clusters
from timeline.actors.crf_features import items
from timeline.training.clusters import select


def test_the_most_frequent_words_with_a_cluster_are_kept() -> None:
    chosen = select(
        {"Fluss": 0b1100, "See": 0b0010, "12": 0b11, "Teich": 0, "Bach": 0b1},
        {"Fluss": -3.0, "See": -5.0, "12": -1.0, "Teich": -2.0, "Bach": -9.0},
        count=2,
    )
    assert chosen == {"Fluss": "0011", "See": "01"}  # the number holds the path backwards


def test_files_are_the_same_each_time(tmp_path):  # type: ignore[no-untyped-def]
    for name in ("one", "two"):
        clusters.write(tmp_path / name, {"Fluss": "0011", "See": "01"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("STRALSUND", "Stralsund"),
        ("Partei-Politiker", "Politiker"),
    ],
)
def test_unknown_forms_are_looked_up_by_what_they_are_made_of(word: str, like: str) -> None:
    path = clusters.paths("de")
    assert path(word) == path(like) != ""


def test_words_used_alike_share_the_start_of_their_paths() -> None:
    path = clusters.paths("de")
    assert path("Hamburg")[:6] == path("Hannover")[:6]
    assert path("Hamburg")[:4] != path("langsam")[:4]


def test_unknown_words_and_languages_have_none() -> None:
    assert clusters.paths("de")("Qwrtzpl") == ""
    assert clusters.paths("xx")("Hamburg") == ""
    assert clusters.paths("de")("\ud800") == ""


def test_the_recogniser_sees_the_path_of_a_word_and_of_its_neighbours() -> None:
    path = clusters.paths("de")("Hamburg")
    found = items(["nach", "Hamburg"], "de")
    assert f"c6={path[:6]}" in found[1]
    assert f"+1c6={path[:6]}" in found[0]

"""Which language an article is written in."""

from __future__ import annotations

import pytest

from timeline import ingest
from timeline.ingest.language import clearly, code, detect
from timeline.model import Document

GERMAN = (
    "Die Ministerin hat sich mit dem Gesandten getroffen, und sie haben über die Lage gesprochen."
)
ENGLISH = "The minister has met with the envoy, and they have spoken about the state of the talks."
SPANISH = "La ministra se reunió ayer con los embajadores, que habían pedido una audiencia."
ITALIAN = "La ministra ha incontrato ieri gli ambasciatori, che avevano chiesto un colloquio."
POLISH = "Minister spotkał się wczoraj z ambasadorami, którzy poprosili o rozmowę w Warszawie."
FRENCH = "La ministre a rencontré hier les ambassadeurs, qui avaient demandé une audience."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Министр встретился во вторник с послом и обсудил положение в регионе.", "ru"),
        (GERMAN + " „The talks go on“, sagte er.", "de"),
        ("", None),
        ("12 345 – …", None),
        ("Genf", None),
    ],
)
def test_detect(text: str, expected: str | None) -> None:
    assert detect(text) == expected


def test_only_languages_with_a_pack_are_clear() -> None:
    assert [clearly(text) for text in (GERMAN, ENGLISH, FRENCH, SPANISH, ITALIAN)] == [
        "de", "en", "fr", "es", "it",
    ]  # fmt: skip
    assert clearly(POLISH) is None


def test_a_quotation_in_another_language_changes_nothing() -> None:
    quoted = (
        "« Nous avons parlé de la région, et nous sommes inquiets pour les habitants », dit-il."
    )
    assert clearly(f"{GERMAN} {quoted} Die Lage ist nach wie vor ernst.") == "de"
    assert clearly(f"{FRENCH} {quoted} „Die Lage ist ernst.“") == "fr"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "de"), ("DE", "de"), ("de-AT", "de"), ("en_GB.utf8", None), ("en_GB", "en"),
        ("German", None), ("", None), (None, None), ("x", None),
    ],
)  # fmt: skip
def test_code(tag: str | None, expected: str | None) -> None:
    assert code(tag) == expected


def test_a_stated_language_is_kept() -> None:
    assert ingest.with_language(Document("a", ENGLISH, "de")).language == "de"


def test_a_missing_one_is_told_from_the_text() -> None:
    assert ingest.with_language(Document("a", GERMAN)).language == "de"
    assert ingest.with_language(Document("a", "…")).language is None

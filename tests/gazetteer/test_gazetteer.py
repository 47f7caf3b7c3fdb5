"""The gazetteer: compiled from its tables, one id for each entity, offices by date."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline.gazetteer
from timeline.gazetteer import where
from timeline.gazetteer.build import compile_all, fingerprint
from timeline.gazetteer.index import fold, load, slug, split_tokens
from timeline.gazetteer.inflect import adjective_forms, inhabitant_forms, name_forms, romance_forms
from timeline.gazetteer.offices import holder
from timeline.gazetteer.sounds import distance

HERE = Path(timeline.gazetteer.__file__).parent
DATA = HERE / "data"


def ids(name: str, *, flags: str = "nscwail", language: str = "") -> set[str]:
    index = load(language)
    first, _, rest = " ".join(split_tokens(fold(name))).partition(" ")
    return {
        index.entity(number).id
        for entry_rest, flag, number, own in index.entries[first]
        if entry_rest == rest and flag in flags and (not language or own in ("", language))
    }


def test_the_compiled_files_are_those_of_the_tables() -> None:
    remedy = "run python -m timeline.gazetteer.build"
    for name, content in compile_all().items():
        assert (DATA / name).read_text("utf-8") == content, remedy
        assert fingerprint() in content.partition("\n")[0]


def test_names_are_found_where_the_sorted_lines_have_them() -> None:
    index = load()
    expected: dict[str, list[tuple[str, str, int, str]]] = {}
    for line in (DATA / "names.tsv").read_text("utf-8").splitlines()[1:]:
        tokens, flag, number, language = line.split("\t")
        first, _, rest = tokens.partition(" ")
        if flag != "k":
            expected.setdefault(first, []).append((rest, flag, int(number), language))
    for first, entries in expected.items():
        assert index.entries[first] == sorted(entries, key=lambda entry: -len(entry[0]))


@pytest.mark.parametrize("token", ["", "Russlan", "Russlandx", "russland", "~", "putin"])
def test_no_name_begins_with_a_part_of_a_token(token: str) -> None:
    assert load().entries[token] == []


def test_the_data_stay_small() -> None:
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file()) < 5_000_000


def test_every_id_is_used_once() -> None:
    index = load()
    assert len(index.numbers) == len(index.rows)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Russland", "state:RUS"),
        ("Russia", "state:RUS"),
        ("Kreml", "state:RUS"),
        ("russischen", "state:RUS"),
        ("Franzosen", "state:FRA"),
        ("Französin", "state:FRA"),
        ("Poles", "state:POL"),
        ("Vereinigten Staaten", "state:USA"),
        ("Weißen Hauses", "state:USA"),
        ("Downing Street", "state:GBR"),
        ("Europäischen Union", "org:eu"),
        ("Europäischem Gerichtshof", "org:eu-court"),
        ("Nato", "org:nato"),
        ("Sowjetunion", "state:SUN"),
        ("Pjöngjang", "city:pyongyang"),
        ("Donbass", "region:donbas"),
        ("Lwiw", "city:lviv"),
        ("Selenskyj", "person:volodymyr-zelensky"),
        ("Xi", "person:xi-jinping"),
        ("bin Laden", "person:osama-bin-laden"),
    ],
)
def test_names_of_both_languages_lead_to_one_entity(name: str, entity: str) -> None:
    assert ids(name) == {entity}


@pytest.mark.parametrize(
    ("language", "name", "entity"),
    [
        ("fr", "Pays-Bas", "state:NLD"),
        ("fr", "néerlandaises", "state:NLD"),
        ("fr", "Grecque", "state:GRC"),
        ("fr", "Poutine", "person:vladimir-putin"),
        ("fr", "Union européenne", "org:eu"),
        ("es", "alemanas", "state:DEU"),
        ("es", "Países Bajos", "state:NLD"),
        ("es", "Bachar el Asad", "person:bashar-al-assad"),
        ("es", "La Habana", "city:havana"),
        ("it", "tedeschi", "state:DEU"),
        ("it", "sauditi", "state:SAU"),
        ("it", "Monaco di Baviera", "city:munich"),
        ("it", "Gheddafi", "person:muammar-gaddafi"),
    ],
)
def test_names_of_further_languages(language: str, name: str, entity: str) -> None:
    assert ids(name, language=language) == {entity}


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "Moskau"), ("fr", "Nice"), ("es", "Podemos"), ("it", "Deutschland"), ("fr", "Maire")],
)
def test_words_of_other_languages_and_daily_life_are_no_names(language: str, word: str) -> None:
    assert not ids(word, flags="nscl", language=language)


@pytest.mark.parametrize("language", ["", "xx", "../de", "cities", "names"])
def test_a_language_without_names_has_the_common_ones(language: str) -> None:
    assert load(language) is load()


def test_entities_have_canonical_names_in_further_languages() -> None:
    assert load("es").canonical["state:DEU"] == "Alemania"
    assert "person:emmanuel-macron" not in load("es").canonical  # as in English


@pytest.mark.parametrize(
    ("language", "masculine", "forms"),
    [
        ("fr", "ukrainien", {"ukrainien", "ukrainiens", "ukrainienne", "ukrainiennes"}),
        ("fr", "français", {"français", "française", "françaises"}),
        ("fr", "russe", {"russe", "russes"}),
        ("es", "ruso", {"ruso", "rusa", "rusos", "rusas"}),
        ("es", "alemán", {"alemán", "alemana", "alemanes", "alemanas"}),
        ("es", "español", {"español", "española", "españoles", "españolas"}),
        ("es", "iraní", {"iraní", "iraníes", "iranís"}),
        ("it", "italiano", {"italiano", "italiana", "italiani", "italiane"}),
        ("it", "francese", {"francese", "francesi"}),
        ("it", "saudita", {"saudita", "sauditi", "saudite"}),
        ("it", "greco greca greci greche", {"greco", "greca", "greci", "greche"}),
    ],
)
def test_romance_adjectives(language: str, masculine: str, forms: set[str]) -> None:
    assert set(romance_forms(masculine, language)) == forms


@pytest.mark.parametrize("word", ["Laden", "May", "Clinton", "Kim Jong", "Sein"])
def test_ordinary_words_and_shared_surnames_name_nobody_alone(word: str) -> None:
    assert len(ids(word, flags="nscl")) != 1


def test_countries_and_capitals_have_what_the_page_needs() -> None:
    index = load()
    moscow = index.by_id("city:moscow")
    assert moscow is not None
    assert moscow.capital_of == "state:RUS"
    assert moscow.latitude == pytest.approx(55.75, abs=0.1)
    brussels = index.by_id("city:brussels")
    assert brussels is not None
    assert brussels.capital_of == "org:eu"
    assert index.by_id("state:XKX") is not None
    assert index.by_id("no such id") is None


@pytest.mark.parametrize(
    ("office", "domain", "day", "person"),
    [
        ("president", "USA", date(2016, 5, 1), "person:barack-obama"),
        ("president", "USA", date(2017, 1, 20), "person:donald-trump"),
        ("foreign minister", "RUS", date(2022, 2, 22), "person:sergei-lavrov"),
        ("chancellor", "DEU", date(2021, 12, 8), "person:olaf-scholz"),
        ("secretary-general", "nato", date(2012, 1, 1), "person:anders-fogh-rasmussen"),
        ("president", "UKR", date(2015, 1, 1), "person:petro-poroshenko"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, domain: str, day: date, person: str) -> None:
    found = holder(office, domain, day)
    assert found is not None
    assert found.id == person


def test_nobody_is_invented_for_an_office() -> None:
    assert holder("president", "GBR", date(2020, 1, 1)) is None
    assert holder("president", "USA", date(1950, 1, 1)) is None


def test_every_office_has_dates_in_order() -> None:
    table = tomllib.loads((HERE / "people.toml").read_text("utf-8"))
    for members in table.values():
        for person in members:
            for entry in person["office"]:
                first, _, last = entry.rpartition(" ")[2].partition("..")
                assert first, entry
                assert not last or first <= last, entry


@pytest.mark.parametrize(
    ("stem", "some"), [("russisch", {"russische", "Russischer", "russischem"}), ("", set())]
)
def test_adjectives_take_every_ending(stem: str, some: set[str]) -> None:
    assert some <= set(adjective_forms(stem))


def test_inhabitants_by_rule() -> None:
    forms = set(inhabitant_forms(["Russe"], "Russian"))
    assert {("de", "Russinnen"), ("de", "Russen"), ("en", "Russians")} <= forms
    assert ("en", "Chinese") in set(inhabitant_forms(["Chinese, Chinesin", "Chinese"], "Chinese"))


def test_only_german_adjectives_are_inflected() -> None:
    assert "Roten Kreuz" in name_forms("Rotes Kreuz", "de")
    assert name_forms("United Nations", "en") == ["United Nations"]
    assert name_forms("Deutschland", "de") == ["Deutschland"]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_slug_is_a_plain_id(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(alphabet="abcdefghijklmnoprstuvwyz", max_size=12))
def test_a_word_is_no_distance_from_itself(word: str) -> None:
    assert distance(word, word) == 0.0


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("KABUL", "city:kabul"),
        ("PORT-AU-PRINCE", "city:port-au-prince"),
        ("Genf", "city:geneva"),
        ("France", None),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_towns_of_datelines(name: str, town: str | None) -> None:
    found = where.town_named(name)
    assert (None if found is None else found.id) == town


def test_capitals_and_seats() -> None:
    capital = where.capital_of("state:MLI")
    assert capital is not None
    assert capital.id == "city:bamako"
    assert where.capital_of("state:NLD") is None  # two count as one
    assert where.capital_of("org:nato") is None
    seat = where.seat_in("Kremlin", "state:RUS")
    assert seat is not None
    assert seat.id == "city:moscow"
    assert where.seat_in("Kremlin", "state:USA") is None
    assert where.seat_in("Russia", "state:RUS") is None

"""All stages together, on short articles of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import timeline
from timeline.model import Event, Timeline


def read(folder: Path, body: str, *, language: str = "de", name: str = "article") -> Timeline:
    path = folder / f"{name}.txt"
    path.write_text(f"published: 2022-02-22\nlanguage: {language}\n\n{body}\n", encoding="utf-8")
    return timeline.build([path])


def actors(event: Event, role: str) -> set[str]:
    return {part.actor for part in event.roles if part.role == role}


def test_a_plan_is_told_from_what_happened(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Wien. Am kommenden Donnerstag trifft der russische Außenminister Sergej Lawrow in Genf"
        " Antony Blinken. Am Montag hatte Präsident Wladimir Putin Diplomaten der USA ausgewiesen.",
    )
    planned = [event for event in found.events if event.status == "planned"]
    happened = [event for event in found.events if event.status == "happened"]
    assert [(event.type, event.edtf) for event in planned] == [("CONSULT", "2022-02-24")]
    assert [(event.type, event.edtf) for event in happened] == [("SANCTION", "2022-02-21")]
    assert planned[0].place is not None
    assert planned[0].place.name == "Genf"
    assert "person:vladimir-putin" in actors(happened[0], "actor")


def test_a_caption_in_another_language_is_read_in_its_own(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Treffen in der Krise\n\n"
        "OSLO, NORWAY MAY 4, 2020: US Secretary of State Antony Blinken and the Russian Foreign"
        " Minister Sergei Lavrov meet in the city. Pool/ALPHA NOTxFORxUSE\n\n"
        "Die Gespräche der Delegationen begannen am Montag in der Stadt und dauern noch an.",
    )
    (reading,) = found.readings
    assert {sentence.language for sentence in reading.layout.sentences} == {None, "en"}
    assert reading.timexes[0].value == "2020-05-04"
    assert [timex.start for timex in reading.timexes] == sorted(t.start for t in reading.timexes)
    assert "person:antony-blinken" in {mention.actor for mention in reading.mentions}
    titles = [event.title for event in found.events if event.language == "en"]
    assert [title[:21] for title in titles] == ["US Secretary of State"]


def test_the_name_behind_an_office_says_the_sentence_before(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Moskau hält am Treffen mit Antony Blinken am kommenden Freitag fest. Das sagte"
        " die Sprecherin des Außenministeriums, Maria Sacharowa, am Dienstag im Fernsehen.",
    )
    speakers = {event.attribution.actor for event in found.events if event.attribution}
    assert speakers == {"person:maria-zakharova"}


def test_an_outlet_with_the_article_das_does_not_speak_for_the_sentence_before(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        "Präsident Wladimir Putin entsandte am Montag Soldaten nach Luhansk. Das regierungsnahe"
        " Portal berichtete, dass die Soldaten bereits dort seien.",
    )
    assert found.events[0].attribution is None


def test_one_actor_in_two_languages(tmp_path: Path) -> None:
    for name, language, body in (
        ("a", "de", "Sergej Lawrow traf am Montag in Genf Antony Blinken."),
        ("b", "en", "Sergei Lavrov met Antony Blinken in Geneva on Monday."),
    ):
        read(tmp_path, body, language=language, name=name)
    found = timeline.build([tmp_path])
    (event,) = found.events
    assert {"person:sergei-lavrov", "person:antony-blinken"} == actors(event, "actor")
    assert {evidence.document for evidence in event.evidence} == {"a", "b"}
    assert event.merges, "a merge says why"


def test_without_a_publication_date_nothing_relative_is_resolved(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(
        "Nachrichten aus Genf\n\nSergej Lawrow traf am Montag in Genf Antony Blinken. Am 3. März"
        " 2021 hatten die USA russische Diplomaten ausgewiesen.\n",
        encoding="utf-8",
    )
    found = timeline.build([path])
    assert [event.edtf for event in found.events] == ["2021-03-03", None]
    assert found.events[-1].basis == "undated"
    (problem,) = found.problems
    assert "--published" in problem.remedy
    dated = timeline.build([path], published=date(2022, 2, 22))
    assert [event.edtf for event in dated.events] == ["2021-03-03", "2022-02-21"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("Er kam am Montag.", "2022-02-21"), ("Er kommt am Montag.", "2022-02-28")],
)
def test_the_tagger_alone(text: str, value: str) -> None:
    (timex,) = timeline.tag_times(text, published=date(2022, 2, 22), language="de")
    assert (timex.text, timex.value) == ("Montag", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote took place on Dec. 3 in the capital.", "2010-12-03"),
        ("February 17: a day of rage in the city.", "2011-02-17"),
        ("The vote will take place on Feb. 3 in the capital.", "2012-02-03"),
        ("The vote took place on Aug. 3 in the capital.", "2011-08-03"),
    ],
)
def test_the_year_of_a_day_follows_the_tense(text: str, value: str) -> None:
    first, *_ = timeline.tag_times(text, published=date(2011, 8, 22), language="en")
    assert first.value == value


def test_the_sample_articles_give_what_their_readme_promises() -> None:
    found = timeline.build([Path(__file__).parents[1] / "sample_articles"])
    assert len(found.documents) == 30
    assert [problem.severity for problem in found.problems] == ["warning"]
    days = {event.edtf for event in found.events}
    assert {"2022-02-21", "2015-07-14", "2023-07-26"} <= days
    assert {event.status for event in found.events} == {
        "happened",
        "planned",
        "claimed",
        "denied",
        "hypothetical",
    }
    assert any(event.sources > 1 for event in found.events)
    lavrov = [actor for actor in found.actors if actor.id == "person:sergei-lavrov"]
    assert len(lavrov) == 1

"""Actors across documents and languages: who becomes one, who never does, and what is renamed."""

from __future__ import annotations

from datetime import date

from timeline.actors import find, link
from timeline.model import Actor, Document, Layout, Mention, Reading, Sentence


def reading(name: str, text: str, language: str = "de") -> Reading:
    document = Document(id=name, text=text, language=language, published=date(2022, 2, 22))
    layout = Layout((Sentence(0, len(text), 0),))
    mentions, actors = find(document, layout)
    return Reading(document, layout, (), mentions, actors)


def linked(*readings: Reading) -> tuple[list[Reading], dict[str, Actor]]:
    result, actors = link(readings)
    return result, {actor.id: actor for actor in actors}


def test_known_actors_meet_across_languages() -> None:
    _, actors = linked(
        reading("a", "Sergej Lawrow reiste nach Genf."),
        reading("b", "Sergei Lavrov flew to Geneva.", "en"),
    )
    assert set(actors) == {"person:sergei-lavrov", "city:geneva"}
    assert actors["person:sergei-lavrov"].names == {"de": "Sergej Lawrow", "en": "Sergei Lavrov"}


def test_unknown_persons_meet_where_something_supports_it() -> None:
    result, actors = linked(
        reading("a", "Der Gouverneur Witali Sawtschenko sprach mit Olaf Scholz."),
        reading("b", "Governor Vitaly Savchenko met Olaf Scholz.", "en"),
    )
    local = [actor for actor in actors.values() if actor.id.startswith("local:")]
    assert len(local) == 1
    assert any("another spelling" in reason for reason in local[0].merges)
    named = {m.actor for one in result for m in one.mentions if "av" in m.text or "aw" in m.text}
    assert named == {local[0].id}


def test_unknown_persons_stay_apart_without_support() -> None:
    _, actors = linked(
        reading("a", "Witali Sawtschenko lachte."),
        reading("b", "Vitaly Savchenko laughed.", "en"),
    )
    assert len([actor_id for actor_id in actors if actor_id.startswith("local:")]) == 2


def test_known_actors_never_become_one() -> None:
    _, actors = linked(
        reading("a", "Niger und Nigeria, die Slowakei und Slowenien stritten."),
        reading("b", "George H. W. Bush met George W. Bush in Austria.", "en"),
    )
    assert {"state:NER", "state:NGA", "state:SVK", "state:SVN"} <= set(actors)
    assert {"person:george-w-bush", "person:george-h-w-bush"} <= set(actors)


def test_ids_are_renamed_in_actors_and_mentions_alike() -> None:
    result, actors = linked(
        reading("a", "Der Gouverneur Witali Sawtschenko sprach mit Olaf Scholz."),
        reading("b", "Governor Vitaly Savchenko met Olaf Scholz.", "en"),
    )
    for one in result:
        assert {m.actor for m in one.mentions} - {None} <= {actor.id for actor in one.actors}
        assert {actor.id for actor in one.actors} <= set(actors)


def test_nothing_in_nothing_out() -> None:
    assert link([]) == ([], ())


def by_hand(
    *readings: Reading,
    together: tuple[tuple[str, str], ...] = (),
    apart: tuple[tuple[str, str], ...] = (),
) -> tuple[list[Reading], dict[str, Actor]]:
    result, actors = link(readings, together=together, apart=apart)
    return result, {actor.id: actor for actor in actors}


SPELLINGS = (
    reading("a", "Der Gouverneur Witali Sawtschenko sprach mit Olaf Scholz."),
    reading("b", "Governor Vitaly Savchenko met Olaf Scholz.", "en"),
)


def local_ids(actors: dict[str, Actor]) -> list[str]:
    return sorted(actor_id for actor_id in actors if actor_id.startswith("local:"))


def test_a_user_keeps_two_spellings_apart() -> None:
    _, actors = by_hand(*SPELLINGS, apart=(("Witali Sawtschenko", "Vitaly Savchenko"),))
    assert local_ids(actors) == ["local:vitaly-savchenko", "local:witali-sawtschenko"]


def test_who_is_kept_apart_meets_through_no_third() -> None:
    third = reading("c", "Governor Vitali Savchenko met Olaf Scholz.", "en")
    _, actors = by_hand(*SPELLINGS, third, apart=(("Witali Sawtschenko", "Vitaly Savchenko"),))
    assert len(local_ids(actors)) == 2


def test_a_user_joins_whom_nothing_connects() -> None:
    result, actors = by_hand(
        reading("a", "Klara Feldbusch trat zurück."),
        reading("b", "Die Autorin Clara Wendt schwieg."),
        together=(("Klara Feldbusch", "local:clara-wendt"),),
    )
    assert local_ids(actors) == ["local:klara-feldbusch"]
    assert any("by hand" in why for why in actors["local:klara-feldbusch"].merges)
    assert {m.actor for m in result[1].mentions if m.kind == "PER"} == {"local:klara-feldbusch"}


def test_a_user_joins_a_local_actor_with_a_known_one_and_two_known_ones() -> None:
    _, actors = by_hand(
        reading("a", "Klara Feldbusch trat zurück. Olaf Scholz und Emmanuel Macron sprachen."),
        together=(("Klara Feldbusch", "Olaf Scholz"), ("Emmanuel Macron", "Olaf Scholz")),
    )
    assert set(actors) == {"person:emmanuel-macron"}


def test_a_user_parts_a_surname_from_the_whole_name() -> None:
    text = "Anna Wulfing kam. Wulfing ging."
    result, actors = by_hand(reading("a", text), apart=(("Wulfing", "Anna Wulfing"),))
    assert local_ids(actors) == ["local:anna-wulfing", "local:wulfing"]
    assert [m.actor for m in result[0].mentions if m.kind == "PER"] == [
        "local:anna-wulfing",
        "local:wulfing",
    ]
    assert "by hand" in next(m.why for m in result[0].mentions if m.actor == "local:wulfing")


def test_names_nobody_bears_change_nothing() -> None:
    unknown = (("Nobody Here", "Olaf Scholz"),)
    assert by_hand(*SPELLINGS, together=unknown, apart=unknown) == linked(*SPELLINGS)


def test_common_names_need_more_than_the_same_company() -> None:
    _, actors = linked(
        reading("a", "The worker Mohamed Hassan thanked Olaf Scholz.", "en"),
        reading("b", "A guard, Mohammed Hasan, saw Olaf Scholz.", "en"),
    )
    assert len(local_ids(actors)) == 2


def test_short_forms_of_given_names_need_more_than_the_same_company() -> None:
    _, actors = linked(
        reading("a", "The writer Bob Harrowby praised Olaf Scholz.", "en"),
        reading("b", "Robert Harrowby edited it; Olaf Scholz smiled.", "en"),
        reading("c", "The writer Robbert Tenfield met Olaf Scholz.", "en"),
        reading("d", "Robert Tenfield met Olaf Scholz.", "en"),
    )
    assert {"local:bob-harrowby", "local:robert-harrowby"} <= set(actors)
    assert len([name for name in local_ids(actors) if "tenfield" in name]) == 1


def test_a_form_of_address_and_one_name_is_no_whole_name() -> None:
    text = "Sheikh Talib bin Hamad al-Khalifa spoke; Sheikh Khalifa wept; Sheikh Talib Hamad too."
    names = [
        "Sheikh Talib bin Hamad al-Khalifa",
        "Sheikh Khalifa",
        "Sheikh Talib ben Hammad al-Khalifa",
    ]
    everyone = tuple(Actor(f"local:{n}", "person", name) for n, name in enumerate(names))
    mentions = tuple(
        Mention(n, n + 1, text[n], "PER", "name", actor.id) for n, actor in enumerate(everyone)
    )
    document = Document(id="a", text=text, language="en")
    _, actors = linked(Reading(document, Layout(()), (), mentions, everyone))
    assert sorted(actors) == ["local:1", "local:2"]  # the whole names are one


def test_a_middle_name_tells_the_members_of_a_family_apart() -> None:
    third = "Omar Feldkamp, Rita Feldkamp and Nora Feldkamp greeted Olaf Scholz."
    _, actors = linked(
        reading("a", "Jakob Anselm Feldkamp spoke to Olaf Scholz.", "en"),
        reading("b", "Jakob Feldkamp spoke to Olaf Scholz.", "en"),
        reading("c", third, "en"),
    )
    assert {"local:jakob-anselm-feldkamp", "local:jakob-feldkamp"} <= set(actors)


def test_a_lone_given_name_and_a_bare_ministry_belong_to_their_text() -> None:
    _, actors = linked(
        reading("a", "Mohammed wept there. The Defence Ministry said nothing.", "en"),
        reading("b", "Mohammed laughed. The Defence Ministry said nothing new.", "en"),
    )
    names = [actor.name for actor in actors.values()]
    assert names.count("Mohammed") == names.count("The Defence Ministry") == 2


def test_a_listed_body_is_known_in_capitals_and_behind_its_article() -> None:
    _, actors = linked(reading("a", "THE UNITED NATIONS warned. The African Union agreed.", "en"))
    assert {"org:un", "org:african-union"} <= set(actors)

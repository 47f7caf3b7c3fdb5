"""Actors across documents and languages: who becomes one, who never does, and what is renamed."""

from __future__ import annotations

from datetime import date

from timeline.actors import find, link
from timeline.model import Actor, Document, Layout, Reading, Sentence


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
